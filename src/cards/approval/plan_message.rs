//! Messages about a plan between its author and its approvers, each as a reply to its reader's card of the plan.

use crate::domain::approval::plan_message::PlanMessage;
use crate::domain::plan::Plan;
use crate::render::approval::plan_message::card;
use crate::storage::outbox;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::unit::Unit;

/// The message's key in its reader's chat.
fn key(message: i64) -> CardKey {
    CardKey::PlanMessage(message)
}

/// The id of the message about a plan that stands at a Telegram message of a chat; none where something else stands
/// there.
pub async fn at(unit: &mut Unit<'_>, chat: i64, message: i64) -> anyhow::Result<Option<i64>> {
    let key = outbox::key_at(unit.tx, chat, message).await?;
    Ok(match key {
        Some(CardKey::PlanMessage(id)) => Some(id),
        _ => None,
    })
}

/// Puts a message up as a reply to its reader's card of the plan; false where the reader cannot be written to.
pub async fn show(unit: &mut Unit<'_>, plan: &Plan, message: &PlanMessage) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let (Some(from), Some(to)) = (roster.person(message.who), roster.person(message.whom)) else { return Ok(false) };
    let Some(chat) = to.telegram_id.filter(|_| to.reachable()) else { return Ok(false) };
    let above = if to.id == plan.person {
        crate::cards::plan::card::key(plan)
    } else {
        crate::cards::approval::card::key(plan.id)
    };
    let reply_to = outbox::card_message(unit.tx, chat, above).await?;
    let mut parts = card(unit.words(to), &from.name, plan.week, &message.text, message.id).parts();
    if let Some(first) = parts.first_mut() {
        first.reply_to = reply_to;
    }
    outbox::show(
        unit.tx,
        Post { chat, key: key(message.id), lane: Lane::Interactive, place: Place::Below },
        parts,
        unit.now,
    );
    Ok(true)
}
