//! What an approver should look at first in a plan.

use rust_decimal::Decimal;

use crate::domain::company::{Direction, Metric};
use crate::domain::meeting::goal::{Goal, by_tag};
use crate::domain::numbers::kpi::percent_change;
use crate::domain::numbers::target::suggest;
use crate::domain::plan::budget::{Budget, Load};
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Draft, DraftTask};

/// From this week in a row on, a carried task is a doubt.
pub const LONG: u32 = 3;

/// A target further than this from the last actual, in per cent, is bold: the method raises the bar by one.
const BOLD: i64 = 20;

/// A fact about a plan that the approver should look at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// More hours than the week holds.
    OverBudget,
    /// Numbers of tasks without an end product.
    NoDeliverable(Vec<usize>),
    /// Keys of metrics whose target is worse than the last actual.
    BelowActual(Vec<String>),
    /// Keys of metrics whose target is better than the last actual by more than 20 per cent.
    Bold(Vec<String>),
    /// Keys of metrics whose target is easier than in the version before.
    Eased(Vec<String>),
    /// Tasks that are planned for the third week in a row or more: number, and which week it is.
    CarriedOn(Vec<(usize, u32)>),
    /// The company has goals, and no task serves any.
    NoGoal,
}

impl Doubt {
    /// Whether it is about this metric.
    pub fn is_about_metric(&self, metric: &Metric) -> bool {
        match self {
            Self::BelowActual(keys) | Self::Bold(keys) | Self::Eased(keys) => keys.contains(&metric.key),
            Self::OverBudget | Self::NoDeliverable(_) | Self::CarriedOn(_) | Self::NoGoal => false,
        }
    }

    /// Whether it is about the task with this number.
    pub fn is_about_task(&self, number: usize) -> bool {
        match self {
            Self::NoDeliverable(numbers) => numbers.contains(&number),
            Self::CarriedOn(carried) => carried.iter().any(|(n, _)| *n == number),
            Self::OverBudget | Self::BelowActual(_) | Self::Bold(_) | Self::Eased(_) | Self::NoGoal => false,
        }
    }
}

/// What the approver should look at first; `before` is the version this one is compared with. Facts, shown and never enforced.
pub fn doubts(
    draft: &Draft,
    budget: Budget,
    metrics: &[(&Metric, Option<Decimal>)],
    goals: &[Goal],
    before: Option<&Draft>,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if let Some(before) = before {
        let way = |key: &str| metrics.iter().find(|(m, _)| m.key == key).map(|(m, _)| m.direction);
        let diff = Diff::between(before, draft);
        let eased: Vec<String> = diff.eased(way).map(str::to_owned).collect();
        if !eased.is_empty() {
            doubts.push(Doubt::Eased(eased));
        }
    }
    if matches!(budget.load(draft.minutes()), Load::Red { .. }) {
        doubts.push(Doubt::OverBudget);
    }
    let open: Vec<usize> =
        draft.tasks.iter().enumerate().filter(|(_, t)| t.deliverable.is_none()).map(|(i, _)| i + 1).collect();
    if !open.is_empty() {
        doubts.push(Doubt::NoDeliverable(open));
    }
    let below: Vec<String> = metrics
        .iter()
        .filter(|(metric, last)| {
            let (Some(target), Some(last)) = (draft.target(&metric.key), last) else { return false };
            match metric.direction {
                Direction::Up => target < *last,
                Direction::Down => target > *last,
            }
        })
        .map(|(metric, _)| metric.key.clone())
        .collect();
    if !below.is_empty() {
        doubts.push(Doubt::BelowActual(below));
    }
    let bold: Vec<String> =
        metrics.iter().filter(|(m, last)| is_bold(draft, m, *last)).map(|(m, _)| m.key.clone()).collect();
    if !bold.is_empty() {
        doubts.push(Doubt::Bold(bold));
    }
    let carried: Vec<(usize, u32)> = carried_on(draft).collect();
    if !carried.is_empty() {
        doubts.push(Doubt::CarriedOn(carried));
    }
    let serves = |tag: &str| by_tag(goals, tag).is_some_and(|goal| goal.open);
    if goals.iter().any(|goal| goal.open) && !draft.tasks.iter().any(|t| t.goal.as_deref().is_some_and(serves)) {
        doubts.push(Doubt::NoGoal);
    }
    doubts
}

/// Whether a target is better than the last actual by more than 20 per cent. What the bot itself would suggest is not:
/// from three to four is the smallest step there is.
fn is_bold(draft: &Draft, metric: &Metric, last: Option<Decimal>) -> bool {
    let (Some(target), Some(last)) = (draft.target(&metric.key), last) else { return false };
    let suggested = suggest(Some(last), None, metric.direction, metric.unit).map_or(last, |s| s.value);
    let better = match metric.direction {
        Direction::Up => target > suggested,
        Direction::Down => target < suggested,
    };
    better && percent_change(last, target).is_some_and(|change| change.abs() > Decimal::from(BOLD))
}

/// Which week in a row a task is planned for.
pub fn week_in_a_row(task: &DraftTask) -> u32 {
    task.carried_weeks.saturating_add(1)
}

/// The tasks that are carried on and on: number and which week it is.
fn carried_on(draft: &Draft) -> impl Iterator<Item = (usize, u32)> {
    let numbered = draft.tasks.iter().enumerate().map(|(i, task)| (i + 1, week_in_a_row(task)));
    numbered.filter(|(_, week)| *week >= LONG)
}
