//! Requests to sources: which week was asked for, and how that ended.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::numbers::source_request::{MissingActual, RequestState, SourceRequest};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::{stamp, unstamp};

/// The state of a request; none where it was not made yet.
pub async fn state(tx: &mut Tx, request: SourceRequest<'_>) -> anyhow::Result<Option<RequestState>> {
    let row: Option<(String, i64, String, Option<String>)> = sqlx::query_as(
        "SELECT state, attempts, not_before, trouble FROM source_request
         WHERE source = ? AND person_id = ? AND metric_key = ? AND week = ?",
    )
    .bind(request.source)
    .bind(request.person)
    .bind(request.metric)
    .bind(request.week.to_string())
    .fetch_optional(tx.conn())
    .await?;
    let Some((state, attempts, not_before, trouble)) = row else { return Ok(None) };
    Ok(Some(match (state.as_str(), trouble) {
        ("failed", Some(trouble)) => RequestState::Failed(unjson(&trouble)?),
        ("again", _) => RequestState::Again(attempts, unstamp(&not_before)?),
        _ => RequestState::Done,
    }))
}

/// Stores the state of a request.
pub async fn set(
    tx: &mut Tx,
    request: SourceRequest<'_>,
    state: RequestState,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let (word, attempts, not_before, trouble) = match state {
        RequestState::Again(attempts, at) => ("again", attempts, at, None),
        RequestState::Done => ("done", 0, now, None),
        RequestState::Failed(trouble) => ("failed", 0, now, Some(json(&trouble)?)),
    };
    sqlx::query(
        "INSERT INTO source_request (source, person_id, metric_key, week, state, attempts, not_before, trouble)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (source, person_id, metric_key, week) DO UPDATE
         SET state = excluded.state, attempts = excluded.attempts, not_before = excluded.not_before,
             trouble = excluded.trouble",
    )
    .bind(request.source)
    .bind(request.person)
    .bind(request.metric)
    .bind(request.week.to_string())
    .bind(word)
    .bind(attempts)
    .bind(stamp(not_before))
    .bind(trouble)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The numbers of a week that sources did not give, by source and person.
pub async fn missing(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<MissingActual>> {
    let rows: Vec<(String, i64, String, String)> = sqlx::query_as(
        "SELECT source, person_id, metric_key, trouble FROM source_request
         WHERE week = ? AND state = 'failed' AND trouble IS NOT NULL ORDER BY source, person_id, metric_key",
    )
    .bind(week.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(source, person, metric, trouble)| {
            Ok(MissingActual { source, person, metric, trouble: unjson(&trouble)? })
        })
        .collect()
}
