//! The card on which a person chooses their language.

use crate::domain::company::Person;
use crate::render::company::language::card;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

/// The card's key in its person's chat.
const KEY: CardKey = CardKey::Language;

/// Puts the card up in the person's chat, in the language they read now.
pub fn show(unit: &mut Unit<'_>, person: &Person, place: Place) {
    let Some(chat) = person.telegram_id else { return };
    outbox::show(
        unit.tx,
        Post { chat, key: KEY, lane: Lane::Interactive, place },
        card(unit.words(person)).parts(),
        unit.now,
    );
}
