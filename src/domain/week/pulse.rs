//! What people say in the middle of a week: all is well, or what is at risk.

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::week::task::Task;

/// A person's pulse of a week: they were asked, and may have answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulse {
    /// Whose.
    pub person: PersonId,
    /// Of which week.
    pub week: Week,
    /// There is an answer.
    pub answered: bool,
    /// Ids of the tasks at risk, which hold through a new version of the plan; `None` for one that was taken out of it since.
    pub risks: Vec<Option<i64>>,
    /// What is at risk in the person's words.
    pub words: Option<String>,
}

impl Pulse {
    /// Whether a task was said to be at risk.
    pub fn is_at_risk(&self, task: &Task) -> bool {
        self.risks.contains(&Some(task.id))
    }

    /// Something was said to be at risk.
    pub fn any_risk(&self) -> bool {
        !self.risks.is_empty() || self.words.is_some()
    }

    /// A task is at risk, or is not after all.
    pub fn set(&mut self, task: &Task, on: bool) {
        self.risks.retain(|known| *known != Some(task.id));
        if on {
            self.risks.push(Some(task.id));
        }
    }

    /// All is well.
    pub fn clear(&mut self) {
        self.risks.clear();
        self.words = None;
    }
}
