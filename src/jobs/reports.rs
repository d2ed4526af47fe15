//! Reports that are asked for, reminded of and missed.

use std::sync::Arc;

use crate::cards;
use crate::domain::company::{Person, Team};
use crate::domain::week::Week;
use crate::render::nudge;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{plan as plans, report as reports};
use crate::unit::Unit;

/// The report card goes out to everybody who has something to report.
pub async fn ask(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    for person in owing(unit, team, week).await?.into_iter().filter(|p| p.reachable()) {
        cards::report::show(unit, &person, week, Place::Below, Lane::Broadcast, None, false).await?;
    }
    Ok(())
}

/// The same card again with a reminder on top.
pub async fn nudge(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    for person in owing(unit, team, week).await?.into_iter().filter(|p| p.reachable()) {
        let term = cards::report::due(&roster, &person, week);
        let lead = nudge::report(unit.words(&person), term.at - unit.now, term);
        cards::report::show(unit, &person, week, Place::Below, Lane::Broadcast, Some(lead), false).await?;
    }
    Ok(())
}

/// After the term whoever approves gets one list; the manager's own report is missed by the level above.
pub async fn list_missing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let owing = owing(unit, team, week).await?;
    let absent: Vec<&Person> = owing.iter().collect();
    for (head, names) in super::by_head(&roster, &absent) {
        let words = unit.words(head);
        let card = nudge::missing_reports(words, &team.name, words.week(week), &names);
        cards::tell(unit, head, Lane::Broadcast, card).await?;
    }
    Ok(())
}

/// The team's people who have joined, have numbers or tasks to report, and have not.
async fn owing(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<Vec<Person>> {
    let roster = Arc::clone(&unit.roster);
    let sent: Vec<i64> = reports::of_week(unit.conn, week).await?.iter().filter(|r| r.sent).map(|r| r.person).collect();
    let planned: Vec<i64> =
        plans::of_week(unit.conn, week).await?.iter().filter(|p| p.version > 0).map(|p| p.person).collect();
    let owes = |p: &&Person| {
        let something = planned.contains(&p.id) || roster.typed_metrics(p).next().is_some();
        p.active() && something && !sent.contains(&p.id)
    };
    Ok(roster.members(team.id).filter(owes).cloned().collect())
}
