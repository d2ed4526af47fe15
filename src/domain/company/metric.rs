//! Numbers the company watches.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How a metric's values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum MetricUnit {
    /// Things: leads, calls, deals. Whole numbers, as a rule.
    #[default]
    Count,
    /// The company's currency.
    Money,
    /// Per cent: 35 means 35 %.
    Percent,
    /// Hours.
    Hours,
    /// A bare ratio, such as LTV : CAC.
    Ratio,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    #[default]
    Up,
    /// Less is better (cost per lead).
    Down,
}

/// How people's values make the team's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Aggregate {
    /// Added up.
    #[default]
    Sum,
    /// The arithmetic mean of those who have a value.
    Mean,
    /// The value reported last.
    Last,
}

/// A number the company watches every week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Stable name in `company.toml`, exports and formulas: `[a-z][a-z0-9_]*`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How its values are written.
    pub unit: MetricUnit,
    /// Which way is good.
    pub direction: Direction,
    /// How people's values make the team's; a formula's parts are aggregated each by their own.
    pub aggregate: Aggregate,
    /// A derived metric: arithmetic over other metrics' keys. Nobody types its values.
    pub formula: Option<String>,
    /// What it should not fall short of: at least so much where more is better, at most where less is.
    pub threshold: Option<Decimal>,
}
