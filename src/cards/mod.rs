//! Live cards: each is loaded, rendered and put up, as a new message or where it stands. Chat and calendar share them.
//!
//! # Errors
//! Functions here fail where the database fails, and say so only where something else can go wrong too.

pub mod approval;
pub mod company;
pub mod conversation;
pub mod meeting;
pub mod numbers;
pub mod plan;
pub mod report;
pub mod week;

use crate::domain::company::{ChatId, Person};
use crate::render::card::Card;
use crate::say;
use crate::storage::outbox::{self, CardKey, Lane};
use crate::unit::Unit;

/// Sends a message that is not a live card to a chat.
pub async fn say(unit: &mut Unit<'_>, chat: ChatId, lane: Lane, card: Card) -> anyhow::Result<()> {
    for part in card.parts() {
        outbox::say(unit.tx, chat, lane, part, unit.now);
    }
    Ok(())
}

/// Sends a message that is not a live card to a person, if they have joined.
pub async fn tell(unit: &mut Unit<'_>, person: &Person, lane: Lane, card: Card) -> anyhow::Result<()> {
    // Somebody who has blocked the bot gets no broadcasts: sending would only fail.
    let reached = !person.left && (person.unreachable_since.is_none() || lane == Lane::Interactive);
    match person.telegram_id.filter(|_| reached) {
        Some(chat) => say(unit, chat, lane, card).await,
        None => Ok(()),
    }
}

/// Ends a card in the chat of somebody who may not see what it shows any more: it says so once, and never changes again.
pub fn end(unit: &mut Unit<'_>, chat: ChatId, key: CardKey) {
    let sentence = say!(unit.words_of_chat(chat), "card-ended");
    end_with(unit, chat, key, Card::sentence(&sentence));
}

/// Ends a card with its last words. A picture cannot become text where it stands: there they are a new message, without a
/// sound.
pub fn end_with(unit: &mut Unit<'_>, chat: ChatId, key: CardKey, last: Card) {
    if let Some(mut last) = last.parts().into_iter().next() {
        last.silent = true;
        outbox::end(unit.tx, chat, key, last, unit.now);
    }
}
