//! Questions to the sources of numbers, and how they end.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::source::Trouble;

/// One question to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRequest<'a> {
    /// The source's name.
    pub source: &'a str,
    /// Whose number.
    pub person: PersonId,
    /// Metric key.
    pub metric: &'a str,
    /// Of which week.
    pub week: Week,
}

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestState {
    /// Asked so often in vain; again at that instant.
    Again(i64, DateTime<Utc>),
    /// The number came.
    Done,
    /// Given up, for this reason; the manager knows.
    Failed(Trouble),
}

/// A number that did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingActual {
    /// The source's name.
    pub source: String,
    /// Whose number.
    pub person: PersonId,
    /// Metric key.
    pub metric: String,
    /// Why.
    pub trouble: Trouble,
}
