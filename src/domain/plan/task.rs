//! How a task came into a plan, and what became of it.

use serde::{Deserialize, Serialize};

/// How a task got into the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Written for this week.
    #[default]
    New,
    /// Left over from the week before.
    Carried,
    /// From the person's regular list.
    Regular,
    /// From a tactical goal.
    Goal,
    /// Decided at a sync.
    Decision,
    /// Turned up during the week.
    Unplanned,
}

impl Origin {
    /// Its name in the database, exports and scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Carried => "carried",
            Self::Regular => "regular",
            Self::Goal => "goal",
            Self::Decision => "decision",
            Self::Unplanned => "unplanned",
        }
    }

    /// The origin of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::New, Self::Carried, Self::Regular, Self::Goal, Self::Decision, Self::Unplanned]
            .into_iter()
            .find(|o| o.name() == name)
    }
}

/// What became of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Not said yet.
    #[default]
    Open,
    /// The end product is there.
    Done,
    /// Some of it is.
    Partly,
    /// It is not.
    NotDone,
    /// No longer wanted.
    Cancelled,
}

impl TaskState {
    /// Its name in the database, exports and scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Partly => "partly",
            Self::NotDone => "not_done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Partly, Self::NotDone, Self::Cancelled].into_iter().find(|s| s.name() == name)
    }
}
