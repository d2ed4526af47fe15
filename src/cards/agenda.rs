//! The agenda of a sync.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::company::{Roster, Sync};
use crate::domain::kpi::team_kpis;
use crate::domain::week::Week;
use crate::render::agenda::{AgendaView, card};
use crate::render::card::Card;
use crate::storage::{note, plan as plans, report as reports};
use crate::texts::Words;
use crate::unit::Unit;

/// How the agenda of a sync and week is known.
pub fn key(sync: &Sync, week: Week) -> String {
    format!("agenda:{}:{week}", sync.id)
}

/// The day of the meeting: when the calendar of the sync's first team posts the agenda.
fn meeting_day(roster: &Roster, sync: &Sync, week: Week) -> NaiveDate {
    let first = sync.teams.first().and_then(|id| roster.team(*id));
    week.day(first.map_or(&roster.ritual, |team| &team.ritual).in_week(week).agenda.day)
}

/// Loads and renders the agenda of the meeting in `week`: it looks back at the last week that was worked. Notes written since then are
/// on it too.
///
/// # Errors
/// Where the database fails.
pub async fn load(unit: &mut Unit<'_>, words: Words<'_>, sync: &Sync, week: Week) -> anyhow::Result<Card> {
    let roster = Arc::clone(&unit.roster);
    let back = roster.worked_before(week);
    let targets = plans::targets_of_week(unit.conn, back).await?;
    let actuals = reports::actuals_of_week(unit.conn, back).await?;
    let previous = reports::actuals_of_week(unit.conn, back.previous()).await?;
    let mut notes = note::of_week(unit.conn, back).await?;
    notes.extend(note::of_week(unit.conn, week).await?);
    let decisions = note::open_decisions(unit.conn, sync.id).await?;
    let teams = sync.teams.iter().filter_map(|id| roster.team(*id));
    let view = AgendaView {
        sync,
        date: meeting_day(&roster, sync, week),
        currency: &roster.currency,
        teams: teams
            .map(|team| {
                let kpis = team_kpis(&roster, team, &targets, &actuals, &previous);
                (team, kpis.into_iter().filter_map(|kpi| Some((roster.metric(&kpi.metric)?, kpi))).collect())
            })
            .collect(),
        notes: notes
            .iter()
            .filter_map(|note| {
                let person = roster.person(note.person)?;
                let team = roster.team(person.team).filter(|t| sync.teams.contains(&t.id))?;
                Some((note, person, team))
            })
            .collect(),
        decisions: decisions
            .into_iter()
            .map(|decision| {
                let owner = decision.owner.and_then(|id| roster.person(id));
                (decision, owner)
            })
            .collect(),
    };
    Ok(card(words, &view))
}
