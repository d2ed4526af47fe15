//! The company as it was in weeks gone by.
//!
//! Whoever moves to another team, leaves or comes counts in every past week where they were then. A metric is what it was, and
//! so is a list of metrics. Who decides and who is asked is no matter of the past: that goes by the company as it is now.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::Roster;

impl Roster {
    /// The last week that a change of definitions or of teams no longer affects: the running week once its digest is out, else
    /// the week before.
    pub fn settled_week(&self, now: DateTime<Utc>) -> Week {
        let running = Week::at(now, self.timezone);
        let out = self.ritual.in_week(running).digest.instant(running, self.timezone);
        if now >= out { running } else { running.previous() }
    }

    /// The same company with everybody in the team they were in in a week, and nothing else as it was then. Whose team was given
    /// up since counts in the next one they were in: nobody's weeks get lost with a team.
    pub fn with_teams_of(&self, week: Week) -> Cow<'_, Self> {
        let mut then = Cow::Borrowed(self);
        // From the newest to the oldest: whoever moved several times is in the end where they were in that week.
        for past in self.past_teams.iter().filter(|past| past.until >= week) {
            let known = past.team.is_none_or(|team| self.team(team).is_some());
            let Some(person) = then.person(past.person).filter(|_| known) else { continue };
            let was = (past.team.unwrap_or(person.team), past.team.is_none());
            if (person.team, person.left) == was {
                continue;
            }
            if let Some(person) = then.to_mut().people.iter_mut().find(|person| person.id == past.person) {
                (person.team, person.left) = was;
            }
        }
        then
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approval::chain::tests::{company, person};
    use crate::domain::company::{PastTeam, PersonId, TeamId, WeekRoster};
    use proptest::prelude::*;

    fn week(n: u32) -> Week {
        (0..n).fold("2026-W40".parse().expect("a week"), |week: Week, _| week.next())
    }

    /// Four teams, the last of which was given up, and people in the first.
    fn roster(people: i64) -> Roster {
        company((1..=people).map(|id| person(id, 1)).collect(), &[(None, None); 3], Vec::new())
    }

    /// What is kept when somebody's place changes after `until`: the first change of a week counts.
    fn moves(roster: &mut Roster, id: PersonId, until: Week, to: Option<TeamId>) {
        let was = roster.people.iter_mut().find(|p| p.id == id).expect("somebody");
        let team = (!was.left).then_some(was.team);
        if team == to {
            return;
        }
        (was.team, was.left) = (to.unwrap_or(was.team), to.is_none());
        if !roster.past_teams.iter().any(|past| past.person == id && past.until == until) {
            roster.past_teams.push(PastTeam { person: id, until, moved_in: until.next(), team });
        }
        roster.past_teams.sort_by_key(|past| std::cmp::Reverse(past.until));
    }

    fn place(roster: &WeekRoster<'_>, id: PersonId) -> Option<TeamId> {
        roster.person(id).filter(|p| !p.left).map(|p| p.team)
    }

    #[test]
    fn a_past_week_keeps_who_was_there() {
        let mut now = roster(3);
        moves(&mut now, 1, week(3), Some(2));
        moves(&mut now, 2, week(5), None);
        let at = |n: u32, id| place(&now.in_week(week(n)), id);
        assert_eq!([3, 4, 9].map(|n| at(n, 1)), [Some(1), Some(2), Some(2)]);
        assert_eq!([5, 6].map(|n| at(n, 2)), [Some(1), None]);
        let members = |n: u32| now.in_week(week(n)).members(1).map(|p| p.id).collect::<Vec<_>>();
        assert_eq!((members(3), members(5), members(6)), (vec![1, 2, 3], vec![2, 3], vec![3]));
        assert!(now.in_week(week(6)).is_as_today(), "nothing to copy where nothing was otherwise");
    }

    #[test]
    fn nobody_is_lost_with_a_team_that_was_given_up() {
        let mut now = roster(2);
        moves(&mut now, 1, week(2), Some(4));
        moves(&mut now, 1, week(5), Some(3));
        let at = |n: u32| place(&now.in_week(week(n)), 1);
        assert_eq!([2, 3, 5, 6].map(at), [Some(1), Some(3), Some(3), Some(3)], "team 4 is no more");
    }

    proptest! {
        #[test]
        fn everybody_is_where_they_were(
            changes in prop::collection::vec((0u32..6, 1i64..4, prop::option::weighted(0.8, 1i64..4)), 0..12),
        ) {
            let mut now = roster(3);
            let mut changes = changes;
            changes.sort_by_key(|(n, ..)| *n);
            for (n, id, to) in &changes {
                moves(&mut now, *id, week(*n), *to);
            }
            for n in 0..8 {
                let then = now.in_week(week(n));
                for id in 1..4 {
                    // The last change that week had seen.
                    let last = changes.iter().rfind(|(until, who, _)| (*until < n) && *who == id);
                    prop_assert_eq!(place(&then, id), last.map_or(Some(1), |(.., to)| *to), "{} in week {}", id, n);
                }
                let (again, earlier) = (then.staffed_as_in(week(n)), week(n / 2));
                prop_assert_eq!(again.people(), then.people(), "twice is once");
                let (by_then, by_now) = (then.staffed_as_in(earlier), now.in_week(earlier));
                prop_assert_eq!(by_then.people(), by_now.people());
            }
            prop_assert!(now.in_week(week(6)).is_as_today());
        }
    }
}
