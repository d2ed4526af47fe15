//! How much of a week may be planned, and what happens to a plan that holds more.

use serde::{Deserialize, Serialize};

/// Share of the plannable time from which a plan is full, in per cent: the method's 60–70 %.
pub const GREEN_TO: u32 = 60;
/// Share above which a plan is too full, in per cent.
pub const AMBER_TO: u32 = 70;

/// The plannable part of somebody's week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// 60 %: a plan up to here is comfortable. Minutes.
    pub low: u32,
    /// 70 %: a plan above this is too full. Minutes.
    pub high: u32,
}

/// How a plan's hours stand to the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// Up to 60 %.
    Green,
    /// Up to 70 %.
    Amber,
    /// Above, by this many minutes.
    Red {
        /// Minutes over the upper bound.
        over: u32,
    },
}

/// What the company does about a plan of more hours than fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum OverBudget {
    /// It can be sent with a reason, which the manager sees.
    #[default]
    Warn,
    /// It has to fit before it can be sent.
    Block,
}

/// How many tasks are offered to be taken off a plan that is too full.
const OFFERED: usize = 3;

/// Which tasks to offer to be taken off, by their places, given the estimates and how many minutes are too many: those that
/// make it fit by themselves, the smallest first; where there is none, the largest.
pub fn to_take_off(estimates: &[Option<u32>], over: u32) -> Vec<usize> {
    let mut enough: Vec<(u32, usize)> = Vec::new();
    let mut less: Vec<(u32, usize)> = Vec::new();
    for (place, minutes) in estimates.iter().enumerate() {
        match minutes.unwrap_or(0) {
            0 => {}
            minutes if minutes >= over => enough.push((minutes, place)),
            minutes => less.push((minutes, place)),
        }
    }
    enough.sort_unstable();
    less.sort_unstable_by_key(|(minutes, place)| (std::cmp::Reverse(*minutes), *place));
    enough.into_iter().chain(less).take(OFFERED).map(|(_, place)| place).collect()
}

impl Budget {
    /// From contract minutes and the thousandths of them that incoming work takes: 40 h with 40 % reactive leave 24 h, of
    /// which 60–70 % can be planned.
    pub fn of(week_minutes: u32, reactive_mille: u32) -> Self {
        let plannable = u64::from(week_minutes) * u64::from(1000 - reactive_mille.min(1000)) / 1000;
        let share = |percent: u32| u32::try_from(plannable * u64::from(percent) / 100).unwrap_or(u32::MAX);
        Self { low: share(GREEN_TO), high: share(AMBER_TO) }
    }

    /// Where a plan of so many minutes stands.
    pub fn load(self, minutes: u32) -> Load {
        if minutes <= self.low {
            Load::Green
        } else if minutes <= self.high {
            Load::Amber
        } else {
            Load::Red { over: minutes - self.high }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_hours_hold_a_plan_of_24_to_28() {
        let budget = Budget::of(40 * 60, 0);
        assert_eq!((budget.low, budget.high), (24 * 60, 28 * 60));
        assert_eq!(budget.load(24 * 60), Load::Green);
        assert_eq!(budget.load(28 * 60), Load::Amber);
        assert_eq!(budget.load(31 * 60), Load::Red { over: 180 });
    }

    #[test]
    fn what_is_offered_makes_the_plan_fit_at_the_least_cost() {
        let estimates = [Some(600), Some(60), None, Some(240), Some(180), Some(300)];
        assert_eq!(to_take_off(&estimates, 180), [4, 3, 5]);
        assert_eq!(to_take_off(&estimates, 280), [5, 0, 3], "enough by itself first, then the largest of the rest");
        assert_eq!(to_take_off(&estimates, 900), [0, 5, 3]);
        assert_eq!(to_take_off(&[None, None], 60), Vec::<usize>::new());
    }

    #[test]
    fn incoming_work_is_subtracted_first() {
        let budget = Budget::of(40 * 60, 400);
        assert_eq!((budget.low, budget.high), (864, 1008));
        assert_eq!(Budget::of(2400, 1000).load(60), Load::Red { over: 60 });
    }
}
