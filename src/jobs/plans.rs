//! Asking for plans, reminding of them, and telling approvers which are missing.

use crate::cards;
use crate::domain::calendar::missed::WeeklyQuestion;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Team};
use crate::domain::plan::{Plan, PlanId};
use crate::jobs::audience::{by_head, leaves_time, off_today};
use crate::render::approval::inbox::Top;
use crate::render::week::nudge;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan as plans;
use crate::texts::Zoned;
use crate::unit::Unit;

/// Sends the draft for `week`, filled in, to everybody who has not handed in a plan.
///
/// Without a sound, where it was missed in its time.
pub async fn ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let said_before = outbox::said(unit.tx);
    for (person, mut plan) in to_ask(unit, team, week).await? {
        plans::refresh(unit.tx, &mut plan).await?;
        cards::plan::card::show(unit, &person, &plan, Place::Below, Lane::Broadcast, None).await?;
    }
    let asked_in = team.ritual.planned_week.asked_in(week);
    if unit.roster.missed(team.id, asked_in, WeeklyQuestion::Plan).is_some() {
        outbox::hush(unit.tx, said_before);
    }
    Ok(())
}

/// Sends the same card again, with a reminder on top.
pub async fn nudge(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    for (person, mut plan) in to_ask(unit, team, week).await? {
        let term = cards::plan::card::due(roster, &person, week);
        if !leaves_time(term, unit.now) {
            continue;
        }
        plans::refresh(unit.tx, &mut plan).await?;
        let lead = nudge::plan(unit.words(&person), term.at - unit.now, plan.draft.progress(), term);
        cards::plan::card::show(unit, &person, &plan, Place::Below, Lane::Broadcast, Some(lead)).await?;
    }
    Ok(())
}

/// After the due time, sends approvers one list of what waits and whose plan is missing. A manager's own plan is missed
/// by the level above.
pub async fn list_missing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    let handed_in = plans::who_handed_in(unit.tx, week).await?;
    let missing: Vec<&Person> = roster.members(team.id).filter(|p| !handed_in.contains(&p.id)).collect();
    // Teams whose plans are due at the same moment share one message, since the inbox is drawn once in a transaction.
    for (head, _) in by_head(roster, &missing, week, unit.now) {
        cards::approval::inbox::ring(unit, head, Top::Missing).await?;
    }
    Ok(())
}

/// The people who owe a plan, can be written to and are there today.
async fn to_ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<Vec<(Person, Plan)>> {
    let (roster, now) = (unit.roster, unit.now);
    let mut owing = owing(unit, team, week).await?;
    owing.retain(|(person, _)| person.reachable() && !off_today(roster, person, now));
    Ok(owing)
}

/// The team's people who have joined, work in `week` and have not handed in a plan for it, each with
/// their draft, which they owe from now on.
async fn owing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<Vec<(Person, Plan)>> {
    let roster = unit.roster;
    let mut owing = Vec::new();
    for person in roster.members(team.id).filter(|p| p.active() && roster.works_in(p, week)) {
        let plan = plans::find_or_create(unit.tx, person.id, week).await?;
        if !plan.standing().handed_in() {
            owing.push((person.clone(), plan));
        }
    }
    let asked: Vec<PlanId> = owing.iter().map(|(_, plan)| plan.id).collect();
    plans::set_asked(unit.tx, &asked, unit.now).await?;
    Ok(owing)
}

/// Sends the draft to somebody who joins while plans are being asked for.
pub async fn ask_one(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(team) = roster.team(person.team) else { return Ok(()) };
    let week = team.ritual.planned_week.planned_in(Week::at(unit.now, roster.team_timezone(team)));
    if !asks_now(unit, person) || !roster.works_in(person, week) {
        return Ok(());
    }
    let plan = plans::find_or_create(unit.tx, person.id, week).await?;
    plans::set_asked(unit.tx, &[plan.id], unit.now).await?;
    cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await
}

/// Whether plans are being asked for in this person's team.
pub fn asks_now(unit: &Unit<'_>, person: &Person) -> bool {
    let Some(team) = unit.roster.team(person.team) else { return false };
    let zone = unit.roster.team_timezone(team);
    let week = Week::at(unit.now, zone);
    let digest = team.ritual.in_week(week).digest.instant(week, zone);
    team.ritual.asks_for_plans(unit.now, zone) && unit.now < digest
}

/// When the next plan will be asked for, in the person's time zone.
pub fn next_asked(unit: &Unit<'_>, person: &Person) -> Zoned {
    let roster = &unit.roster;
    let (ritual, zone) = roster.calendar_of(person);
    let week = Week::at(unit.now, zone);
    let open = |week: Week| ritual.in_week(week).plan_open.instant(week, zone);
    let at = if unit.now < open(week) { open(week) } else { open(week.next()) };
    Zoned { at, zone: roster.timezone_of(person) }
}
