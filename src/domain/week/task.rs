//! A submitted task: what will be done in a week, and what became of it.

use crate::domain::plan::{Origin, TaskState};

/// A submitted task.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Database id.
    pub id: i64,
    /// Of which plan.
    pub plan: i64,
    /// Place in the plan, from 1.
    pub number: i64,
    /// What will be done.
    pub title: String,
    /// What will be there when it is done.
    pub deliverable: Option<String>,
    /// Estimate, minutes.
    pub minutes: Option<u32>,
    /// Tag of the goal it serves.
    pub goal: Option<String>,
    /// How it got into the plan.
    pub origin: Origin,
    /// How many weeks in a row it had been carried over when it was planned.
    pub carried_weeks: u32,
    /// What became of it.
    pub state: TaskState,
    /// What it took, minutes.
    pub actual_minutes: Option<u32>,
    /// What came out.
    pub result: Option<String>,
    /// Why it was not done, or not all of it.
    pub reason: Option<String>,
    /// How many pictures and files are there to show for it.
    pub files: u32,
}

impl Task {
    /// It was not done, or not all of it.
    pub fn is_missed(&self) -> bool {
        matches!(self.state, TaskState::NotDone | TaskState::Partly)
    }
}
