//! Reminders, which get more direct as the due time comes nearer, and the manager's lists after it.

use chrono::Duration;

use crate::domain::calendar::week::Week;
use crate::domain::company::absence::Absence;
use crate::domain::plan::Progress;
use crate::render::card::Card;
use crate::render::company::absence;
use crate::say;
use crate::texts::{Words, Zoned};

/// The time that is left, in whole hours, or in minutes below one hour.
fn left(words: Words<'_>, left: Duration) -> String {
    let minutes = left.num_minutes().max(0);
    if minutes < 60 {
        say!(words, "left-minutes", count = minutes)
    } else {
        let hours = (minutes + 30) / 60;
        say!(words, "left-hours", count = hours)
    }
}

/// The first line of a plan's card that comes as a reminder: soft while there is time, direct at the end.
pub fn plan(words: Words<'_>, time_left: Duration, progress: Progress, term: Zoned) -> String {
    let left = left(words, time_left);
    if time_left <= Duration::minutes(90) {
        return say!(words, "nudge-plan-last", time = words.time(term), left = left);
    }
    match progress {
        Progress::Empty => say!(words, "nudge-plan-empty", left = left),
        Progress::Prefilled => say!(words, "nudge-plan-prefilled", left = left),
        Progress::Begun => say!(words, "nudge-plan-begun", left = left),
    }
}

/// The first line of a report's card that comes as a reminder.
pub fn report(words: Words<'_>, time_left: Duration, term: Zoned) -> String {
    say!(words, "nudge-report", time = words.time(term), left = left(words, time_left))
}

/// The first line of a plan's card that comes on the first day back.
pub fn back(words: Words<'_>, week: Week, term: Zoned) -> String {
    say!(words, "nudge-back", week = words.week(week), time = words.time(term))
}

/// Somebody whose plan or report is missing.
#[derive(Debug, Clone, Copy)]
pub struct Absent<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The person has joined.
    pub joined: bool,
    /// The person owes the plan or report; otherwise they do not work in that week and are only named.
    pub owes: bool,
    /// The absence because of which nobody should wait for it.
    pub away: Option<&'a Absence>,
}

/// The names for the manager's lists, each with an absence, or with the note that the person has not joined.
pub fn names(words: Words<'_>, absent: &[Absent<'_>]) -> String {
    let one = |absent: &Absent<'_>| match absent.away {
        Some(away) => format!("{} ({})", absent.name, absence::until(words, away)),
        None if !absent.joined => format!("{} ({})", absent.name, say!(words, "not-joined")),
        None => absent.name.to_owned(),
    };
    absent.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The list, after the due time, of the people whose reports are missing.
pub fn missing_reports(words: Words<'_>, week: String, absent: &[Absent<'_>]) -> Card {
    Card::sentence(&say!(words, "missing-reports", week = week, names = names(words, absent)))
}
