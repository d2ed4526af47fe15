//! What waits for an approver.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::company::{Person, Roster};
use crate::domain::week::Week;
use crate::render::approval::{Waiting, doubts, inbox};
use crate::render::nudge::Absent;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{self as plans, Plan};
use crate::unit::Unit;

/// The plans that wait for this person: those that have reached them.
///
/// # Errors
/// Where the database fails.
pub async fn waiting_for(unit: &mut Unit<'_>, viewer: &Person) -> anyhow::Result<Vec<Plan>> {
    let roster = Arc::clone(&unit.roster);
    let mut all = plans::waiting(unit.conn).await?;
    let now = unit.now;
    all.retain(|plan| roster.person(plan.person).is_some_and(|a| roster.waits_for(viewer, a, now, plan.level)));
    Ok(all)
}

/// Puts the list up at the end of the person's chat.
///
/// # Errors
/// Where the database fails.
pub async fn show(
    unit: &mut Unit<'_>,
    viewer: &Person,
    plans_waiting: &[Plan],
    lead: Option<String>,
) -> anyhow::Result<()> {
    let Some(chat) = viewer.telegram_id else { return Ok(()) };
    let roster = Arc::clone(&unit.roster);
    let mut list = Vec::new();
    for plan in plans_waiting {
        let Some(author) = roster.person(plan.person) else { continue };
        let metrics: Vec<_> = roster.typed_metrics(author).map(|m| (m, plan.past.actual(&m.key))).collect();
        let budget = roster.budget_of(author, plan.week);
        let base = plans::base(unit.conn, plan).await?;
        list.push(Waiting { plan, author, budget, doubts: doubts(&plan.draft, budget, &metrics, base.as_ref()).len() });
    }
    let missing = missing(unit, &roster, viewer).await?;
    let words = unit.words(viewer);
    let parts = inbox(words, lead, &list, &missing).parts();
    outbox::show(unit.conn, chat, "inbox", Lane::Interactive, parts, Place::Below, unit.now);
    Ok(())
}

/// Whose plan for the week in question is not handed in, in the teams this person heads or stands in for.
async fn missing<'a>(
    unit: &mut Unit<'_>,
    roster: &'a Roster,
    viewer: &Person,
) -> anyhow::Result<Vec<(Week, Vec<Absent<'a>>)>> {
    let mut all = Vec::new();
    for team in roster.teams.iter().filter(|t| t.manager == Some(viewer.id) || roster.stands_in(viewer, t, unit.now)) {
        let zone = roster.team_timezone(team);
        let week = team.ritual.planned_week(unit.now, zone);
        let handed_in: Vec<i64> = plans::of_week(unit.conn, week)
            .await?
            .iter()
            .filter(|p| p.standing().handed_in())
            .map(|p| p.person)
            .collect();
        let missing = roster
            .members(team.id)
            .filter(|p| p.id != viewer.id && p.active() && !handed_in.contains(&p.id))
            .filter_map(|p| absent(roster, p, week, unit.now))
            .collect();
        all.push((week, missing));
    }
    Ok(all)
}

/// How somebody is named whose plan or report for `week` is not in; none where nobody works in that week.
pub fn absent<'a>(roster: &'a Roster, person: &'a Person, week: Week, now: DateTime<Utc>) -> Option<Absent<'a>> {
    let away = roster.absence_to_name(person, week, roster.today_of(person, now));
    let owes = roster.works_in(person, week);
    (owes || away.is_some()).then(|| Absent { name: &person.name, joined: person.active(), owes, away })
}
