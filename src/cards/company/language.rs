//! The card on which a person chooses their language.

use crate::domain::company::Person;
use crate::render::company::language::card;
use crate::storage::outbox::{self, Lane, Place};
use crate::unit::Unit;

/// How the card is known in its person's chat.
const KEY: &str = "language";

/// Puts the card up in the person's chat, in the language they read now.
pub fn show(unit: &mut Unit<'_>, person: &Person, place: Place) {
    let Some(chat) = person.telegram_id else { return };
    outbox::show(unit.tx, chat, KEY, Lane::Interactive, card(unit.words(person)).parts(), place, unit.now);
}
