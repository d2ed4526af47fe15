//! Numbers that somebody else than their author brings, and what became of them.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin<'a> {
    /// A file; who sent it, if somebody did in the chat.
    File(Option<PersonId>),
    /// The source of this name.
    Source(&'a str),
}

/// What was given for one metric of a person's week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedActual {
    /// Metric key.
    pub metric: String,
    /// What was said last.
    pub value: Decimal,
    /// The source's name; none: a file.
    pub source: Option<String>,
    /// Why the author's number differs, and since when that is said.
    pub note: Option<(String, DateTime<Utc>)>,
}

/// What became of a number that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is the number now; what it was before.
    Changed(Option<Decimal>),
    /// It was so already, or was given before and overridden since.
    Same,
    /// A person's number stays in force.
    Kept,
}

/// A change that a file or a source made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActualChange {
    /// Whose number.
    pub person: PersonId,
    /// Metric key.
    pub metric: String,
    /// Of which week.
    pub week: Week,
    /// What it was; none: there was none.
    pub before: Option<Decimal>,
    /// What it became.
    pub after: Decimal,
    /// The source's name; none: a file.
    pub source: Option<String>,
    /// Who sent the file.
    pub who: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Where an author says otherwise than a source, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActualOverride {
    /// Metric key.
    pub metric: String,
    /// What the author says.
    pub actual: Decimal,
    /// What the source says.
    pub value: Decimal,
    /// The source's name.
    pub source: String,
    /// Why.
    pub note: String,
    /// Since when that is said.
    pub at: DateTime<Utc>,
}
