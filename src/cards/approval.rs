//! The approver's card of one plan: in a message of its own, and in the inbox that has turned into it.

use std::sync::Arc;

use crate::domain::budget::Load;
use crate::domain::company::Person;
use crate::render::approval::{ApprovalView, Asking, card};
use crate::render::card::Card;
use crate::render::deputy;
use crate::storage::inbox as inboxes;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{self as plans, Plan};
use crate::texts::Words;
use crate::unit::Unit;

/// How the card is known.
pub fn key(plan: &Plan) -> String {
    format!("approval:{}", plan.id)
}

/// Puts the card up in one approver's chat.
///
/// # Errors
/// Where the database fails.
pub async fn show(
    unit: &mut Unit<'_>,
    viewer: &Person,
    author: &Person,
    plan: &Plan,
    place: Place,
    asking: Asking<'_>,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let words = unit.words(viewer);
    let lane = if place == Place::InPlace { Lane::Interactive } else { Lane::Broadcast };
    let card = load(unit, words, Some(viewer), author, plan, asking, None).await?;
    outbox::show(unit.conn, chat, &key(plan), lane, card.parts(), place, unit.now);
    Ok(())
}

/// Redraws the plan where this approver has it before them: in the inbox, in its own card, or both; where in neither, it
/// comes as a card of its own.
///
/// # Errors
/// Where the database fails.
pub async fn show_again(
    unit: &mut Unit<'_>,
    viewer: &Person,
    author: &Person,
    plan: &Plan,
    place: Place,
    asking: Asking<'_>,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let in_inbox = inboxes::load(unit.conn, viewer.id).await?.is_some_and(|inbox| inbox.open == Some(plan.id));
    if in_inbox {
        super::inbox::show_open(unit, viewer, author, plan, place, asking).await?;
    }
    if !in_inbox || outbox::stands(unit.conn, chat, &key(plan)).await? {
        show(unit, viewer, author, plan, place, asking).await?;
    }
    Ok(())
}

/// Redraws the plan wherever an approver has it before them: after a decision, or while the author writes again.
///
/// # Errors
/// Where the database fails.
pub async fn refresh(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    refresh_own(unit, author, plan).await?;
    super::inbox::refresh(unit, author, plan).await
}

/// Redraws the card wherever it stands by itself.
///
/// # Errors
/// Where the database fails.
pub async fn refresh_own(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    for chat in outbox::chats_showing(unit.conn, &key(plan)).await? {
        let words = unit.words_of_chat(chat);
        let card = load(unit, words, roster.by_telegram(chat), author, plan, Asking::Nothing, None).await?;
        outbox::show(unit.conn, chat, &key(plan), Lane::Interactive, card.parts(), Place::InPlace, unit.now);
    }
    Ok(())
}

/// The card; in the inbox with how many plans wait there. Whoever may not decide any more reads who does.
///
/// # Errors
/// Where the database fails.
pub async fn load(
    unit: &mut Unit<'_>,
    words: Words<'_>,
    viewer: Option<&Person>,
    author: &Person,
    plan: &Plan,
    asking: Asking<'_>,
    waiting: Option<usize>,
) -> anyhow::Result<Card> {
    let roster = Arc::clone(&unit.roster);
    if !viewer.is_some_and(|viewer| roster.may_approve(viewer, author, unit.now)) {
        let deciders = roster.deciders(author, unit.now, plan.level);
        return Ok(deputy::no_longer_yours(words, author, plan, &deciders));
    }
    let budget = roster.budget_of(author, plan.week);
    let over_reason = match budget.load(plan.draft.minutes()) {
        Load::Red { .. } => plans::over_reason(unit.conn, plan).await?,
        Load::Green | Load::Amber => None,
    };
    let view = ApprovalView {
        plan,
        author,
        metrics: roster.typed_metrics(author).map(|m| (m, plan.past.actual(&m.key))).collect(),
        currency: &roster.currency,
        budget,
        work: roster.work_week(author, plan.week),
        over_reason,
        decided_by: plan.decided_by.and_then(|id| roster.person(id)),
        goals: &roster.goals,
        asking,
        may_reopen: roster.may_reopen(author, plan.week, unit.now),
        waiting,
    };
    Ok(card(words, &view))
}
