//! A small model of what the bot should know: what was typed, by whom, about which week.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use planerka::domain::calendar::week::Week;

use crate::staff::Staff;

/// So many weeks back an actual is remembered for a suggestion.
const WEEKS_BACK: u32 = 8;

#[derive(Debug, Default)]
pub struct Model {
    /// By account and week: what was planned, and what came of it.
    pub targets: BTreeMap<(i64, Week), i64>,
    pub actuals: BTreeMap<(i64, Week), i64>,
    /// Whose report on a week came after a later one had begun.
    pub late: BTreeSet<(i64, Week)>,
    /// What each account typed, with when: told where a check fails.
    pub typed: BTreeMap<i64, Vec<String>>,
}

impl Model {
    /// A team's target and actual of a week; none where nobody gave one.
    pub fn of_team(&self, staff: &Staff, team: usize, week: Week) -> (Option<i64>, Option<i64>) {
        let sum = |numbers: &BTreeMap<(i64, Week), i64>| {
            let theirs = staff.people.iter().filter(|p| p.team_in(week) == team);
            theirs.filter_map(|p| numbers.get(&(p.account, week))).copied().reduce(|a, b| a + b)
        };
        (sum(&self.targets), sum(&self.actuals))
    }

    /// Everybody's target and actual of a team's week and what they typed last: to find who is counted otherwise.
    pub fn of_week(&self, staff: &Staff, team: usize, week: Week) -> String {
        let mut all = String::new();
        for p in staff.people.iter().filter(|p| p.team_in(week) == team) {
            let of = (p.account, week);
            let typed = self.typed.get(&p.account).map(|typed| &typed[typed.len().saturating_sub(8)..]);
            let (target, actual) = (self.targets.get(&of), self.actuals.get(&of));
            writeln!(all, "{}: {target:?} {actual:?}, away {:?}, left {}: {typed:#?}", p.key, p.away, p.left).unwrap();
        }
        all
    }

    /// The last actual that a plan for `week` starts from.
    pub fn last_actual(&self, account: i64, week: Week) -> Option<i64> {
        last(&self.actuals, account, week)
    }

    /// What the card of a plan for `week` suggests: the last actual and one per cent more; where there is none, the last target.
    pub fn suggested(&self, account: i64, week: Week) -> Option<Vec<i64>> {
        let again = || last(&self.targets, account, week).map(|target| vec![target]);
        self.last_actual(account, week).map(|actual| vec![actual, raised(actual)]).or_else(again)
    }
}

fn last(numbers: &BTreeMap<(i64, Week), i64>, account: i64, week: Week) -> Option<i64> {
    numbers.range((account, week.back(WEEKS_BACK))..(account, week)).last().map(|(_, value)| *value)
}

/// One per cent more, and at least one.
fn raised(actual: i64) -> i64 {
    actual + (actual + 99) / 100
}
