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
use crate::storage::outbox::{self, Lane};
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
