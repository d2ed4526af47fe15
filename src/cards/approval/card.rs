//! The approver's card of one plan: in a message of its own, and in the inbox that has turned into it.

use std::collections::BTreeSet;

use crate::domain::approval::doubt::doubts_of;
use crate::domain::company::{Person, Roster};
use crate::domain::plan::budget::Load;
use crate::domain::plan::{Base, Past, Plan, PlanId, PlanState};
use crate::render::approval::card::card;
use crate::render::approval::deputy;
use crate::render::approval::view::{ApprovalView, Asking};
use crate::render::card::Card;
use crate::render::plan::diff::Scale;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::{outbox, plan as plans};
use crate::texts::Words;
use crate::unit::Unit;

/// How the card is known.
pub fn key(plan: PlanId) -> CardKey {
    CardKey::Approval(plan)
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
    outbox::show(unit.tx, Post { chat, key: key(plan.id), lane, place }, card.parts(), unit.now);
    Ok(())
}

/// Redraws the cards of these plans wherever they stand by themselves.
///
/// # Errors
/// Where the database fails.
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
    let roster = unit.roster;
    let plans = plans::all_of(unit.tx, &standing).await?;
    let mut bases = plans::bases(unit.tx, &plans).await?;
    for plan in &plans {
        let Some(author) = roster.person(plan.person) else { continue };
        let base = match plan.state {
            PlanState::Submitted => bases.remove(&plan.id),
            _ => crate::cards::plan::version::of_approver(unit, plan).await?,
        };
        for &chat in showing.get(&key(plan.id)).into_iter().flatten() {
            let (words, viewer) = (unit.words_of_chat(chat), roster.by_telegram(chat));
            let card = with_base(unit, words, viewer, author, plan, (Asking::Nothing, None, base.clone())).await?;
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
    let base = crate::cards::plan::version::of_approver(unit, plan).await?;
    with_base(unit, words, viewer, author, plan, (asking, waiting, base)).await
}

/// The same, compared with what is known already.
async fn with_base(
    unit: &mut Unit<'_>,
    words: Words<'_>,
    viewer: Option<&Person>,
    author: &Person,
    plan: &Plan,
    (asking, waiting, base): (Asking<'_>, Option<usize>, Option<Base>),
) -> anyhow::Result<Card> {
    let roster = unit.roster;
    if !viewer.is_some_and(|viewer| roster.may_approve(viewer, author, unit.now)) {
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

/// What the card shows of the plan itself.
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
