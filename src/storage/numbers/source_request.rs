//! Which week was asked of which source, and how that ended.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::source::Trouble;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Asked so often in vain; again at that instant.
    Again(i64, DateTime<Utc>),
    /// The number came.
    Done,
    /// Given up, for this reason; the manager knows.
    Failed(Trouble),
}

/// A number that did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The source's name.
    pub source: String,
    /// Whose number.
    pub person: PersonId,
    /// Metric key.
    pub metric: String,
    /// Why.
    pub trouble: Trouble,
}

/// How a question stands; none where it was not asked yet.
///
/// # Errors
/// Where the database fails.
pub async fn state(tx: &mut Tx, pull: Pull<'_>) -> anyhow::Result<Option<State>> {
    let row: Option<(String, i64, String, Option<String>)> = sqlx::query_as(
        "SELECT state, attempts, not_before, trouble FROM source_pull
         WHERE source = ? AND person_id = ? AND metric_key = ? AND week = ?",
    )
    .bind(pull.source)
    .bind(pull.person)
    .bind(pull.metric)
    .bind(pull.week.to_string())
    .fetch_optional(tx.conn())
    .await?;
    let Some((state, attempts, not_before, trouble)) = row else { return Ok(None) };
    Ok(Some(match (state.as_str(), trouble) {
        ("failed", Some(trouble)) => State::Failed(unjson(&trouble)?),
        ("again", _) => State::Again(attempts, unstamp(&not_before)?),
        _ => State::Done,
    }))
}

/// Says how a question stands now.
///
/// # Errors
/// Where the database fails.
pub async fn set(tx: &mut Tx, pull: Pull<'_>, state: State, now: DateTime<Utc>) -> anyhow::Result<()> {
    let (word, attempts, not_before, trouble) = match state {
        State::Again(attempts, at) => ("again", attempts, at, None),
        State::Done => ("done", 0, now, None),
        State::Failed(trouble) => ("failed", 0, now, Some(json(&trouble)?)),
    };
    sqlx::query(
        "INSERT INTO source_pull (source, person_id, metric_key, week, state, attempts, not_before, trouble)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (source, person_id, metric_key, week) DO UPDATE
         SET state = excluded.state, attempts = excluded.attempts, not_before = excluded.not_before,
             trouble = excluded.trouble",
    )
    .bind(pull.source)
    .bind(pull.person)
    .bind(pull.metric)
    .bind(pull.week.to_string())
    .bind(word)
    .bind(attempts)
    .bind(stamp(not_before))
    .bind(trouble)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The numbers of a week that did not come, by source and person.
///
/// # Errors
/// Where the database fails.
pub async fn silent(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Silent>> {
    let rows: Vec<(String, i64, String, String)> = sqlx::query_as(
        "SELECT source, person_id, metric_key, trouble FROM source_pull
         WHERE week = ? AND state = 'failed' AND trouble IS NOT NULL ORDER BY source, person_id, metric_key",
    )
    .bind(week.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(source, person, metric, trouble)| Ok(Silent { source, person, metric, trouble: unjson(&trouble)? }))
        .collect()
}
