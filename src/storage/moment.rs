//! Which moments of the calendar are behind us.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::domain::company::TeamId;
use crate::domain::ritual::Moment;
use crate::domain::week::Week;
use crate::storage::stamp::stamp;

/// Names of the moments of a week that are done or closed for a team.
///
/// # Errors
/// Where the database fails.
pub async fn behind(conn: &mut SqliteConnection, team: TeamId, week: Week) -> anyhow::Result<Vec<String>> {
    Ok(sqlx::query_scalar("SELECT moment FROM moment WHERE team_id = ? AND week = ?")
        .bind(team)
        .bind(week.to_string())
        .fetch_all(conn)
        .await?)
}

/// Puts a moment behind us, in the transaction that holds what it did; false where it was already.
///
/// # Errors
/// Where the database fails.
pub async fn close(
    conn: &mut SqliteConnection,
    team: TeamId,
    week: Week,
    moment: Moment,
    stale: bool,
    now: DateTime<Utc>,
) -> anyhow::Result<bool> {
    let done = sqlx::query(
        "INSERT INTO moment (team_id, week, moment, outcome, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(team)
    .bind(week.to_string())
    .bind(moment.to_string())
    .bind(if stale { "stale" } else { "done" })
    .bind(stamp(now))
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}
