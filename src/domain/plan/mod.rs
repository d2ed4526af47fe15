//! A person's plan for a week: what it holds, its states, and the moves between them.

pub mod budget;
pub mod calibration;
pub mod diff;
mod edit;
pub mod hint;
pub mod prefill;
pub mod regular;
mod seed;
pub mod standing;

pub use edit::{Change, Field, LEAST};
pub use seed::{Progress, Seed, StepOf};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::intake::{PlanItem, PlanReading, PlanWhat, TaskChange, TaskText};
use crate::domain::plan::calibration::Calibrated;

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
    /// Its number for good within the draft, whatever place it takes; 0 where none was given yet.
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

/// The most tasks one plan holds. More is no plan for a week, and would fit no message.
pub const MAX_TASKS: usize = 60;

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

/// What a message changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Tasks added or changed.
    pub tasks: usize,
    /// Targets set.
    pub targets: usize,
    /// Tasks removed.
    pub deleted: usize,
    /// Tasks that no longer fit into [`MAX_TASKS`].
    pub left_out: usize,
}

impl Taken {
    /// Whether anything was understood.
    pub fn any(self) -> bool {
        self.tasks + self.targets + self.deleted > 0
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

    /// Whether tasks or targets of it come from this message.
    pub fn says(&self, message: i64) -> bool {
        self.tasks.iter().any(|task| task.source == Some(message))
            || self.targets.iter().any(|target| target.source == Some(message))
    }

    /// Takes what a message says. The same text again changes nothing: a task with a title that is there already is that
    /// task.
    pub fn take(&mut self, reading: &PlanReading, source: Option<i64>) -> Taken {
        let mut taken = Taken::default();
        let mut deleted: Vec<usize> = Vec::new();
        for item in &reading.items {
            match &item.what {
                PlanWhat::Target { metric, value } => {
                    self.set_target(metric, *value, source);
                    taken.targets += 1;
                }
                PlanWhat::Task(text) => match self.tasks.iter().position(|t| same_title(&t.title, &text.title)) {
                    Some(at) => {
                        if let Some(task) = self.tasks.get_mut(at) {
                            task.fill(text);
                            taken.tasks += 1;
                        }
                    }
                    None if self.tasks.len() >= MAX_TASKS => taken.left_out += 1,
                    None => {
                        self.add(text, source);
                        taken.tasks += 1;
                    }
                },
                PlanWhat::Change { number, change } => {
                    if let Some(task) = self.by_number(*number) {
                        task.change(change);
                        taken.tasks += 1;
                    }
                }
                PlanWhat::Delete { number } => deleted.extend((*number as usize).checked_sub(1)),
            }
        }
        // Numbers in one message all mean the plan as it was shown, so removal comes last and from the end.
        deleted.sort_unstable();
        deleted.dedup();
        for at in deleted.into_iter().rev().filter(|at| *at < self.tasks.len()).collect::<Vec<_>>() {
            taken.deleted += usize::from(self.drop_task(at));
        }
        self.yield_steps();
        self.number();
        taken
    }

    /// Takes the new text of a message that was edited: what came from its old text is replaced, in place where the order
    /// still fits; tasks and targets the new text no longer has are dropped.
    pub fn retake(&mut self, reading: &PlanReading, source: i64) -> Taken {
        // What another message, or the bot, had put there is not this message's to replace: `take` below fills it in.
        let elsewhere =
            |text: &TaskText| self.tasks.iter().any(|t| t.source != Some(source) && same_title(&t.title, &text.title));
        let is_own = |item: &&PlanItem| matches!(&item.what, PlanWhat::Task(text) if !elsewhere(text));
        let (own, mut rest): (Vec<&PlanItem>, Vec<&PlanItem>) = reading.items.iter().partition(is_own);
        let mut old: Vec<usize> =
            (0..self.tasks.len()).filter(|i| self.tasks.get(*i).is_some_and(|t| t.source == Some(source))).collect();
        // Only the first of the old ones that still have a counterpart are rewritten; the rest go.
        let surplus = old.split_off(own.len().min(old.len()));
        let mut taken = Taken::default();
        for (at, item) in old.iter().zip(&own) {
            if let (Some(task), PlanWhat::Task(text)) = (self.tasks.get_mut(*at), &item.what) {
                let before = std::mem::take(task);
                *task = DraftTask {
                    uid: before.uid,
                    origin: before.origin,
                    touched: before.seed.is_some(),
                    seed: before.seed,
                    carried_weeks: before.carried_weeks,
                    ..DraftTask::written(text, Some(source))
                };
                taken.tasks += 1;
            }
        }
        for at in surplus.into_iter().rev() {
            taken.deleted += usize::from(self.drop_task(at));
        }
        self.targets.retain(|t| t.source != Some(source));
        rest.extend(own.into_iter().skip(old.len()));
        rest.sort_by_key(|item| item.line);
        let rest = PlanReading {
            says_plan: reading.says_plan,
            items: rest.into_iter().cloned().collect(),
            puzzles: Vec::new(),
        };
        let more = self.take(&rest, Some(source));
        Taken {
            tasks: taken.tasks + more.tasks,
            targets: more.targets,
            deleted: taken.deleted + more.deleted,
            left_out: more.left_out,
        }
    }

    fn by_number(&mut self, number: u32) -> Option<&mut DraftTask> {
        self.tasks.get_mut((number as usize).checked_sub(1)?)
    }
}

impl DraftTask {
    fn written(text: &TaskText, source: Option<i64>) -> Self {
        Self {
            title: text.title.clone(),
            deliverable: text.deliverable.clone(),
            minutes: text.minutes,
            goal: text.goal.clone(),
            source,
            ..Self::default()
        }
    }

    /// Takes over what a text of the same title says; what it leaves out stays.
    fn fill(&mut self, text: &TaskText) {
        self.deliverable = text.deliverable.clone().or_else(|| self.deliverable.take());
        self.estimate(text.minutes);
        self.goal = text.goal.clone().or_else(|| self.goal.take());
        self.touch();
    }

    /// Takes over an estimate where there is one: whatever it is, it is the author's own.
    fn estimate(&mut self, minutes: Option<u32>) {
        if minutes.is_some() {
            (self.minutes, self.calibrated) = (minutes, None);
        }
    }

    fn change(&mut self, change: &TaskChange) {
        if let Some(title) = &change.title {
            self.title.clone_from(title);
        }
        self.deliverable = change.deliverable.clone().or_else(|| self.deliverable.take());
        self.estimate(change.minutes);
        self.goal = change.goal.clone().or_else(|| self.goal.take());
        self.touch();
    }
}

/// A title as titles are compared: case, ё, spacing and a full stop make no difference.
pub fn plain_title(title: &str) -> String {
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
        .replace('ё', "е")
        .trim_end_matches('.')
        .to_owned()
}

/// Whether two titles mean one task.
pub fn same_title(one: &str, other: &str) -> bool {
    plain_title(one) == plain_title(other)
}

/// A move that does not fit the state the plan is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongMove {
    /// Only a draft can be handed in or edited.
    AlreadySubmitted,
    /// It was agreed; a change needs a new version.
    AlreadyApproved,
    /// Somebody decided on it before.
    AlreadyReturned,
    /// The author is writing; there is nothing to decide.
    NotSubmitted,
    /// A newer version was handed in since.
    Outdated,
    /// Its week went by undecided.
    Lapsed,
}

/// Whether the author may hand it in.
///
/// # Errors
/// The state that forbids it.
pub fn may_submit(state: PlanState) -> Result<(), WrongMove> {
    match state {
        PlanState::Draft | PlanState::Returned => Ok(()),
        PlanState::Submitted => Err(WrongMove::AlreadySubmitted),
        PlanState::Approved => Err(WrongMove::AlreadyApproved),
    }
}

/// Whether it may be decided on, by somebody who sees version `seen`; `over`: its week is.
///
/// # Errors
/// What forbids it.
pub fn may_decide(state: PlanState, version: i64, seen: i64, over: bool) -> Result<(), WrongMove> {
    match state {
        // Also in a newer version than the one seen: who decided first is what the other wants to know.
        PlanState::Approved => Err(WrongMove::AlreadyApproved),
        PlanState::Returned => Err(WrongMove::AlreadyReturned),
        PlanState::Draft if version == seen => Err(WrongMove::NotSubmitted),
        _ if version != seen => Err(WrongMove::Outdated),
        _ if over => Err(WrongMove::Lapsed),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::{MetricName, read_plan};

    const METRICS: [MetricName<'static>; 2] =
        [MetricName { key: "leads", name: "Лиды" }, MetricName { key: "traffic", name: "Трафик" }];

    fn read(text: &str, tasks: usize) -> PlanReading {
        read_plan(text, &METRICS, tasks)
    }

    const WHOLE: &str =
        "План\nМетрики:\nЛиды: 120\nЗадачи:\n- Запустить лендинг => страница открыта ~ 6ч\n- Вебинар => программа ~ 5ч";

    #[test]
    fn the_same_message_twice_is_the_same_plan() {
        let mut draft = Draft::default();
        draft.take(&read(WHOLE, 0), Some(1));
        let once = draft.clone();
        draft.take(&read(WHOLE, 2), Some(2));
        assert_eq!(draft.tasks, once.tasks);
        assert_eq!(draft.target("leads"), Some(Decimal::from(120)));
        assert_eq!(draft.minutes(), 11 * 60);
    }

    #[test]
    fn an_edited_message_replaces_what_it_said() {
        let mut draft = Draft::default();
        draft.take(&read("Позвонить клиентам => 5 встреч ~ 3ч", 0), Some(7));
        draft.take(&read(WHOLE, 1), Some(8));
        draft.retake(&read("Задачи:\n- Лендинг «Ритейл» => форма работает ~ 4ч", 3), 8);
        let titles: Vec<&str> = draft.tasks.iter().map(|t| t.title.as_str()).collect();
        assert_eq!(titles, ["Позвонить клиентам", "Лендинг «Ритейл»"]);
        assert_eq!(draft.target("leads"), None, "the new text no longer sets it");
        draft.retake(&read(WHOLE, 2), 8);
        assert_eq!(draft.tasks.len(), 3);
        assert_eq!(draft.target("leads"), Some(Decimal::from(120)));
    }

    #[test]
    fn numbers_in_one_message_mean_the_plan_as_shown() {
        let mut draft = Draft::default();
        draft.take(&read("Задачи:\n- Один раз => а ~ 1ч\n- Два раза => б ~ 1ч\n- Три раза => в ~ 1ч", 0), Some(1));
        draft.take(&read("1 удалить\n2: 4ч", 3), Some(2));
        let left: Vec<_> = draft.tasks.iter().map(|t| (t.title.as_str(), t.minutes)).collect();
        assert_eq!(left, [("Два раза", Some(240)), ("Три раза", Some(60))]);
    }

    #[test]
    fn decisions_fit_only_the_version_they_were_made_on() {
        assert_eq!(may_decide(PlanState::Submitted, 2, 2, false), Ok(()));
        assert_eq!(may_decide(PlanState::Submitted, 2, 1, false), Err(WrongMove::Outdated));
        assert_eq!(may_decide(PlanState::Approved, 2, 2, false), Err(WrongMove::AlreadyApproved));
        assert_eq!(may_decide(PlanState::Approved, 3, 2, false), Err(WrongMove::AlreadyApproved));
        assert_eq!(may_decide(PlanState::Returned, 1, 1, false), Err(WrongMove::AlreadyReturned));
        assert_eq!(may_decide(PlanState::Draft, 1, 1, false), Err(WrongMove::NotSubmitted));
        assert_eq!(may_decide(PlanState::Submitted, 2, 2, true), Err(WrongMove::Lapsed));
        assert_eq!(may_decide(PlanState::Approved, 2, 2, true), Err(WrongMove::AlreadyApproved));
    }
}
