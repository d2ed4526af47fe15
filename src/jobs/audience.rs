//! Whom the calendar tells of what.

use chrono::{DateTime, Duration, Utc};

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster, Team};
use crate::render::week::nudge::Absent;
use crate::texts::Zoned;

/// The people who hear of a team's state: its manager, or the admins while no manager can be reached.
pub(super) fn heads<'a>(roster: &'a Roster, team: &Team) -> Vec<&'a Person> {
    match team.manager.and_then(|id| roster.person(id)).filter(|m| m.reachable()) {
        Some(manager) => vec![manager],
        None => roster.admins().into_iter().filter(|a| a.reachable()).collect(),
    }
}

/// The people who hear that a plan or report is missing, each with the names: the approvers of those who owe it, but
/// nobody of their own. People who are away are named beside others, never alone. On a public holiday nobody is told.
pub(super) fn by_head<'a>(
    roster: &'a Roster,
    missing: &[&'a Person],
    week: Week,
    now: DateTime<Utc>,
) -> Vec<(&'a Person, Vec<Absent<'a>>)> {
    let mut lists: Vec<(&Person, Vec<Absent<'_>>)> = Vec::new();
    for person in missing {
        let Some(entry) = cards::approval::inbox::absent(roster, person, week, now) else { continue };
        let there = |head: &&Person| head.id != person.id && !holiday_today(roster, head, now);
        for head in roster.approvers(person, now).into_iter().filter(there) {
            match lists.iter_mut().find(|(known, _)| known.id == head.id) {
                Some((_, names)) => names.push(entry),
                None => lists.push((head, vec![entry])),
            }
        }
    }
    lists.retain(|(_, names)| names.iter().any(|absent| absent.owes));
    lists
}

/// Whether there is any time left until a term: a reminder of what is over, or will be within the minute, helps nobody.
pub(super) fn leaves_time(term: Zoned, now: DateTime<Utc>) -> bool {
    term.at - now >= Duration::minutes(1)
}

/// Whether it is a public holiday where the person is: a moment falls on one if the week has no other days for it.
fn holiday_today(roster: &Roster, person: &Person, now: DateTime<Utc>) -> bool {
    roster.holidays().is_holiday(roster.today_of(person, now))
}

/// Whether a person is left alone today: they are away, or it is a public holiday.
pub(super) fn off_today(roster: &Roster, person: &Person, now: DateTime<Utc>) -> bool {
    roster.is_off(person, roster.today_of(person, now))
}
