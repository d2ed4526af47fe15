//! The history of a plan, line by line, and what of it a version is compared with.

use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::plan::draft::Draft;

/// What happened to a version of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// The author handed it in.
    Submitted,
    /// The author changed the version before it while that waited.
    Amended,
    /// The author took it back.
    Withdrawn,
    /// Whoever decides changed the version before it.
    Edited,
    /// Agreed.
    Approved,
    /// Sent back.
    Returned,
    /// Opened again after it was agreed.
    Reopened,
}

impl EventKind {
    const ALL: [Self; 7] =
        [Self::Submitted, Self::Amended, Self::Withdrawn, Self::Edited, Self::Approved, Self::Returned, Self::Reopened];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Amended => "amended",
            Self::Withdrawn => "withdrawn",
            Self::Edited => "edited",
            Self::Approved => "approved",
            Self::Returned => "returned",
            Self::Reopened => "reopened",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a version comes to be by it: then the history keeps the version's document with it.
    pub fn makes_version(self) -> bool {
        matches!(self, Self::Submitted | Self::Amended | Self::Edited)
    }

    /// Whether it is the word of whoever decides.
    pub fn decides(self) -> bool {
        matches!(self, Self::Approved | Self::Returned | Self::Reopened)
    }
}

/// One line of a plan's history.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanEvent {
    /// Of which version.
    pub version: i64,
    /// What happened.
    pub kind: EventKind,
    /// Who did it.
    pub who: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why: of a return, or why there are more hours than fit.
    pub reason: Option<String>,
    /// The version itself, where this is how it came to be.
    pub document: Option<Draft>,
}

/// What a version that waits is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// As it was handed in.
    pub document: Draft,
    /// Whoever decides has been done with it: it was returned, approved or taken back. Else it is what was handed in before
    /// the author changed it while it waited.
    pub settled: bool,
}
