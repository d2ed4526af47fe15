//! The approver's card of one plan.

use std::sync::Arc;

use crate::domain::budget::Load;
use crate::domain::company::{ChatId, Person, Roster};
use crate::domain::plan::Draft;
use crate::render::approval::{ApprovalView, card};
use crate::render::deputy;
use crate::render::diff::Scale;
use crate::render::version;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{self as plans, Base, Plan};
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

/// Turns one approver's card into the working copy of what they change.
///
/// # Errors
/// Where the database fails.
pub async fn show_editing(
    unit: &mut Unit<'_>,
    viewer: &Person,
    author: &Person,
    plan: &Plan,
    working: &Draft,
    place: Place,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let roster = Arc::clone(&unit.roster);
    let base = Base { document: plan.draft.clone(), settled: false };
    let plan = Plan { draft: working.clone(), ..plan.clone() };
    let view = ApprovalView { base: Some(base), ..view(&roster, author, &plan) };
    let parts = version::editing(unit.words(viewer), &view).parts();
    outbox::show(unit.conn, chat, &key(&plan), Lane::Interactive, parts, place, unit.now);
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
    let over_reason = match roster.budget_of(author, plan.week).load(plan.draft.minutes()) {
        Load::Red { .. } => plans::over_reason(unit.conn, plan).await?,
        Load::Green | Load::Amber => None,
    };
    let base = super::version::of_approver(unit, plan).await?;
    let may_reopen = roster.may_reopen(author, plan.week, unit.now);
    let view = ApprovalView { over_reason, asking_why, base, may_reopen, ..view(&roster, author, plan) };
    let parts = card(words, &view).parts();
    outbox::show(unit.conn, chat, &key(plan), lane, parts, place, unit.now);
    Ok(())
}

/// What the card shows of the plan itself.
fn view<'a>(roster: &'a Roster, author: &'a Person, plan: &'a Plan) -> ApprovalView<'a> {
    ApprovalView {
        plan,
        author,
        metrics: roster.typed_metrics(author).map(|m| (m, plan.past.actual(&m.key))).collect(),
        currency: &roster.currency,
        budget: roster.budget_of(author, plan.week),
        work: roster.work_week(author, plan.week),
        over_reason: None,
        decided_by: plan.decided_by.and_then(|id| roster.person(id)),
        goals: &roster.goals,
        asking_why: false,
        base: None,
        scale: Scale { metrics: &roster.metrics, currency: &roster.currency },
        may_reopen: false,
    }
}
