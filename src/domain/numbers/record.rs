//! A person's past weeks: what was planned and what came of it.

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::Direction;
use crate::domain::plan::{Origin, TaskState};

/// How many weeks are shown.
pub const WEEKS: usize = 8;

/// A metric's target and actual.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The metric's key.
    pub metric: String,
    /// What was to be reached.
    pub target: Option<Decimal>,
    /// What was reached.
    pub actual: Option<Decimal>,
}

impl Number {
    /// Whether the actual is at least as good as the target; `None` if either is unknown.
    pub fn reached(&self, direction: Direction) -> Option<bool> {
        let (target, actual) = (self.target?, self.actual?);
        Some(match direction {
            Direction::Up => actual >= target,
            Direction::Down => actual <= target,
        })
    }
}

/// Counts of tasks and of the time they took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many tasks were planned. Unplanned and cancelled tasks do not count.
    pub planned: usize,
    /// How many of the planned tasks were done.
    pub done: usize,
    /// The estimates of the planned tasks whose actual time is known, in minutes.
    pub estimate: u32,
    /// The actual time of the same tasks, in minutes.
    pub actual: u32,
    /// The time of unplanned tasks, in minutes: the actual time or, if unknown, the estimate.
    pub unplanned: u32,
}

impl Tally {
    /// Counts one task: `estimate` and `actual` in minutes.
    pub fn count(&mut self, origin: Origin, state: TaskState, estimate: Option<u32>, actual: Option<u32>) {
        if state == TaskState::Cancelled {
            return;
        }
        if origin == Origin::Unplanned {
            self.unplanned += actual.or(estimate).unwrap_or_default();
            return;
        }
        self.planned += 1;
        self.done += usize::from(state == TaskState::Done);
        if let Some(actual) = actual {
            self.actual += actual;
            self.estimate += estimate.unwrap_or_default();
        }
    }

    /// The sum of both tallies.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            planned: self.planned + other.planned,
            done: self.done + other.done,
            estimate: self.estimate + other.estimate,
            actual: self.actual + other.actual,
            unplanned: self.unplanned + other.unplanned,
        }
    }

    /// The unplanned tasks' share of all the known time, in per cent; `None` if no time is known.
    pub fn unplanned_share(self) -> Option<u32> {
        (self.unplanned * 100).checked_div(self.actual + self.unplanned)
    }
}

/// One week of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekRecord {
    /// The week.
    pub week: Week,
    /// Whether the plan was late; `None` if it was not handed in.
    pub plan: Option<bool>,
    /// Whether the report was late; `None` if it was not handed in.
    pub report: Option<bool>,
    /// Targets and actuals by metric.
    pub numbers: Vec<Number>,
    /// Counts of the week's tasks.
    pub tasks: Tally,
}

impl WeekRecord {
    /// A week about which nothing is known.
    pub fn empty(week: Week) -> Self {
        Self { week, plan: None, report: None, numbers: Vec::new(), tasks: Tally::default() }
    }

    /// Whether nothing is known about the week.
    pub fn is_empty(&self) -> bool {
        *self == Self::empty(self.week)
    }

    /// The number of this metric.
    pub fn number(&self, metric: &str) -> Option<&Number> {
        self.numbers.iter().find(|number| number.metric == metric)
    }
}

/// How many plans or reports were on time, and how many were handed in at all. Each item says whether one was late; `None` if it
/// was not handed in.
pub fn on_time(late: impl Iterator<Item = Option<bool>>) -> (usize, usize) {
    late.flatten().fold((0, 0), |(good, all), late| (good + usize::from(!late), all + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_are_counted_as_people_count_them() {
        let mut tally = Tally::default();
        tally.count(Origin::New, TaskState::Done, Some(120), Some(180));
        tally.count(Origin::Carried, TaskState::Partly, Some(60), Some(30));
        tally.count(Origin::New, TaskState::Open, Some(600), None);
        tally.count(Origin::New, TaskState::Cancelled, Some(600), Some(60));
        tally.count(Origin::Unplanned, TaskState::Done, None, Some(70));
        assert_eq!(tally, Tally { planned: 3, done: 1, estimate: 180, actual: 210, unplanned: 70 });
        assert_eq!(tally.unplanned_share(), Some(25));
        assert_eq!(Tally::default().unplanned_share(), None);
        assert_eq!(tally.with(tally).planned, 6);
    }

    #[test]
    fn less_can_be_better() {
        let number =
            Number { metric: "cac".into(), target: Some(Decimal::from(4500)), actual: Some(Decimal::from(4400)) };
        assert_eq!(number.reached(Direction::Down), Some(true));
        assert_eq!(number.reached(Direction::Up), Some(false));
        assert_eq!(Number { actual: None, ..number }.reached(Direction::Up), None);
    }

    #[test]
    fn only_what_was_handed_in_can_be_late() {
        assert_eq!(on_time([Some(false), None, Some(true), Some(false)].into_iter()), (2, 3));
    }
}
