//! The author's plan card.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, Person, Roster};
use crate::domain::conversation::question::Question;
use crate::domain::numbers::target::{Suggestion, suggest};
use crate::domain::plan::calibration::usual;
use crate::domain::plan::{Hurdle, Past, Plan, PlanState};
use crate::render::plan::card::card;
use crate::render::plan::diff::Scale;
use crate::render::plan::view::{Face, Page, PlanView, Versions};
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::{conversation, outbox, plan as plans};
use crate::texts::Zoned;
use crate::unit::Unit;

/// The card's key in its author's chat.
pub fn key(plan: &Plan) -> CardKey {
    CardKey::Plan(plan.id)
}

/// The metrics that the author types, each with the suggested target.
pub fn suggestions<'a>(roster: &'a Roster, author: &'a Person, past: &Past) -> Vec<(&'a Metric, Option<Suggestion>)> {
    roster
        .typed_metrics(author)
        .map(|m| (m, suggest(past.actual(&m.key), past.target(&m.key), m.direction, m.unit)))
        .collect()
}

/// When this person's plan for a week is due, in their time zone.
pub fn due(roster: &Roster, author: &Person, week: Week) -> Zoned {
    Zoned { at: roster.plan_due_of(author, week), zone: roster.timezone_of(author) }
}

/// Whether a plan for `week` would be late now. A plan that was due before the company was declared never is.
pub fn is_late(roster: &Roster, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
    let due = due(roster, author, week).at;
    now > due && !roster.predates(due, now) && !roster.never_asked_for_plan(author, week)
}

/// Puts the card up in its author's chat.
pub async fn show(
    unit: &mut Unit<'_>,
    author: &Person,
    plan: &Plan,
    place: Place,
    lane: Lane,
    lead: Option<String>,
) -> anyhow::Result<()> {
    put(unit, author, plan, Shown { place, lane, lead, ..Shown::redrawn(plan) }).await
}

/// Turns the card, where it stands, into the list of the tasks that the bot put into the plan, each to be kept or
/// dropped.
pub async fn show_offers(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    put(unit, author, plan, Shown { face: Face::Offers, ..Shown::redrawn(plan) }).await
}

/// Redraws the card of a plan that is over the hours budget, with what can be done about it.
pub async fn show_over_budget(unit: &mut Unit<'_>, author: &Person, plan: &Plan, hurdle: Hurdle) -> anyhow::Result<()> {
    put(unit, author, plan, Shown { face: Face::OverBudget(hurdle), ..Shown::redrawn(plan) }).await
}

/// Turns the card to a page of its tasks.
pub async fn show_page(unit: &mut Unit<'_>, author: &Person, plan: &Plan, page: usize) -> anyhow::Result<()> {
    put(unit, author, plan, Shown { page: Page::Number(page), ..Shown::redrawn(plan) }).await
}

/// Redraws the card of a plan that was just handed in, at the page of the last change its author had made to it.
pub async fn show_sent(unit: &mut Unit<'_>, author: &Person, plan: &Plan, before: &Plan) -> anyhow::Result<()> {
    put(unit, author, plan, Shown { page: last_change(before), ..Shown::redrawn(plan) }).await
}

/// The page that shows the author's last change.
fn last_change(plan: &Plan) -> Page {
    Page::WithTask(plan.undo.as_ref().map_or(0, |undo| undo.at))
}

/// How the card appears, and what it shows besides the plan.
struct Shown {
    place: Place,
    lane: Lane,
    /// A reminder on top.
    lead: Option<String>,
    face: Face,
    page: Page,
}

impl Shown {
    /// Where the card stands, at the author's last change.
    fn redrawn(plan: &Plan) -> Self {
        Self { place: Place::InPlace, lane: Lane::Interactive, lead: None, face: Face::Draft, page: last_change(plan) }
    }
}

async fn put(unit: &mut Unit<'_>, author: &Person, plan: &Plan, shown: Shown) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let Shown { place, lane, lead, face, page } = shown;
    let words = unit.words(author);
    let past = plans::past(unit.tx, author.id, plan.week).await?;
    let hints = crate::cards::plan::hint::current(unit, author, plan).await?;
    let versions = crate::cards::plan::version::of_author(unit, author, plan).await?;
    let view = PlanView { face, page, hints, versions, lead, ..view(unit, author, plan, &past) };
    let parts = card(words, &view).parts();
    conversation::close_where(unit.tx, author.id, Question::is_of_task_face).await?;
    outbox::show(unit.tx, Post { chat, key: key(plan), lane, place }, parts, unit.now);
    Ok(())
}

/// Everything the card shows, except a reminder, the hints and the versions.
pub fn view<'a>(unit: &Unit<'a>, author: &'a Person, plan: &'a Plan, past: &Past) -> PlanView<'a> {
    let roster = unit.roster;
    let (_, zone) = roster.calendar_of(author);
    let running = Week::at(unit.now, zone);
    let other_week = match plan.state {
        PlanState::Approved | PlanState::Submitted => None,
        _ if plan.week == running => Some((running.next(), true)),
        _ if plan.week == running.next() => Some((running, false)),
        _ => None,
    };
    PlanView {
        plan,
        metrics: suggestions(roster, author, past),
        currency: &roster.currency,
        budget: roster.budget_of(author, plan.week),
        work: roster.work_week(author, plan.week),
        face: Face::Draft,
        page: last_change(plan),
        due: Some(due(roster, author, plan.week))
            // A change to an approved plan has no due time.
            .filter(|_| !plan.is_change())
            .filter(|due| !roster.predates(due.at, unit.now) && roster.works_in(author, plan.week) && !plan.reopened),
        now: unit.now,
        deciders: roster.deciders(author, unit.now, plan.level),
        decided_by: plan.decided_by.and_then(|id| roster.person(id)),
        other_week,
        usual_unplanned: past.usual_unplanned(),
        report_awaited: plan.version == 0 && past.last_reported() != Some(plan.week.previous()),
        goals: &roster.goals,
        lead: None,
        hints: Vec::new(),
        reader: crate::cards::plan::hint::reader(&roster.approvers(author, unit.now), author),
        usual_ratio: usual(&past.finished).filter(|ratio| ratio.matters()),
        versions: Versions::default(),
        scale: Scale { metrics: &roster.metrics, currency: &roster.currency },
    }
}
