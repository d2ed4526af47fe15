//! What stood before words of a report, or of the running week, were taken.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::plan::TaskState;
use crate::domain::week::task::Task;

/// All that words can change in a person's week.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Stood {
    /// Metric key and actual.
    pub actuals: Vec<(String, Decimal)>,
    /// Metric key and the number that is asked about.
    pub asked: Vec<(String, Decimal)>,
    /// The tasks.
    pub tasks: Vec<Marked>,
    /// Ids of the notes.
    pub notes: Vec<i64>,
}

/// How a task stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The task's id.
    pub task: i64,
    /// What became of it.
    pub state: TaskState,
    /// What it took, in minutes.
    pub minutes: Option<u32>,
    /// What came out.
    pub result: Option<String>,
    /// Why it was not done, or not all of it.
    pub reason: Option<String>,
}

impl Marked {
    /// How a task stands now.
    pub fn of(task: &Task) -> Self {
        Self {
            task: task.id,
            state: task.state,
            minutes: task.actual_minutes,
            result: task.result.clone(),
            reason: task.reason.clone(),
        }
    }

    /// The task as it stood.
    pub fn restore(&self, task: &mut Task) {
        task.state = self.state;
        task.actual_minutes = self.minutes;
        task.result.clone_from(&self.result);
        task.reason.clone_from(&self.reason);
    }
}

/// The last words that were taken: what stood before, and after. As long as nothing else has changed since, they can be taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Taken {
    /// What stood before.
    pub before: Stood,
    /// What they made of it.
    pub after: Stood,
}
