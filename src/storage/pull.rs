//! Which week was asked of which source, and how that ended.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::domain::company::PersonId;
use crate::domain::week::Week;
use crate::storage::stamp::{stamp, unstamp};

/// One question to a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pull<'a> {
    /// The source's name.
    pub source: &'a str,
    /// Whose number.
    pub person: PersonId,
    /// Metric key.
    pub metric: &'a str,
    /// Of which week.
    pub week: Week,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Asked so often in vain; again at that instant.
    Again(i64, DateTime<Utc>),
    /// The number came.
    Done,
    /// Given up; the manager knows.
    Failed,
}

/// How a question stands; none where it was not asked yet.
///
/// # Errors
/// Where the database fails.
pub async fn state(conn: &mut SqliteConnection, pull: Pull<'_>) -> anyhow::Result<Option<State>> {
    let row: Option<(String, i64, String)> = sqlx::query_as(
        "SELECT state, attempts, not_before FROM source_pull
         WHERE source = ? AND person_id = ? AND metric_key = ? AND week = ?",
    )
    .bind(pull.source)
    .bind(pull.person)
    .bind(pull.metric)
    .bind(pull.week.to_string())
    .fetch_optional(conn)
    .await?;
    let Some((state, attempts, not_before)) = row else { return Ok(None) };
    Ok(Some(match state.as_str() {
        "done" => State::Done,
        "failed" => State::Failed,
        _ => State::Again(attempts, unstamp(&not_before)?),
    }))
}

/// Says how a question stands now.
///
/// # Errors
/// Where the database fails.
pub async fn set(conn: &mut SqliteConnection, pull: Pull<'_>, state: State, now: DateTime<Utc>) -> anyhow::Result<()> {
    let (word, attempts, not_before) = match state {
        State::Again(attempts, at) => ("again", attempts, at),
        State::Done => ("done", 0, now),
        State::Failed => ("failed", 0, now),
    };
    sqlx::query(
        "INSERT INTO source_pull (source, person_id, metric_key, week, state, attempts, not_before)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (source, person_id, metric_key, week) DO UPDATE
         SET state = excluded.state, attempts = excluded.attempts, not_before = excluded.not_before",
    )
    .bind(pull.source)
    .bind(pull.person)
    .bind(pull.metric)
    .bind(pull.week.to_string())
    .bind(word)
    .bind(attempts)
    .bind(stamp(not_before))
    .execute(conn)
    .await?;
    Ok(())
}
