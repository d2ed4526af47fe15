//! A small model of what the bot should know: what was typed, by whom, about which week.

use std::collections::BTreeMap;

use planerka::domain::calendar::week::Week;

use crate::staff::Staff;

/// So many weeks back an actual is remembered for a suggestion.
const WEEKS_BACK: u32 = 8;

#[derive(Debug, Default)]
pub struct Model {
    /// By account and week: what was planned, and what came of it.
    pub targets: BTreeMap<(i64, Week), i64>,
    pub actuals: BTreeMap<(i64, Week), i64>,
}

impl Model {
    /// A team's target and actual of a week; none where nobody gave one.
    pub fn of_team(&self, staff: &Staff, team: usize, week: Week) -> (Option<i64>, Option<i64>) {
        let sum = |numbers: &BTreeMap<(i64, Week), i64>| {
            let theirs = staff.people.iter().filter(|p| p.team == team);
            theirs.filter_map(|p| numbers.get(&(p.account, week))).copied().reduce(|a, b| a + b)
        };
        (sum(&self.targets), sum(&self.actuals))
    }

    /// The last actual that a plan for `week` starts from.
    pub fn last_actual(&self, account: i64, week: Week) -> Option<i64> {
        let known = self.actuals.range((account, week.back(WEEKS_BACK))..(account, week));
        known.last().map(|(_, value)| *value)
    }
}

/// One per cent more, and at least one.
pub fn raised(actual: i64) -> i64 {
    actual + (actual + 99) / 100
}
