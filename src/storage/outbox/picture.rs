//! A picture of numbers, as what is to be seen on it. It is drawn when it is sent: a row of two kilobytes instead of a
//! file of sixty, and nobody waits for the drawing inside a transaction.

use serde::{Deserialize, Serialize};

/// How a number stands to its plan; decides colour and shape.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// Reached.
    Good,
    /// Missed by a little.
    Near,
    /// Missed.
    Bad,
    /// Nothing to say: no plan or no number.
    Quiet,
}

/// One metric.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Panel {
    /// The metric's name; cut where it is too long.
    pub name: String,
    /// The number with its unit as people write it, or a dash.
    pub value: String,
    /// What it was to be, in words: `план 120`; empty where there was no plan.
    pub plan: String,
    /// The verdict in words: `+9 % · в плане`.
    pub verdict: String,
    /// The verdict as a colour.
    pub mood: Mood,
    /// The number, for the bar.
    pub actual: Option<f64>,
    /// What it was to be, for the bar's mark and the dashed line.
    pub target: Option<f64>,
    /// The last weeks' numbers, oldest first, this week's last; none where there was no number.
    pub series: Vec<Option<f64>>,
}

/// A picture of one to eight metrics.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Picture {
    /// In large letters.
    pub title: String,
    /// Below it.
    pub subtitle: String,
    /// The metrics; what is more than eight is left out.
    pub panels: Vec<Panel>,
    /// What the mark, the line and the dashes mean.
    pub legend: [String; 3],
}
