//! What is said about a metric after a week, judged by its last weeks: a single bad week may be chance, two of three are not.

use rust_decimal::Decimal;

use crate::domain::company::{Direction, Metric};
use crate::domain::numbers::kpi::{Kpi, Standing};

/// How many weeks a verdict looks at, the judged one included.
pub const WEEKS: usize = 3;

/// A miss of more than this many per cent of the target is red at once, without a second bad week.
pub const FAR_PERCENT: u32 = 30;

/// What is said about a week's number, given the two weeks before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The target is reached. Shown green.
    OnPlan,
    /// The target is missed by at most `NEAR_PERCENT`. Shown amber.
    Near,
    /// The target is missed by more, for the first time in [`WEEKS`] weeks. Shown amber.
    Slipped,
    /// The target is missed by more than `NEAR_PERCENT` and it is the second miss in [`WEEKS`] weeks, or it is missed by more
    /// than [`FAR_PERCENT`], or the threshold is missed. Shown red.
    Behind,
    /// There is a number but no target.
    NoPlan,
    /// There is no number.
    NoData,
}

/// A metric over its recent weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend<'a> {
    /// The metric.
    pub metric: &'a Metric,
    /// Consecutive weeks, oldest first. The last is the one that is judged.
    pub weeks: Vec<Kpi>,
}

impl Trend<'_> {
    /// The last week's number; one without data if there are no weeks.
    pub fn last(&self) -> Kpi {
        let none =
            || Kpi { metric: self.metric.key.clone(), target: None, actual: None, previous: None, threshold: None };
        self.weeks.last().cloned().unwrap_or_else(none)
    }

    /// What is said about the last week.
    pub fn verdict(&self) -> Verdict {
        verdict(self.metric.direction, &self.weeks)
    }

    /// How many of the last [`WEEKS`] weeks missed their targets.
    pub fn missed(&self) -> usize {
        missed(self.metric.direction, &self.weeks)
    }

    /// In how many of all the weeks the target was reached, and how many weeks could be judged at all.
    pub fn reached(&self) -> (usize, usize) {
        let standing = |kpi: &Kpi| kpi.standing(self.metric.direction);
        let judged: Vec<Standing> = self.weeks.iter().map(standing).filter(|s| *s != Standing::NoData).collect();
        (judged.iter().filter(|s| **s == Standing::OnPlan).count(), judged.len())
    }
}

/// The verdict on the last of these weeks, oldest first.
///
/// A week that reached its target is green, whatever came before, because red means "do something" and there is nothing to do.
/// A miss of at most `NEAR_PERCENT` is amber, even a repeated one: the target may be the mistake. A larger miss is red if at
/// least two of the last three weeks missed, by however little, or if it is larger than [`FAR_PERCENT`]; else it is amber.
/// One bad week happens to everybody; if it were red, people would get used to red and stop looking. Weeks without a number or
/// a target count neither way.
pub fn verdict(direction: Direction, weeks: &[Kpi]) -> Verdict {
    let Some(kpi) = weeks.last() else { return Verdict::NoData };
    match kpi.standing(direction) {
        Standing::OnPlan => Verdict::OnPlan,
        Standing::Near => Verdict::Near,
        // A target may have been set too high, a threshold has not: missing it is red at once.
        Standing::Behind if kpi.holds_threshold(direction) == Some(false) => Verdict::Behind,
        Standing::Behind if missed(direction, weeks) > 1 || far(kpi) => Verdict::Behind,
        Standing::Behind => Verdict::Slipped,
        Standing::NoData if kpi.actual.is_some() => Verdict::NoPlan,
        Standing::NoData => Verdict::NoData,
    }
}

fn missed(direction: Direction, weeks: &[Kpi]) -> usize {
    let missed = |kpi: &&Kpi| matches!(kpi.standing(direction), Standing::Near | Standing::Behind);
    weeks.iter().rev().take(WEEKS).filter(missed).count()
}

fn far(kpi: &Kpi) -> bool {
    let (Some(target), Some(actual)) = (kpi.target, kpi.actual) else { return false };
    (target - actual).abs() > target.abs() * Decimal::from(FAR_PERCENT) / Decimal::ONE_HUNDRED
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Weeks as target and actual.
    fn weeks(pairs: &[(Option<i64>, Option<i64>)]) -> Vec<Kpi> {
        let kpi = |(target, actual): &(Option<i64>, Option<i64>)| Kpi {
            metric: "m".into(),
            target: target.map(Decimal::from),
            actual: actual.map(Decimal::from),
            previous: None,
            threshold: None,
        };
        pairs.iter().map(kpi).collect()
    }

    fn of(actuals: &[i64]) -> Verdict {
        let pairs: Vec<_> = actuals.iter().map(|actual| (Some(100), Some(*actual))).collect();
        verdict(Direction::Up, &weeks(&pairs))
    }

    #[test]
    fn one_bad_week_is_not_red_and_two_of_three_are() {
        assert_eq!(of(&[100, 100, 80]), Verdict::Slipped);
        assert_eq!(of(&[100, 80, 80]), Verdict::Behind);
        assert_eq!(of(&[80, 100, 80]), Verdict::Behind);
        assert_eq!(of(&[95, 100, 80]), Verdict::Behind, "a small miss before is a miss");
        assert_eq!(of(&[80, 80, 100, 100, 80]), Verdict::Slipped, "what is four weeks old is over");
        assert_eq!(of(&[100, 100, 60]), Verdict::Behind, "by far");
        assert_eq!(of(&[70]), Verdict::Slipped);
        assert_eq!(of(&[95, 95, 95]), Verdict::Near);
        assert_eq!(of(&[10, 10, 100]), Verdict::OnPlan);
    }

    #[test]
    fn less_can_be_better_and_gaps_count_neither_way() {
        let cost = weeks(&[(Some(100), Some(90)), (Some(100), Some(125)), (Some(100), Some(125))]);
        assert_eq!(verdict(Direction::Down, &cost), Verdict::Behind);
        assert_eq!(verdict(Direction::Up, &cost), Verdict::OnPlan);
        let gaps = weeks(&[(Some(100), Some(80)), (Some(100), None), (Some(100), Some(80))]);
        assert_eq!(verdict(Direction::Up, &gaps), Verdict::Behind);
        assert_eq!(verdict(Direction::Up, &gaps[1..]), Verdict::Slipped);
        assert_eq!(verdict(Direction::Up, &gaps[..2]), Verdict::NoData);
        assert_eq!(verdict(Direction::Up, &weeks(&[(None, Some(1))])), Verdict::NoPlan);
        assert_eq!(verdict(Direction::Up, &[]), Verdict::NoData);
    }

    proptest! {
        #[test]
        fn only_a_miss_of_this_week_is_amber_or_red(
            past in prop::collection::vec((prop::option::of(-200i64..200), prop::option::of(-200i64..200)), 0..5),
            target in -200i64..200, actual in -200i64..200, up: bool,
        ) {
            let direction = if up { Direction::Up } else { Direction::Down };
            let all: Vec<_> = past.into_iter().chain([(Some(target), Some(actual))]).collect();
            let reached = if up { actual >= target } else { actual <= target };
            let said = verdict(direction, &weeks(&all));
            prop_assert_eq!(said == Verdict::OnPlan, reached);
            // A worse past makes no better verdict.
            let worse: Vec<_> = all.iter().enumerate().map(|(n, pair)| {
                if n + 1 == all.len() { *pair } else { (Some(100), Some(if up { 0 } else { 200 })) }
            }).collect();
            let then = verdict(direction, &weeks(&worse));
            prop_assert!(then == said || (said == Verdict::Slipped && then == Verdict::Behind), "{said:?} {then:?}");
        }
    }
}
