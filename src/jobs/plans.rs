//! Plans that are asked for, reminded of and missed.

use std::sync::Arc;

use crate::cards;
use crate::domain::company::{Person, Team};
use crate::domain::week::Week;
use crate::render::nudge;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, Plan};
use crate::texts::Zoned;
use crate::unit::Unit;

/// The draft for `week`, half written, goes out to everybody who has not handed one in.
pub async fn ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    for (person, mut plan) in owing(unit, team, week).await?.into_iter().filter(|(p, _)| p.reachable()) {
        plans::refresh(unit.conn, &mut plan).await?;
        cards::plan::show(unit, &person, &plan, Place::Below, Lane::Broadcast, None).await?;
    }
    Ok(())
}

/// The same card again with a reminder on top.
pub async fn nudge(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    for (person, mut plan) in owing(unit, team, week).await?.into_iter().filter(|(p, _)| p.reachable()) {
        plans::refresh(unit.conn, &mut plan).await?;
        let term = cards::plan::due(&roster, &person, week);
        let lead = nudge::plan(unit.words(&person), term.at - unit.now, plan.draft.progress(), term);
        cards::plan::show(unit, &person, &plan, Place::Below, Lane::Broadcast, Some(lead)).await?;
    }
    Ok(())
}

/// After the term whoever approves gets one list; the manager's own plan is missed by the level above.
pub async fn list_missing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let owing: Vec<i64> = owing(unit, team, week).await?.iter().map(|(p, _)| p.id).collect();
    let absent: Vec<&Person> = roster.members(team.id).filter(|p| owing.contains(&p.id) || !p.active()).collect();
    for (head, names) in super::by_head(&roster, &absent) {
        let words = unit.words(head);
        let card = nudge::missing_plans(words, &team.name, words.week(week), &names);
        cards::tell(unit, head, Lane::Broadcast, card).await?;
    }
    Ok(())
}

/// The team's people who have joined and whose plan for `week` is not handed in, each with the plan as it is.
async fn owing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<Vec<(Person, Plan)>> {
    let roster = Arc::clone(&unit.roster);
    let mut owing = Vec::new();
    for person in roster.members(team.id).filter(|p| p.active()) {
        let plan = plans::find_or_create(unit.conn, person.id, week).await?;
        if !plan.state.handed_in() {
            owing.push((person.clone(), plan));
        }
    }
    Ok(owing)
}

/// Puts the card up for somebody who joins while plans are being asked for.
pub async fn ask_one(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let Some(team) = roster.team(person.team) else { return Ok(()) };
    if !asks_now(unit, person) {
        return Ok(());
    }
    let week = Week::at(unit.now, roster.team_timezone(team));
    let plan = plans::find_or_create(unit.conn, person.id, week.next()).await?;
    cards::plan::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await
}

/// Whether plans for the next week are being asked for in this person's team.
pub fn asks_now(unit: &Unit<'_>, person: &Person) -> bool {
    let Some(team) = unit.roster.team(person.team) else { return false };
    let zone = unit.roster.team_timezone(team);
    let digest = team.ritual.digest.instant(Week::at(unit.now, zone), zone);
    team.ritual.plans_next_week(unit.now, zone) && unit.now < digest
}

/// When the next plan will be asked for, where the person reads it.
pub fn next_asked(unit: &Unit<'_>, person: &Person) -> Zoned {
    let roster = &unit.roster;
    let (ritual, zone) = roster.calendar_of(person);
    let week = Week::at(unit.now, zone);
    let this = ritual.plan_open.instant(week, zone);
    let at = if unit.now < this { this } else { ritual.plan_open.instant(week.next(), zone) };
    Zoned { at, zone: roster.timezone_of(person) }
}
