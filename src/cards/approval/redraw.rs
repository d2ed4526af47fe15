//! A plan wherever an approver sees it: in the inbox, in a card of its own, or in both.

use crate::cards::approval::card::{author_of, key, show, view};
use crate::cards::approval::inbox;
use crate::domain::approval::line_comment::Spot;
use crate::domain::company::Person;
use crate::domain::plan::{Base, Draft, Plan};
use crate::render::approval::version;
use crate::render::approval::view::{ApprovalView, Asking};
use crate::storage::outbox;
use crate::storage::outbox::{Lane, Place, Post};
use crate::storage::plan as plans;
use crate::unit::Unit;

/// Redraws the plan where this approver sees it: in the inbox, in its own card, or both. Where it is in neither, it
/// comes as a card of its own.
pub async fn show_again(
    unit: &mut Unit<'_>,
    viewer: &Person,
    plan: &Plan,
    place: Place,
    asking: Asking<'_>,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let in_inbox = inbox::shows(unit, viewer, plan).await?;
    if in_inbox {
        inbox::show_open(unit, viewer, plan, place, asking).await?;
    }
    if !in_inbox || outbox::stands(unit.tx, chat, key(plan.id)).await? {
        show(unit, viewer, plan, place, asking).await?;
    }
    Ok(())
}

/// Shows this approver, where they see the plan, their working copy of it; `at` is the line whose number comes next.
pub async fn show_editing(
    unit: &mut Unit<'_>,
    viewer: &Person,
    plan: &Plan,
    (working, at): (&Draft, Option<Spot>),
    place: Place,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let (roster, author) = (unit.roster, author_of(unit.roster, plan)?);
    let base = Base { document: plan.draft.clone(), settled: false };
    let plan = plan.as_if(working.clone());
    let past = plans::past(unit.tx, author.id, plan.week).await?;
    let view = ApprovalView { base: Some(base), ..view(roster, author, &plan, &past) };
    let parts = version::editing(unit.words(viewer), &view, at).parts();
    let in_inbox = inbox::shows(unit, viewer, &plan).await?;
    if in_inbox {
        inbox::put(unit, chat, parts.clone(), place);
    }
    if !in_inbox || outbox::stands(unit.tx, chat, key(plan.id)).await? {
        outbox::show(unit.tx, Post { chat, key: key(plan.id), lane: Lane::Interactive, place }, parts, unit.now);
    }
    Ok(())
}
