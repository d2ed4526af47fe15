//! What about a plan its approver should look at first; a plan without any can be approved together with others.

use rust_decimal::Decimal;

use crate::domain::company::{Direction, Metric, Person, Roster};
use crate::domain::meeting::goal::{Goal, by_tag};
use crate::domain::numbers::kpi::percent_change;
use crate::domain::numbers::target::suggest;
use crate::domain::plan::budget::{Budget, Load};
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Base, Draft, Past, Plan};

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

/// A target further than this from the last actual, in per cent, is bold: the method raises the bar by one.
const BOLD: i64 = 20;

impl Doubt {
    /// Whether it is about the metric of this key.
    pub fn is_about_metric(&self, metric: &str) -> bool {
        match self {
            Self::BelowActual(keys) | Self::Bold(keys) | Self::Eased(keys) => keys.iter().any(|key| key == metric),
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

/// The doubts that a plan of this author's raises, given their past; `base` is what it is compared with.
pub fn doubts_of(roster: &Roster, author: &Person, plan: &Plan, past: &Past, base: Option<&Base>) -> Vec<Doubt> {
    let metrics: Vec<_> = roster.typed_metrics(author).map(|m| (m, past.actual(&m.key))).collect();
    doubts(&plan.draft, roster.budget_of(author, plan.week), &metrics, &roster.goals, base)
}

/// The doubts that a draft raises: facts, shown and never enforced. `metrics`: those its author types the numbers of, each with
/// the last actual; `base`: what it is compared with.
fn doubts(
    draft: &Draft,
    budget: Budget,
    metrics: &[(&Metric, Option<Decimal>)],
    goals: &[Goal],
    base: Option<&Base>,
) -> Vec<Doubt> {
    let with = |keys: Vec<String>, doubt: fn(Vec<String>) -> Doubt| Some(keys).filter(|k| !k.is_empty()).map(doubt);
    let metrics_that = |is: &dyn Fn(&Metric, Decimal, Decimal) -> bool| -> Vec<String> {
        let all = metrics.iter().filter_map(|(m, last)| Some((*m, draft.target(&m.key)?, (*last)?)));
        all.filter(|(m, target, last)| is(m, *target, *last)).map(|(m, ..)| m.key.clone()).collect()
    };
    let open: Vec<usize> =
        (1..).zip(&draft.tasks).filter(|(_, task)| task.deliverable.is_none()).map(|(number, _)| number).collect();
    let carried: Vec<(usize, u32)> =
        (1..).zip(&draft.tasks).filter_map(|(number, task)| Some((number, task.carried_on()?))).collect();
    let serves = |tag: &str| by_tag(goals, tag).is_some_and(|goal| goal.open);
    let serves_none = !draft.tasks.iter().any(|task| task.goal.as_deref().is_some_and(serves));
    let all = [
        with(base.map(|base| eased(draft, metrics, base)).unwrap_or_default(), Doubt::Eased),
        matches!(budget.load(draft.minutes()), Load::Red { .. }).then_some(Doubt::OverBudget),
        (!open.is_empty()).then_some(Doubt::NoDeliverable(open)),
        with(metrics_that(&is_below), Doubt::BelowActual),
        with(metrics_that(&is_bold), Doubt::Bold),
        (!carried.is_empty()).then_some(Doubt::CarriedOn(carried)),
        (serves_none && goals.iter().any(|goal| goal.open)).then_some(Doubt::NoGoal),
    ];
    all.into_iter().flatten().collect()
}

/// Keys of the metrics whose target is easier than in the version before.
fn eased(draft: &Draft, metrics: &[(&Metric, Option<Decimal>)], base: &Base) -> Vec<String> {
    let way = |key: &str| metrics.iter().find(|(m, _)| m.key == key).map(|(m, _)| m.direction);
    Diff::between(&base.document, draft).eased(way).map(str::to_owned).collect()
}

/// Whether a target is worse than the last actual.
fn is_below(metric: &Metric, target: Decimal, last: Decimal) -> bool {
    match metric.direction {
        Direction::Up => target < last,
        Direction::Down => target > last,
    }
}

/// Whether a target is better than the last actual by more than 20 per cent. What the bot itself would suggest is not:
/// from three to four is the smallest step there is.
fn is_bold(metric: &Metric, target: Decimal, last: Decimal) -> bool {
    let suggested = suggest(Some(last), None, metric.direction, metric.unit).map_or(last, |s| s.value);
    let better = match metric.direction {
        Direction::Up => target > suggested,
        Direction::Down => target < suggested,
    };
    better && percent_change(last, target).is_some_and(|change| change.abs() > Decimal::from(BOLD))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::{Aggregate, MetricUnit};
    use crate::domain::intake::read_plan;

    fn leads(direction: Direction) -> Metric {
        Metric {
            key: "leads".into(),
            name: "Лиды".into(),
            unit: MetricUnit::Count,
            direction,
            aggregate: Aggregate::Sum,
            formula: None,
            threshold: None,
        }
    }

    fn draft(lines: &str, target: i64) -> Draft {
        let mut draft = Draft::default();
        draft.take(&read_plan(lines, &[], 0), None);
        draft.set_target("leads", Decimal::from(target), None);
        draft
    }

    const LINES: &str = "- Лендинг => страница открыта ~ 6ч";

    fn of(draft: &Draft, direction: Direction, last: Option<i64>) -> Vec<Doubt> {
        doubts(draft, Budget::of(2400, 0), &[(&leads(direction), last.map(Decimal::from))], &[], None)
    }

    #[test]
    fn a_plan_as_it_should_be_raises_none() {
        assert_eq!(of(&draft(LINES, 120), Direction::Up, Some(119)), []);
        assert_eq!(of(&draft(LINES, 120), Direction::Up, None), []);
    }

    #[test]
    fn a_target_is_worse_than_the_last_actual_or_bold_and_which_way_is_good_counts() {
        let below = vec![Doubt::BelowActual(vec!["leads".into()])];
        let bold = vec![Doubt::Bold(vec!["leads".into()])];
        assert_eq!(of(&draft(LINES, 100), Direction::Up, Some(131)), below);
        assert_eq!(of(&draft(LINES, 131), Direction::Down, Some(100)), below);
        assert_eq!(of(&draft(LINES, 121), Direction::Up, Some(100)), bold);
        assert_eq!(of(&draft(LINES, 79), Direction::Down, Some(100)), bold);
        assert_eq!(of(&draft(LINES, 4), Direction::Up, Some(3)), [], "the smallest step there is");
    }

    #[test]
    fn too_many_hours_no_end_product_and_what_is_carried_on_and_on() {
        let mut heavy = draft("- Лендинг ~ 20ч\n- Вебинар => программа ~ 20ч", 120);
        heavy.tasks[1].carried_weeks = 2;
        let all = of(&heavy, Direction::Up, None);
        assert_eq!(all, [Doubt::OverBudget, Doubt::NoDeliverable(vec![1]), Doubt::CarriedOn(vec![(2, 3)])]);
        assert!(all[1].is_about_task(1) && !all[1].is_about_task(2) && all[2].is_about_task(2));
    }

    #[test]
    fn what_is_easier_than_before_comes_first() {
        let base = Base { document: draft(LINES, 140), settled: true };
        let eased = doubts(
            &draft(LINES, 120),
            Budget::of(2400, 0),
            &[(&leads(Direction::Up), Some(Decimal::from(131)))],
            &[],
            Some(&base),
        );
        let leads = || vec!["leads".to_owned()];
        assert_eq!(eased, [Doubt::Eased(leads()), Doubt::BelowActual(leads())]);
        assert!(eased[0].is_about_metric("leads") && !eased[0].is_about_metric("traffic"));
    }
}
