//! Plans that wait too long for a decision: those who hold them are reminded, then the level above is asked. A plan is
//! never approved because nobody decided.

use chrono::{DateTime, Utc};

use crate::domain::approval::waiting::Wait;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster, Team};
use crate::domain::plan::PlanId;
use crate::jobs::audience::off_today;
use crate::render::approval::inbox::Top;
use crate::storage::approval::waiting;
use crate::unit::Unit;
use crate::{cards, say};

use crate::jobs::handover;

/// How often people are reminded of the same version of a plan at most.
const MOST_NUDGES: u32 = 3;

/// Reminds everybody who holds waiting plans of the team of all that wait for them, once each, unless all of those were
/// reminded of `MOST_NUDGES` times.
pub async fn nudge(unit: &mut Unit<'_>, team: &Team) -> anyhow::Result<()> {
    let roster = unit.roster;
    let now = unit.now;
    if !works_today(unit, team) {
        return Ok(());
    }
    let waits = undecided(unit, roster).await?;
    let fresh: Vec<&Wait> = waits.iter().filter(|wait| wait.nudges < MOST_NUDGES).collect();
    let mut reminded: Vec<PlanId> = Vec::new();
    for approver in approvers(roster, team, &fresh, now).into_iter().filter(|a| !off_today(roster, a, now)) {
        let all = cards::approval::inbox::ids_for(unit, approver).await?;
        let theirs: Vec<&Wait> = fresh.iter().copied().filter(|wait| all.contains(&wait.plan)).collect();
        // An approver of several teams is reminded with the first of them that has a waiting plan.
        let mut teams = roster.teams.iter();
        let first = teams.find(|t| approvers(roster, t, &theirs, now).iter().any(|a| a.id == approver.id));
        if first.is_some_and(|first| first.id == team.id) {
            // The list shows everything that waits, so everything is counted.
            let lead = say!(unit.words(approver), "approval-nudge", count = all.len());
            cards::approval::inbox::ring(unit, approver, Top::Reminder(lead)).await?;
            reminded.extend(theirs.iter().map(|wait| wait.plan));
        }
    }
    waiting::nudged(unit.tx, &reminded).await
}

/// Escalates plans of the team that are overdue for a decision by one level, if they have been at their level since
/// before today. The people who held them may still decide.
pub async fn escalate(unit: &mut Unit<'_>, team: &Team) -> anyhow::Result<()> {
    let roster = unit.roster;
    let (now, zone) = (unit.now, roster.team_timezone(team));
    if !works_today(unit, team) {
        return Ok(());
    }
    let term = |week: Week| team.ritual.in_week(week).approval_due.instant(week, zone);
    let mut any = false;
    for wait in undecided(unit, roster).await? {
        let Some(author) = roster.person(wait.person).filter(|p| p.team == team.id) else { continue };
        if !wait.is_due_to_escalate(term(wait.week), zone, now) {
            continue;
        }
        if let Some(level) = roster.next_level(author, now, wait.level) {
            any |= waiting::escalate(unit.tx, &wait, level, now).await?;
        }
    }
    if any { handover::follow(unit, true).await.map(|_| ()) } else { Ok(()) }
}

/// Whether today is a working day where the team is.
fn works_today(unit: &Unit<'_>, team: &Team) -> bool {
    let today = unit.now.with_timezone(&unit.roster.team_timezone(team)).date_naive();
    unit.roster.holidays().works_on(today)
}

/// Waiting plans whose author still works here and whose week is not over.
async fn undecided(unit: &mut Unit<'_>, roster: &Roster) -> anyhow::Result<Vec<Wait>> {
    let now = unit.now;
    let mut waits = waiting::waits(unit.tx, roster.unfinished_since(now)).await?;
    waits.retain(|wait| roster.person(wait.person).is_some_and(|p| !p.left && !roster.is_over(wait.week, p, now)));
    Ok(waits)
}

/// The people who hold those of the plans that belong to the team.
fn approvers<'a>(roster: &'a Roster, team: &Team, waiting: &[&Wait], now: DateTime<Utc>) -> Vec<&'a Person> {
    let mut all: Vec<&Person> = Vec::new();
    for wait in waiting {
        let Some(author) = roster.person(wait.person).filter(|p| p.team == team.id) else { continue };
        for decider in roster.deciders(author, now, wait.level) {
            if !all.iter().any(|a| a.id == decider.person.id) {
                all.push(decider.person);
            }
        }
    }
    all
}
