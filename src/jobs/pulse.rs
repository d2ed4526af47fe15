//! Asking in the middle of the week what is at risk.

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Team};
use crate::domain::plan::PlanState;
use crate::jobs::audience::off_today;
use crate::render::week::pulse::unfinished;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan as plans;
use crate::storage::week::pulse as pulses;
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;

/// Asks everybody of the team who has an approved plan with something left to do, and is there today.
pub async fn ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let (roster, now) = (unit.roster, unit.now);
    let there = |p: &&Person| p.reachable() && roster.works_in(p, week) && !off_today(roster, p, now);
    for person in roster.members(team.id).filter(there) {
        let plan = plans::find(unit.tx, person.id, week).await?;
        let Some(plan) = plan.filter(|p| p.state == PlanState::Approved) else { continue };
        if !week_tasks::of_plan(unit.tx, plan.id).await?.iter().any(unfinished) {
            continue;
        }
        if pulses::ask(unit.tx, person.id, week, now).await?
            && let Some(pulse) = pulses::find(unit.tx, person.id, week).await?
        {
            cards::week::pulse::show(unit, person, &pulse, Place::Below, Lane::Broadcast).await?;
        }
    }
    Ok(())
}
