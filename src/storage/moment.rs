//! Which moments of the calendar are done.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, Utc};

use crate::domain::calendar::ritual::Due;
use crate::domain::calendar::week::Week;
use crate::domain::company::TeamId;
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

/// The moments of these weeks that were done, or closed because they were stale: team, week and name of each.
pub async fn behind(tx: &mut Tx, weeks: &BTreeSet<Week>) -> anyhow::Result<HashSet<(TeamId, Week, String)>> {
    let weeks: Vec<String> = weeks.iter().map(Week::to_string).collect();
    let rows: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(m.team_id, m.week, m.moment))
         FROM team t JOIN moment m ON m.team_id = t.id AND m.week IN (SELECT value FROM json_each(?))",
    )
    .bind(json(&weeks)?)
    .fetch_one(tx.conn())
    .await?;
    let rows: Vec<(TeamId, String, String)> = unjson(&rows)?;
    rows.into_iter().map(|(team, week, moment)| Ok((team, week.parse()?, moment))).collect()
}

/// Forgets what a clock that was wrong had done in a time that has not come yet, after `until`: it is to be done again. What was to
/// be tried again after that is tried now.
pub async fn forget_after(tx: &mut Tx, until: DateTime<Utc>, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query(
        "DELETE FROM moment WHERE at > ?1;
         DELETE FROM asked_on_return WHERE asked_at > ?1;
         DELETE FROM pulse WHERE asked_at > ?1 AND answered_at IS NULL;
         UPDATE failed_job SET retry_at = ?2 WHERE retry_at > ?1;",
    )
    .bind(stamp(until))
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    let missed = sqlx::query("DELETE FROM missed_question WHERE found_at > ?").bind(stamp(until)).execute(tx.conn());
    if missed.await?.rows_affected() > 0 {
        touch(tx).await?;
    }
    Ok(())
}

/// Notes that a moment is done, or stale, in the transaction that also holds what it did. False where it was noted
/// before.
pub async fn close(tx: &mut Tx, team: TeamId, due: &Due, stale: bool, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let done = sqlx::query(
        "INSERT INTO moment (team_id, week, moment, outcome, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(team)
    .bind(due.week.to_string())
    .bind(due.moment.to_string())
    .bind(if stale { "stale" } else { "done" })
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}
