//! Versions of a plan on the cards, the history of a plan, and telling approvers that a waiting plan has changed.

use crate::domain::company::Person;
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Base, Plan, PlanId, PlanState};
use crate::render::approval::version::amended;
use crate::render::plan::diff::Scale;
use crate::render::plan::history;
use crate::render::plan::history::Story;
use crate::render::plan::view::Versions;
use crate::storage::approval::plan_message;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::report::imported_actual;
use crate::storage::{outbox, plan as plans};
use crate::unit::Unit;

/// What the author's card says about versions.
pub async fn of_author(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<Versions> {
    let base = match &plan.agreed {
        Some(agreed) => Some(agreed.clone()),
        None => before_edits(unit, plan).await?,
    };
    Ok(Versions { base, over: unit.roster.is_over(plan.week, author, unit.now) })
}

/// What the plan is compared with on the approver's card: while it waits, the version they saw last; where it was
/// approved with changes, the version that was sent.
pub async fn of_approver(unit: &mut Unit<'_>, plan: &Plan) -> anyhow::Result<Option<Base>> {
    match plan.state {
        PlanState::Submitted => plans::base(unit.tx, plan).await,
        PlanState::Approved => Ok(before_edits(unit, plan).await?.map(|document| Base { document, settled: true })),
        PlanState::Draft | PlanState::Returned => Ok(None),
    }
}

/// The version that the author had sent, where the plan was approved with changes.
async fn before_edits(unit: &mut Unit<'_>, plan: &Plan) -> anyhow::Result<Option<crate::domain::plan::Draft>> {
    match plan.agreed_version.filter(|_| plan.edited && plan.state == PlanState::Approved) {
        Some(version) => plans::document(unit.tx, plan.id, version - 1).await,
        None => Ok(None),
    }
}

/// Tells approvers that a plan they have had for a while has changed: one message for all changes since it was handed
/// in, which is edited as more follow.
pub async fn tell_amended(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some((version, document)) = plans::handed_in(unit.tx, plan.id).await? else { return Ok(()) };
    let diff = Diff::between(&document, &plan.draft);
    let scale = Scale { metrics: &roster.metrics, currency: &roster.currency };
    for approver in roster.approvers(author, unit.now) {
        let Some(chat) = approver.telegram_id.filter(|_| approver.reachable()) else { continue };
        let parts = amended(unit.words(approver), &author.name, plan, &diff, scale).parts();
        let key = CardKey::Amended { plan: plan.id, version };
        outbox::show(unit.tx, Post { chat, key, lane: Lane::Broadcast, place: Place::InPlace }, parts, unit.now);
    }
    Ok(())
}

/// Puts the history of some of a person's plans up at the end of the reader's chat, newest week first.
pub async fn show_history(unit: &mut Unit<'_>, reader: &Person, author: &Person, ids: &[PlanId]) -> anyhow::Result<()> {
    let Some(chat) = reader.telegram_id else { return Ok(()) };
    let roster = unit.roster;
    let mut stories = Vec::new();
    for id in ids {
        let Some(plan) = plans::get(unit.tx, *id).await? else { continue };
        if !roster.may_read_history_of(reader, author, plan.week, unit.now) {
            continue;
        }
        let events = plans::events(unit.tx, *id).await?;
        let messages = plan_message::about(unit.tx, *id).await?;
        let numbers = imported_actual::changes_of(unit.tx, author.id, plan.week).await?;
        let overrides = imported_actual::overrides_of(unit.tx, author.id, plan.week).await?;
        stories.push(Story { then: roster.in_week(plan.week), events, messages, numbers, overrides });
    }
    let zone = roster.timezone_of(reader);
    let parts = history::card(unit.words(reader), &author.name, &stories, zone).parts();
    let key = CardKey::History(author.id);
    outbox::show(unit.tx, Post { chat, key, lane: Lane::Interactive, place: Place::Below }, parts, unit.now);
    Ok(())
}
