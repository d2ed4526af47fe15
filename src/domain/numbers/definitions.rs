//! How metrics were defined in past weeks, and which of today's metrics were made in chat instead of `company.toml`.
//!
//! A past week is shown with the definitions of its time: `Roster::in_week` is the company with the metrics, the lists of
//! metrics and the teams of that week.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, PersonId, TeamId};

/// Whose list of metrics is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The metrics that a team's digest shows.
    Team(TeamId),
    /// The metrics that a person plans and reports.
    Person(PersonId),
}

/// A definition that has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Was {
    /// How a metric was defined.
    Metric(Metric),
    /// Which metrics were on a list. A team with an empty list shows those of its people.
    List(Whose, Vec<String>),
}

/// A definition that was in force up to and including a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The last week in which it was in force.
    pub until: Week,
    /// The definition.
    pub was: Was,
}

/// A metric made in chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeInChat {
    /// The metric's key.
    pub metric: String,
    /// Who made it.
    pub by: PersonId,
}

/// What is known about the metrics besides their present definitions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    /// Past definitions, the latest change first.
    pub past: Vec<Past>,
    /// Metrics that were made in chat and are not in `company.toml`.
    pub made: Vec<MadeInChat>,
    /// What was added to lists in chat: whose list, and the metric's key.
    pub given: Vec<(Whose, String)>,
}

/// The most metrics a person can steer by. Whoever gives somebody more is told so.
pub const MOST_METRICS: usize = 5;

/// A short hash of a metric's key (FNV-1a), used in the data of buttons, where a key may be too long. It is enough to tell the
/// metrics of one company apart.
pub fn mark(key: &str) -> u32 {
    crate::domain::plan::hint::mark(key)
}
