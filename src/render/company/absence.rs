//! Absences: a person's own list, and how other cards mention them.

use chrono::NaiveDate;

use crate::domain::calendar::workdays::WorkWeek;
use crate::domain::company::absence::Absence;
use crate::render::buttons::{Action, AwayAction};
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// How many absences have a button to cancel them. Later ones get one when these are over.
const WITH_BUTTONS: usize = 10;

/// Everything the card of `/away` shows.
#[derive(Debug)]
pub struct AwayView<'a> {
    /// Absences that are not over, by first day.
    pub absences: Vec<&'a Absence>,
    /// The first and last days of the usual answers: today, tomorrow, the rest of this week, the next week. None where
    /// no day of it is left.
    pub usual: [Option<(NaiveDate, NaiveDate)>; 4],
    /// What just happened.
    pub lead: Option<String>,
}

/// The list of a person's absences, with the usual answers as buttons.
pub fn card(words: Words<'_>, view: &AwayView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    if let Some(lead) = &view.lead {
        html.text(lead).nl().nl();
    }
    html.text("🗓 ").bold(say!(words, "away-title").as_str()).nl();
    if view.absences.is_empty() {
        html.text(&say!(words, "away-none")).nl();
    }
    for absence in &view.absences {
        html.text("• ").text(&words.days(absence.from, absence.to));
        if !absence.reason.is_empty() {
            html.text(" · ").text(&absence.reason);
        }
        html.nl();
    }
    if !view.absences.is_empty() {
        html.text(&say!(words, "away-means")).nl();
    }
    html.nl().text(&say!(words, "away-hint"));
    for absence in view.absences.iter().take(WITH_BUTTONS) {
        let label = say!(words, "btn-away-cancel", days = words.days(absence.from, absence.to));
        card = card.button(label, &Action::Away(AwayAction::Cancel { absence: absence.id }));
    }
    let labels = [
        say!(words, "btn-away-today"),
        say!(words, "btn-away-tomorrow"),
        say!(words, "btn-away-this-week"),
        say!(words, "btn-away-next-week"),
    ];
    let action = |(label, days): (String, &Option<(NaiveDate, NaiveDate)>)| {
        days.map(|(from, to)| (label, Action::Away(AwayAction::Set { from, to })))
    };
    let buttons: Vec<(String, Action)> = labels.into_iter().zip(&view.usual).filter_map(action).collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// `30 ноября – 4 декабря, отпуск`.
pub fn days_and_reason(words: Words<'_>, from: NaiveDate, to: NaiveDate, reason: &str) -> String {
    let days = words.days(from, to);
    if reason.is_empty() { days } else { format!("{days}, {reason}") }
}

/// `отпуск до 3 декабря`, for the manager's lists.
pub fn until(words: Words<'_>, absence: &Absence) -> String {
    let date = words.day_month(absence.to);
    if absence.reason.is_empty() {
        say!(words, "away-until", date = date)
    } else {
        say!(words, "away-reason-until", reason = absence.reason.as_str(), date = date)
    }
}

/// What is unusual about the author's week: `Короткая неделя, 24 ч: праздник 4 ноября, вас не будет 1 день.`
pub fn week_note(words: Words<'_>, work: &WorkWeek) -> Option<String> {
    if work.usual() {
        return None;
    }
    if work.days == 0 {
        return Some(if work.away > 0 { say!(words, "week-away") } else { say!(words, "week-holidays") });
    }
    let mut why = Vec::new();
    let dates = |days: &[NaiveDate]| days.iter().map(|day| words.day_month(*day)).collect::<Vec<_>>().join(", ");
    if !work.holidays.is_empty() {
        why.push(say!(words, "week-holiday-on", count = work.holidays.len(), dates = dates(&work.holidays)));
    }
    if !work.worked_weekend.is_empty() {
        let count = work.worked_weekend.len();
        why.push(say!(words, "week-worked-weekend", count = count, dates = dates(&work.worked_weekend)));
    }
    if work.away > 0 {
        why.push(say!(words, "week-away-days", count = work.away));
    }
    let (hours, why) = (words.hours(work.minutes), why.join(", "));
    Some(if work.days > 5 {
        say!(words, "week-long", hours = hours, why = why)
    } else {
        say!(words, "week-short", hours = hours, why = why)
    })
}

/// Like [`week_note`], in a few words for the approver: `короткая неделя, 24 ч`.
pub fn week_word(words: Words<'_>, work: &WorkWeek) -> Option<String> {
    if work.usual() {
        return None;
    }
    let hours = words.hours(work.minutes);
    Some(match work.days {
        0 => say!(words, "week-none-word"),
        1..=5 => say!(words, "week-short-word", hours = hours),
        _ => say!(words, "week-long-word", hours = hours),
    })
}
