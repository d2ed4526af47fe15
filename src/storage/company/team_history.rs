//! The teams that people were in during past weeks: written by `apply` when somebody moves, leaves or comes.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PastTeam;
use crate::domain::company::{PersonId, Roster, TeamId};
use crate::storage::Tx;

/// The teams that people were in during past weeks, newest change first.
pub(super) async fn past(tx: &mut Tx) -> anyhow::Result<Vec<PastTeam>> {
    let rows: Vec<(PersonId, String, Option<String>, Option<TeamId>)> =
        sqlx::query_as("SELECT person_id, until, moved_in, team_id FROM team_history ORDER BY until DESC, person_id")
            .fetch_all(tx.conn())
            .await
            .context("cannot read the teams of weeks gone by")?;
    rows.into_iter()
        .map(|(person, until, moved_in, team)| {
            let until: Week = until.parse()?;
            let moved_in = moved_in.map(|week| week.parse()).transpose()?.unwrap_or(until.next());
            Ok(PastTeam { person, until, moved_in, team })
        })
        .collect::<anyhow::Result<_>>()
        .context("the teams of weeks gone by")
}

/// Keeps somebody's team for the past weeks, before it changes; `None` for somebody who was not in the company. If it
/// changes twice in one week, only the first old team is kept: the second was never theirs in a past week.
pub(super) async fn keep(
    tx: &mut Tx,
    roster: &Roster,
    person: PersonId,
    team: Option<TeamId>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO team_history (person_id, until, moved_in, team_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(person)
    .bind(roster.settled_week(now).to_string())
    .bind(Week::at(now, roster.timezone).to_string())
    .bind(team)
    .execute(tx.conn())
    .await
    .with_context(|| format!("cannot keep the team that person {person} was in"))?;
    Ok(())
}
