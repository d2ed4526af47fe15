//! What people say in the middle of a week: all is well, or what is at risk.

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::plan::plain_title;
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
    /// Titles of the tasks at risk, as [`plain_title`] writes them: they hold through a new version of the plan.
    pub risks: Vec<String>,
    /// What is at risk in the person's words.
    pub words: Option<String>,
}

impl Pulse {
    /// Whether a task was said to be at risk.
    pub fn is_at_risk(&self, task: &Task) -> bool {
        self.risks.contains(&plain_title(&task.title))
    }

    /// Something was said to be at risk.
    pub fn any_risk(&self) -> bool {
        !self.risks.is_empty() || self.words.is_some()
    }

    /// A task is at risk, or is not after all.
    pub fn set(&mut self, task: &Task, on: bool) {
        let title = plain_title(&task.title);
        self.risks.retain(|known| *known != title);
        if on {
            self.risks.push(title);
        }
    }

    /// All is well.
    pub fn clear(&mut self) {
        self.risks.clear();
        self.words = None;
    }
}
