//! What the author of a plan is writing, and what it still lacks before it can be handed in.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::plan::seed::{Seed, StepOf};
use crate::domain::plan::task::Origin;

/// A target the author has set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftTarget {
    /// Metric key.
    pub metric: String,
    /// In the metric's unit.
    pub value: Decimal,
    /// Id of the Telegram message that set it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<i64>,
}

/// A task as the author has written it so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct DraftTask {
    /// Its permanent number within the draft, whatever place it takes; 0 where none was given yet.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub uid: u32,
    /// What will be done.
    pub title: String,
    /// What will be there when it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deliverable: Option<String>,
    /// Estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// What the estimate was before it was corrected by what the author usually needs; it counts for as long as the estimate
    /// is what that made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibrated: Option<Calibrated>,
    /// Tag of the goal it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// How it got here.
    #[serde(default)]
    pub origin: Origin,
    /// Id of the Telegram message that added it, where one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<i64>,
    /// What the bot made it from, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Seed>,
    /// The goal's milestone it was made of, also where it was renamed or carried over since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepOf>,
    /// How many weeks in a row it was carried over.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub carried_weeks: u32,
    /// The author has changed what the bot had put there: it follows its seed no more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub touched: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(n: &u32) -> bool {
    *n == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// What the author is editing. Kept as one JSON document until it is submitted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Draft {
    /// Targets set so far.
    pub targets: Vec<DraftTarget>,
    /// Tasks in order; a task's number is its place, from 1.
    pub tasks: Vec<DraftTask>,
    /// What the bot had put there and the author does not want this week. Kept, so that it neither comes back by itself
    /// nor goes unseen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<DraftTask>,
    /// The last number given to a task ([`DraftTask::uid`]): none is given twice.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub last_uid: u32,
}

/// From this week in a row on, a carried task is a doubt.
const LONG: u32 = 3;

/// The most tasks one plan holds. More is no plan for a week, and would fit no message.
pub const MAX_TASKS: usize = 60;

/// What of a task is asked for in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What will be done.
    Title,
    /// What will be there when it is done.
    Deliverable,
}

/// An estimate that was corrected, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibrated {
    /// The author's own.
    pub own: u32,
    /// What it was corrected to.
    pub to: u32,
}

/// What a plan still lacks before it can be handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Missing {
    /// Keys of metrics without a target.
    pub targets: Vec<String>,
    /// There is no task.
    pub tasks: bool,
    /// Numbers of tasks without an estimate.
    pub hours: Vec<usize>,
}

impl Missing {
    /// Nothing is missing.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && !self.tasks && self.hours.is_empty()
    }
}

impl Draft {
    /// Sum of the estimates, in minutes.
    pub fn minutes(&self) -> u32 {
        self.tasks.iter().filter_map(|t| t.minutes).sum()
    }

    /// The target set for a metric.
    pub fn target(&self, metric: &str) -> Option<Decimal> {
        self.targets.iter().find(|t| t.metric == metric).map(|t| t.value)
    }

    /// Sets a target, replacing an earlier one.
    pub fn set_target(&mut self, metric: &str, value: Decimal, source: Option<i64>) {
        match self.targets.iter_mut().find(|t| t.metric == metric) {
            Some(target) => (target.value, target.source) = (value, source.or(target.source)),
            None => self.targets.push(DraftTarget { metric: metric.to_owned(), value, source }),
        }
    }

    /// Whether tasks or targets of it come from this message.
    pub fn says(&self, message: i64) -> bool {
        self.tasks.iter().any(|task| task.source == Some(message))
            || self.targets.iter().any(|target| target.source == Some(message))
    }

    /// What the plan still lacks, given the metrics its author answers for. A missing end product is a doubt, not a
    /// bar: it is shown to the author and to the manager. A step to a goal that nobody took up is no task yet.
    pub fn missing<'a>(&self, metrics: impl Iterator<Item = &'a str>) -> Missing {
        Missing {
            targets: metrics.filter(|key| self.target(key).is_none()).map(str::to_owned).collect(),
            tasks: self.tasks.iter().all(DraftTask::is_idle_step),
            hours: (1..)
                .zip(&self.tasks)
                .filter(|(_, task)| task.minutes.is_none() && !task.is_idle_step())
                .map(|(number, _)| number)
                .collect(),
        }
    }
}

impl DraftTask {
    /// A step to a goal that the bot offered and the author has not taken up: it has no hours and holds nothing up.
    pub fn is_idle_step(&self) -> bool {
        matches!(self.seed, Some(Seed::Goal(_))) && !self.touched && self.minutes.is_none()
    }

    /// Which week in a row it is planned for, where that has gone on for long: from the third on.
    pub fn carried_on(&self) -> Option<u32> {
        Some(self.carried_weeks.saturating_add(1)).filter(|week| *week >= LONG)
    }

    /// The author has changed it: what the bot had put there follows its seed no more.
    pub fn touch(&mut self) {
        self.touched = self.seed.is_some();
    }
}
