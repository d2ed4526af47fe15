//! Plans that wait for a decision longer than they should. Never approved by silence: the level above is asked.

use std::sync::Arc;

use crate::cards;
use crate::domain::company::{Person, Roster, Team};
use crate::render::inbox::Top;
use crate::say;
use crate::storage::inbox as inboxes;
use crate::storage::plan::{self as plans, Plan};
use crate::unit::Unit;

/// So often an approver is reminded of one version of a plan: after that it is somebody else's turn.
const MOST: u32 = 3;

/// Approvers of waiting plans are reminded, each once, of everything that waits for them.
pub async fn nudge(unit: &mut Unit<'_>, team: &Team) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let waiting = plans::waiting(unit.conn).await?;
    let now = unit.now;
    for approver in approvers(&roster, team, &waiting).into_iter().filter(|a| !super::off_today(&roster, a, now)) {
        let theirs = cards::inbox::waiting_for(unit, approver).await?;
        // Somebody who heads several teams is reminded at the moment of the first that waits.
        let first = roster.teams.iter().find(|t| approvers(&roster, t, &theirs).iter().any(|a| a.id == approver.id));
        if first.is_none_or(|first| first.id != team.id) {
            continue;
        }
        let times = inboxes::nudges(unit.conn, approver.id, &theirs).await?;
        if times.iter().all(|times| *times >= MOST) {
            continue;
        }
        inboxes::count_nudges(unit.conn, approver.id, &theirs).await?;
        let lead = say!(unit.words(approver), "approval-nudge", count = theirs.len());
        cards::inbox::ring(unit, approver, Top::Reminder(lead)).await?;
    }
    Ok(())
}

/// Plans that still wait are put before the admins as well. The manager may still decide.
pub async fn escalate(unit: &mut Unit<'_>, team: &Team) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let mut waiting = plans::waiting(unit.conn).await?;
    waiting.retain(|plan| roster.person(plan.person).is_some_and(|p| p.team == team.id && !p.left));
    let asked = approvers(&roster, team, &waiting);
    let there = |a: &&Person| a.reachable() && !super::holiday_today(&roster, a, unit.now);
    let admins: Vec<&Person> = roster.admins().into_iter().filter(there).collect();
    for admin in admins {
        let may = |plan: &Plan| roster.person(plan.person).is_some_and(|author| roster.may_approve(admin, author));
        if !waiting.iter().any(may) || asked.iter().any(|a| a.id == admin.id) {
            continue;
        }
        // Several teams at the same moment come in one message, with everybody who decides.
        let theirs = cards::inbox::waiting_for(unit, admin).await?;
        let mut deciders: Vec<&str> = Vec::new();
        for author in theirs.iter().filter_map(|plan| roster.person(plan.person)) {
            let others = roster.approvers(author).into_iter().filter(|a| a.id != admin.id);
            deciders.extend(others.map(|a| a.name.as_str()));
        }
        deciders.sort_unstable();
        deciders.dedup();
        let lead = say!(unit.words(admin), "approval-escalated", count = deciders.len(), names = deciders.join(", "));
        cards::inbox::ring(unit, admin, Top::Reminder(lead)).await?;
    }
    Ok(())
}

/// Who may decide on those of the plans that belong to the team.
fn approvers<'a>(roster: &'a Roster, team: &Team, waiting: &[Plan]) -> Vec<&'a Person> {
    let mut all: Vec<&Person> = Vec::new();
    for author in waiting.iter().filter_map(|plan| roster.person(plan.person)).filter(|p| p.team == team.id && !p.left)
    {
        for approver in roster.approvers(author) {
            if !all.iter().any(|a| a.id == approver.id) {
                all.push(approver);
            }
        }
    }
    all
}
