//! What the bot puts into a draft, and what the author makes of it.

use serde::{Deserialize, Serialize};

use crate::domain::calendar::month::Month;
use crate::domain::intake::TaskText;
use crate::domain::meeting::goal::{GoalId, fold_tag};
use crate::domain::plan::{Draft, DraftTask, MAX_TASKS, same_title};

/// What a task that the bot put into a draft was made from. It stays the same when the task is renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seed {
    /// A task of an earlier week that was not finished: its title as [`crate::domain::plan::plain_title`].
    Task(String),
    /// The person's regular task with this id.
    Regular(i64),
    /// The decision of a sync with this id.
    Decision(i64),
    /// The next milestone of the goal with this id.
    Goal(i64),
}

impl Seed {
    /// A short number for a button: the same for the same seed, different for others but for one case in four billion
    /// (FNV-1a).
    pub fn tag(&self) -> u32 {
        let (kind, text) = match self {
            Self::Task(title) => ('t', title.clone()),
            Self::Regular(id) => ('r', id.to_string()),
            Self::Decision(id) => ('d', id.to_string()),
            Self::Goal(id) => ('g', id.to_string()),
        };
        let bytes = std::iter::once(kind as u8).chain(text.into_bytes());
        bytes.fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

impl DraftTask {
    /// A step to a goal that the bot offered and the author has not taken up: it has no hours and holds nothing up.
    pub fn is_idle_step(&self) -> bool {
        matches!(self.seed, Some(Seed::Goal(_))) && !self.touched && self.minutes.is_none()
    }
}

/// The milestone a task was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepOf {
    /// Of which goal.
    pub goal: GoalId,
    /// In which month.
    pub month: Month,
}

/// How far a draft has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// There is nothing yet.
    Empty,
    /// What is there the bot has put there.
    Prefilled,
    /// The author has begun.
    Begun,
}

impl Draft {
    /// How far it has come.
    pub fn progress(&self) -> Progress {
        let by_bot = |task: &DraftTask| task.seed.is_some() && !task.touched;
        if !self.targets.is_empty() || !self.dropped.is_empty() || !self.tasks.iter().all(by_bot) {
            Progress::Begun
        } else if self.tasks.is_empty() {
            Progress::Empty
        } else {
            Progress::Prefilled
        }
    }

    /// Takes a task out; false where there is none at that place. One that the bot had put there is remembered as dropped.
    pub fn drop_task(&mut self, at: usize) -> bool {
        let there = at < self.tasks.len();
        if there {
            let task = self.tasks.remove(at);
            if task.seed.is_some() {
                self.dropped.push(task);
            }
        }
        there
    }

    /// Puts a dropped task back, at the end; false where there is no room or no such task.
    pub fn restore(&mut self, at: usize) -> bool {
        let room = at < self.dropped.len() && self.tasks.len() < MAX_TASKS;
        if room {
            let task = self.dropped.remove(at);
            self.tasks.push(task);
        }
        room
    }

    /// A step to a goal makes way for a task of the author's own that serves it.
    pub(super) fn yield_steps(&mut self) {
        let serving = |own: &DraftTask, step: &DraftTask| {
            !own.is_idle_step() && own.goal.as_deref().map(fold_tag) == step.goal.as_deref().map(fold_tag)
        };
        let served = |step: &DraftTask| step.is_idle_step() && self.tasks.iter().any(|own| serving(own, step));
        let served: Vec<bool> = self.tasks.iter().map(served).collect();
        let mut served = served.into_iter();
        self.tasks.retain(|_| !served.next().unwrap_or(false));
    }

    /// The plan is handed in: the steps to goals that its author left as they came are not taken, and stand as such.
    pub fn leave_idle_steps(&mut self) {
        let (idle, tasks) = std::mem::take(&mut self.tasks).into_iter().partition(DraftTask::is_idle_step);
        self.tasks = tasks;
        self.dropped.extend::<Vec<DraftTask>>(idle);
    }

    /// A task in the author's words. What was dropped under the same title is what they mean.
    pub(super) fn add(&mut self, text: &TaskText, source: Option<i64>) {
        match self.dropped.iter().position(|t| same_title(&t.title, &text.title)) {
            Some(at) => {
                let mut task = self.dropped.remove(at);
                task.fill(text);
                self.tasks.push(task);
            }
            None => self.tasks.push(DraftTask::written(text, source)),
        }
    }
}
