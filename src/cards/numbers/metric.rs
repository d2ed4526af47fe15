//! The card of metrics: all metrics of the company, the catalogue, the choice of a list, one list. A person's chat has
//! it once.

use crate::domain::company::{Function, Metric, Person};
use crate::domain::numbers::definitions::Whose;
use crate::render::numbers::metric::{MetricsView, all, catalogue, list, lists};
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

const KEY: CardKey = CardKey::Metrics;

/// What the card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page<'a> {
    /// All metrics of the company; with a metric, the question whether to give that one up.
    All(Option<&'a Metric>),
    /// The catalogue of a department.
    Catalogue(Function),
    /// The teams and people whose list can be changed.
    Lists,
    /// One list.
    List(Whose),
}

/// Puts the card up in a person's chat; `lead` says what just happened.
pub fn show(unit: &mut Unit<'_>, person: &Person, page: Page<'_>, lead: Option<String>, place: Place) {
    let Some(chat) = person.telegram_id else { return };
    let roster = unit.roster;
    let words = unit.words(person);
    let card = match page {
        Page::All(sure) => {
            let changeable: Vec<&Metric> =
                roster.metrics.iter().filter(|m| roster.may_change_metric(person, m)).collect();
            let function = roster.team(person.team).map_or(Function::Other, |team| team.function);
            all(words, &MetricsView { roster, changeable, sure, function }, lead)
        }
        Page::Catalogue(function) => catalogue(words, roster, function, lead),
        Page::Lists => lists(words, roster, &roster.teams_led_by(person)),
        Page::List(whose) => list(words, roster, whose),
    };
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
}
