//! Where a plan stands.

use serde::{Deserialize, Serialize};

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    /// The author is writing.
    Draft,
    /// Waits for a decision.
    Submitted,
    /// Came back with a reason; the author is writing again.
    Returned,
    /// Agreed: the week runs by it.
    Approved,
}

impl PlanState {
    /// Its name in the database, exports and scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Draft, Self::Submitted, Self::Returned, Self::Approved].into_iter().find(|s| s.name() == name)
    }

    /// The author may change it.
    pub fn editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Handed in: nobody has to be reminded of it.
    pub fn handed_in(self) -> bool {
        matches!(self, Self::Submitted | Self::Approved)
    }
}
