//! The approver's card of one plan: as a message of its own, and in place of the list in the inbox.

use std::collections::BTreeSet;

use anyhow::Context as _;

use crate::domain::approval::doubt::doubts_of;
use crate::domain::company::{ChatId, Person, Roster};
use crate::domain::plan::budget::Load;
use crate::domain::plan::{Base, Past, Plan, PlanId, PlanState};
use crate::render::approval::card::card;
use crate::render::approval::deputy;
use crate::render::approval::view::{ApprovalView, Asking};
use crate::render::card::Card;
use crate::render::plan::diff::Scale;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::{outbox, plan as plans};
use crate::unit::Unit;

/// The key of a card of its own.
pub fn key(plan: PlanId) -> CardKey {
    CardKey::Approval(plan)
}

/// The plan's author. People who left are in the roster too, so there always is one.
pub(super) fn author_of<'a>(roster: &'a Roster, plan: &Plan) -> anyhow::Result<&'a Person> {
    roster.person(plan.person).with_context(|| format!("plan {} has no author", plan.id))
}

/// Puts the card up in one approver's chat.
pub async fn show(
    unit: &mut Unit<'_>,
    viewer: &Person,
    plan: &Plan,
    place: Place,
    asking: Asking<'_>,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let lane = if place == Place::InPlace { Lane::Interactive } else { Lane::Broadcast };
    let card = load(unit, chat, plan, asking, None).await?;
    outbox::show(unit.tx, Post { chat, key: key(plan.id), lane, place }, card.parts(), unit.now);
    Ok(())
}

/// Redraws the cards of these plans that are messages of their own.
pub(super) async fn redraw(unit: &mut Unit<'_>, touched: &BTreeSet<PlanId>) -> anyhow::Result<()> {
    let keys: Vec<CardKey> = touched.iter().map(|plan| key(*plan)).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let showing = outbox::chats_showing_each(unit.tx, &keys).await?;
    let standing: Vec<PlanId> = touched.iter().filter(|plan| showing.contains_key(&key(**plan))).copied().collect();
    if standing.is_empty() {
        return Ok(());
    }
    let plans = plans::all_of(unit.tx, &standing).await?;
    let mut bases = plans::bases(unit.tx, &plans).await?;
    for plan in &plans {
        let base = match plan.state {
            PlanState::Submitted => bases.remove(&plan.id),
            _ => crate::cards::plan::version::of_approver(unit, plan).await?,
        };
        let author = author_of(unit.roster, plan)?;
        for &chat in showing.get(&key(plan.id)).into_iter().flatten() {
            let viewer = unit.roster.by_telegram(chat);
            if !viewer.is_some_and(|viewer| unit.roster.may_see_waiting_plan(viewer, author, unit.now)) {
                end(unit, viewer, chat, plan)?;
                continue;
            }
            let shown = Shown { asking: Asking::Nothing, waiting: None, base: base.clone() };
            let card = load_shown(unit, chat, plan, shown).await?;
            outbox::show(
                unit.tx,
                Post { chat, key: key(plan.id), lane: Lane::Interactive, place: Place::InPlace },
                card.parts(),
                unit.now,
            );
        }
    }
    Ok(())
}

/// Ends the card in the chat of somebody who decides on its author's plans no more: they read who does, once.
fn end(unit: &mut Unit<'_>, viewer: Option<&Person>, chat: ChatId, plan: &Plan) -> anyhow::Result<()> {
    let (roster, author) = (unit.roster, author_of(unit.roster, plan)?);
    match viewer {
        Some(viewer) => {
            let deciders = roster.deciders(author, unit.now, plan.level);
            let last = deputy::no_longer_yours(unit.words(viewer), author, plan, &deciders);
            crate::cards::end_with(unit, chat, key(plan.id), last);
        }
        None => crate::cards::end(unit, chat, key(plan.id)),
    }
    Ok(())
}

/// What the card shows besides the plan.
struct Shown<'a> {
    /// What the approver is asked.
    asking: Asking<'a>,
    /// How many plans wait, where the card stands in the inbox.
    waiting: Option<usize>,
    /// What the plan is compared with.
    base: Option<Base>,
}

/// Loads and renders the card for a chat; `waiting` is how many plans wait, where it stands in the inbox. Somebody who
/// may not decide any more reads who does.
pub async fn load(
    unit: &mut Unit<'_>,
    chat: ChatId,
    plan: &Plan,
    asking: Asking<'_>,
    waiting: Option<usize>,
) -> anyhow::Result<Card> {
    let base = crate::cards::plan::version::of_approver(unit, plan).await?;
    load_shown(unit, chat, plan, Shown { asking, waiting, base }).await
}

async fn load_shown(unit: &mut Unit<'_>, chat: ChatId, plan: &Plan, shown: Shown<'_>) -> anyhow::Result<Card> {
    let Shown { asking, waiting, base } = shown;
    let (roster, words) = (unit.roster, unit.words_of_chat(chat));
    let author = author_of(roster, plan)?;
    if !roster.by_telegram(chat).is_some_and(|viewer| roster.may_approve(viewer, author, unit.now)) {
        let deciders = roster.deciders(author, unit.now, plan.level);
        return Ok(deputy::no_longer_yours(words, author, plan, &deciders));
    }
    let over_reason = match roster.budget_of(author, plan.week).load(plan.draft.minutes()) {
        Load::Red { .. } => plans::over_reason(unit.tx, plan).await?,
        Load::Green | Load::Amber => None,
    };
    let over = roster.is_over(plan.week, author, unit.now);
    let past = plans::past(unit.tx, author.id, plan.week).await?;
    let doubts = match plan.state {
        PlanState::Submitted if !over => doubts_of(roster, author, plan, &past, base.as_ref()),
        PlanState::Draft | PlanState::Submitted | PlanState::Returned | PlanState::Approved => Vec::new(),
    };
    let view = ApprovalView { doubts, over_reason, asking, base, over, waiting, ..view(roster, author, plan, &past) };
    Ok(card(words, &view))
}

/// The part of the view that follows from the plan alone.
pub(super) fn view<'a>(roster: &'a Roster, author: &'a Person, plan: &'a Plan, past: &Past) -> ApprovalView<'a> {
    ApprovalView {
        plan,
        author,
        metrics: roster.typed_metrics(author).map(|m| (m, past.actual(&m.key))).collect(),
        currency: &roster.currency,
        budget: roster.budget_of(author, plan.week),
        work: roster.work_week(author, plan.week),
        doubts: Vec::new(),
        over_reason: None,
        decided_by: plan.decided_by.and_then(|id| roster.person(id)),
        goals: &roster.goals,
        asking: Asking::Nothing,
        base: None,
        scale: Scale { metrics: &roster.metrics, currency: &roster.currency },
        over: false,
        waiting: None,
    }
}
