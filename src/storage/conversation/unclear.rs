//! Words that were not clear enough to act on, until somebody says what they mean.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::company::PersonId;
use crate::domain::conversation::unclear::Unclear;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

/// So long a question can be answered.
const OPEN_FOR: TimeDelta = TimeDelta::days(7);

/// Asks about some words; the question's id.
///
/// # Errors
/// Where the database fails.
pub async fn ask(tx: &mut Tx, person: PersonId, unclear: &Unclear, now: DateTime<Utc>) -> anyhow::Result<i64> {
    let id = sqlx::query_scalar(
        "INSERT INTO unclear (person_id, said, asked_at, expires_at) VALUES (?, ?, ?, ?) RETURNING id",
    )
    .bind(person)
    .bind(json(unclear)?)
    .bind(stamp(now))
    .bind(stamp(now + OPEN_FOR))
    .fetch_one(tx.conn())
    .await?;
    Ok(id)
}

/// A person's question, if it can still be answered.
///
/// # Errors
/// Where the database fails.
pub async fn find(tx: &mut Tx, person: PersonId, id: i64, now: DateTime<Utc>) -> anyhow::Result<Option<Unclear>> {
    let said: Option<String> =
        sqlx::query_scalar("SELECT said FROM unclear WHERE id = ? AND person_id = ? AND open = 1 AND expires_at > ?")
            .bind(id)
            .bind(person)
            .bind(stamp(now))
            .fetch_optional(tx.conn())
            .await?;
    // What an older version of the program asked and this one can't read is no longer asked.
    Ok(said.and_then(|said| unjson(&said).ok()))
}

/// A person's questions that can still be answered, oldest first.
///
/// # Errors
/// Where the database fails.
pub async fn open(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> anyhow::Result<Vec<(i64, Unclear)>> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, said FROM unclear WHERE person_id = ? AND open = 1 AND expires_at > ? ORDER BY id")
            .bind(person)
            .bind(stamp(now))
            .fetch_all(tx.conn())
            .await?;
    Ok(rows.into_iter().filter_map(|(id, said)| Some((id, unjson(&said).ok()?))).collect())
}

/// Keeps what was chosen so far.
///
/// # Errors
/// Where the database fails.
pub async fn save(tx: &mut Tx, id: i64, unclear: &Unclear) -> anyhow::Result<()> {
    sqlx::query("UPDATE unclear SET said = ?, open = ? WHERE id = ?")
        .bind(json(unclear)?)
        .bind(unclear.current().is_some())
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}
