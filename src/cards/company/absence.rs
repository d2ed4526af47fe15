//! The list of a person's absences.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::render::company::absence::{AwayView, card};
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

/// The card's key in its person's chat.
const KEY: CardKey = CardKey::Absences;

/// Puts the list up in the person's chat.
pub fn show(unit: &mut Unit<'_>, person: &Person, place: Place, lead: Option<String>) {
    let Some(chat) = person.telegram_id else { return };
    let roster = unit.roster;
    let today = roster.today_of(person, unit.now);
    let view = AwayView {
        absences: person.absences.iter().filter(|absence| absence.to >= today).collect(),
        usual: usual(today),
        lead,
    };
    outbox::show(
        unit.tx,
        Post { chat, key: KEY, lane: Lane::Interactive, place },
        card(unit.words(person), &view).parts(),
        unit.now,
    );
}

/// The usual spans, each with its first and last day: today, tomorrow, the rest of this week, the next week.
fn usual(today: NaiveDate) -> [Option<(NaiveDate, NaiveDate)>; 4] {
    let week = Week::of_date(today);
    let tomorrow = today.checked_add_days(Days::new(1));
    let rest = (today <= week.friday()).then(|| (today, week.friday()));
    [Some((today, today)), tomorrow.map(|day| (day, day)), rest, Some((week.next().monday(), week.next().friday()))]
}
