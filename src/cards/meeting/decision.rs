//! Decisions of a sync: the card of one decision, the list of a person's own, and redrawing everything that shows one.

use crate::domain::company::{ChatId, Person};
use crate::domain::meeting::decision::Decision;
use crate::render::meeting::decision::{DecisionView, card, list};
use crate::storage::meeting::decision as decisions;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

/// The key of the list of a person's own decisions, in their chat.
const MINE: CardKey = CardKey::Decisions;

/// The key of the card of one decision.
fn key(decision: &Decision) -> CardKey {
    CardKey::Decision(decision.id)
}

/// Puts the card of one decision up in a chat.
pub async fn show(unit: &mut Unit<'_>, chat: ChatId, decision: &Decision, place: Place) -> anyhow::Result<()> {
    let roster = unit.roster;
    let reader = roster.by_telegram(chat);
    let words = unit.words_of_chat(chat);
    let view = DecisionView {
        decision,
        owner: decision.owner.and_then(|id| roster.person(id)),
        closed_by: decision.closed_by.and_then(|id| roster.person(id)),
        owners: decision.asked.owners.iter().filter_map(|id| roster.person(*id)).collect(),
        syncs: decision.asked.syncs.iter().filter_map(|id| roster.sync(*id)).collect(),
        mine: reader.is_some_and(|p| decision.owner == Some(p.id) && decision.made_by != p.id),
    };
    let parts = card(words, &view).parts();
    outbox::show(unit.tx, Post { chat, key: key(decision), lane: Lane::Interactive, place }, parts, unit.now);
    Ok(())
}

/// Puts the list of a person's open decisions up in their chat.
pub async fn show_mine(unit: &mut Unit<'_>, person: &Person, place: Place) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let mine = decisions::open_decisions_of(unit.tx, person.id).await?;
    let mine: Vec<_> = mine
        .into_iter()
        .map(|decision| {
            let sync = roster.sync(decision.sync);
            (decision, sync)
        })
        .collect();
    let parts = list(unit.words(person), &mine).parts();
    outbox::show(unit.tx, Post { chat, key: MINE, lane: Lane::Interactive, place }, parts, unit.now);
    Ok(())
}

/// Redraws everything that shows a decision: its own card, its owner's list, the agendas of its sync.
pub async fn refresh(unit: &mut Unit<'_>, decision: &Decision) -> anyhow::Result<()> {
    let roster = unit.roster;
    for chat in outbox::chats_showing(unit.tx, key(decision)).await? {
        if roster.may_see_decision_in(chat, decision) {
            show(unit, chat, decision, Place::InPlace).await?;
        } else {
            crate::cards::end(unit, chat, key(decision));
        }
    }
    if let Some(owner) = decision.owner.and_then(|id| roster.person(id)).filter(|owner| !owner.left)
        && let Some(chat) = owner.telegram_id
        && outbox::chats_showing(unit.tx, MINE).await?.contains(&chat)
    {
        show_mine(unit, owner, Place::InPlace).await?;
    }
    match roster.sync(decision.sync) {
        Some(sync) => crate::cards::meeting::agenda::refresh(unit, sync).await,
        None => Ok(()),
    }
}
