//! Who may look at a team's weeks, and how closely.

use chrono::{DateTime, Utc};

use crate::domain::company::{Person, Roster, Team, Visibility};

/// From where somebody looks at a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// One of its people: sees what the team's chat sees, and sums.
    Member,
    /// Answers for it, or decides on its head's plan, or is an admin: sees everybody's weeks.
    Head,
}

impl Seat {
    /// Whether a digest of the team names its people to somebody who sits here.
    pub fn sees_names(self, team: &Team) -> bool {
        self == Self::Head || team.visibility == Visibility::Names
    }
}

impl Roster {
    /// From where a person looks at a team; none where it is not for them.
    pub fn seat(&self, who: &Person, team: &Team, now: DateTime<Utc>) -> Option<Seat> {
        if who.left {
            return None;
        }
        let head = team.manager.and_then(|id| self.person(id));
        let above = || head.is_some_and(|head| head.id != who.id && self.may_approve(who, head, now));
        if self.teams_answered_for(who, now).iter().any(|led| led.id == team.id) || above() {
            return Some(Seat::Head);
        }
        (who.team == team.id).then_some(Seat::Member)
    }

    /// The teams whose weeks a person may look at, in declared order: those they are above; where there are none, their own.
    pub fn teams_seen_by(&self, who: &Person, now: DateTime<Utc>) -> Vec<(&Team, Seat)> {
        let mut seen: Vec<(&Team, Seat)> =
            self.teams.iter().filter_map(|team| Some((team, self.seat(who, team, now)?))).collect();
        if seen.iter().any(|(_, seat)| *seat == Seat::Head) {
            seen.retain(|(_, seat)| *seat == Seat::Head);
        }
        seen
    }
}
