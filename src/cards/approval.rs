//! The approver's card of one plan.

use std::sync::Arc;

use crate::domain::budget::Load;
use crate::domain::company::{ChatId, Person};
use crate::render::approval::{ApprovalView, card};
use crate::render::deputy;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{self as plans, Plan};
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
    asking_why: bool,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let words = unit.words(viewer);
    let lane = if place == Place::InPlace { Lane::Interactive } else { Lane::Broadcast };
    put(unit, chat, words, author, plan, place, lane, asking_why).await
}

/// Redraws the card wherever it stands: after a decision, or while the author writes again.
///
/// # Errors
/// Where the database fails.
pub async fn refresh(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    for chat in outbox::chats_showing(unit.conn, &key(plan)).await? {
        let words = roster.by_telegram(chat).map_or_else(|| unit.words_in(roster.locale), |p| unit.words(p));
        put(unit, chat, words, author, plan, Place::InPlace, Lane::Interactive, false).await?;
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "one card, one call")]
async fn put(
    unit: &mut Unit<'_>,
    chat: ChatId,
    words: crate::texts::Words<'_>,
    author: &Person,
    plan: &Plan,
    place: Place,
    lane: Lane,
    asking_why: bool,
) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let viewer = roster.by_telegram(chat);
    if !viewer.is_some_and(|viewer| roster.may_approve(viewer, author, unit.now)) {
        let deciders = roster.deciders(author, unit.now, plan.level);
        let parts = deputy::no_longer_yours(words, author, plan, &deciders).parts();
        outbox::show(unit.conn, chat, &key(plan), lane, parts, place, unit.now);
        return Ok(());
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
        asking_why,
        may_reopen: roster.may_reopen(author, plan.week, unit.now),
    };
    let parts = card(words, &view).parts();
    outbox::show(unit.conn, chat, &key(plan), lane, parts, place, unit.now);
    Ok(())
}
