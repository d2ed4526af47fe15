//! The author's plan card.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::company::{Metric, Person, Roster};
use crate::domain::plan::PlanState;
use crate::domain::target::{Suggestion, suggest};
use crate::domain::week::Week;
use crate::render::plan::{PlanView, card};
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{Past, Plan};
use crate::texts::Zoned;
use crate::unit::Unit;

use super::budget;

/// How the card is known.
pub fn key(plan: &Plan) -> String {
    format!("plan:{}", plan.id)
}

/// The author's typed metrics with what is suggested for each.
pub fn suggestions<'a>(roster: &'a Roster, author: &'a Person, past: &Past) -> Vec<(&'a Metric, Option<Suggestion>)> {
    roster
        .typed_metrics(author)
        .map(|m| (m, suggest(past.actual(&m.key), past.target(&m.key), m.direction, m.unit)))
        .collect()
}

/// When plans for a week are due in this person's team, where the person reads it.
pub fn due(roster: &Roster, author: &Person, week: Week) -> Zoned {
    let (ritual, zone) = roster.calendar_of(author);
    Zoned { at: ritual.plan_due_for(week, zone), zone: roster.timezone_of(author) }
}

/// Whether a plan for `week` comes late now. Nothing from before the company was declared was owed by anybody.
pub fn is_late(roster: &Roster, author: &Person, week: Week, now: DateTime<Utc>) -> bool {
    let due = due(roster, author, week).at;
    now > due && !roster.predates(due, now)
}

/// Puts the card up in its author's chat.
///
/// # Errors
/// Where the database fails.
pub async fn show(
    unit: &mut Unit<'_>,
    author: &Person,
    plan: &Plan,
    place: Place,
    lane: Lane,
    lead: Option<String>,
) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let roster = Arc::clone(&unit.roster);
    let words = unit.words(author);
    let parts = card(words, &view(&roster, author, plan, unit, lead)).parts();
    outbox::show(unit.conn, chat, &key(plan), lane, parts, place, unit.now);
    Ok(())
}

/// Everything the card shows.
pub fn view<'a>(
    roster: &'a Roster,
    author: &'a Person,
    plan: &'a Plan,
    unit: &Unit<'_>,
    lead: Option<String>,
) -> PlanView<'a> {
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
        metrics: suggestions(roster, author, &plan.past),
        currency: &roster.currency,
        budget: budget(roster, author),
        due: Some(due(roster, author, plan.week)).filter(|due| !roster.predates(due.at, unit.now)),
        now: unit.now,
        approvers: roster.approvers(author),
        decided_by: plan.decided_by.and_then(|id| roster.person(id)),
        other_week,
        goals: &roster.goals,
        lead,
    }
}
