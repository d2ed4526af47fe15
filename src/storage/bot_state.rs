//! How the process itself fares: when it last heard Telegram, who takes its updates away, what a crash has cost.

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::health::{Conflict, ConflictCause};
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// After so long without a conflict the next one is a new one, which is told anew.
const CONFLICT_OVER: TimeDelta = TimeDelta::hours(1);
/// How often it is noted that a conflict goes on.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What the process knows of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BotState {
    /// When Telegram last answered the question for updates.
    pub heard_at: Option<DateTime<Utc>>,
    /// Telegram gives the updates to somebody else: the last time that this was so.
    pub conflict: Option<Conflict>,
    /// When the database was opened without the write-ahead log that a killed process had left.
    pub log_lost_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    heard_at: Option<DateTime<Utc>>,
    conflict: Option<String>,
    conflict_since: Option<DateTime<Utc>>,
    conflict_at: Option<DateTime<Utc>>,
    log_lost_at: Option<DateTime<Utc>>,
}

/// What is known.
///
/// # Errors
/// Where the database fails; so for all functions here.
pub async fn load(tx: &mut Tx) -> anyhow::Result<BotState> {
    let row: Row = sqlx::query_as("SELECT heard_at, conflict, conflict_since, conflict_at, log_lost_at FROM bot_state")
        .fetch_one(tx.conn())
        .await
        .context("cannot read how the bot fares")?;
    let cause = match row.conflict.as_deref() {
        Some("webhook") => Some(ConflictCause::Webhook),
        Some(_) => Some(ConflictCause::AnotherBot),
        None => None,
    };
    let conflict = cause.zip(row.conflict_since).zip(row.conflict_at);
    Ok(BotState {
        heard_at: row.heard_at,
        conflict: conflict.map(|((cause, since), last)| Conflict { cause, since, last }),
        log_lost_at: row.log_lost_at,
    })
}

/// Telegram has answered.
///
/// # Errors
/// See [`load`].
pub async fn heard(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("UPDATE bot_state SET heard_at = ?").bind(stamp(now)).execute(tx.conn()).await?;
    Ok(())
}

/// Telegram gives the updates to somebody else; whether that is news.
///
/// # Errors
/// See [`load`].
pub async fn conflict(tx: &mut Tx, cause: ConflictCause, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let before = load(tx).await?.conflict.filter(|known| known.cause == cause && now - known.last < CONFLICT_OVER);
    if before.is_some_and(|known| now - known.last < NOTED_EVERY) {
        return Ok(false);
    }
    let word = match cause {
        ConflictCause::AnotherBot => "another_bot",
        ConflictCause::Webhook => "webhook",
    };
    sqlx::query("UPDATE bot_state SET conflict = ?, conflict_since = ?, conflict_at = ?")
        .bind(word)
        .bind(stamp(before.map_or(now, |known| known.since)))
        .bind(stamp(now))
        .execute(tx.conn())
        .await?;
    Ok(before.is_none())
}

/// The database was opened without the write-ahead log that should have been beside it.
///
/// # Errors
/// See [`load`].
pub async fn log_lost(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("UPDATE bot_state SET log_lost_at = ?").bind(stamp(now)).execute(tx.conn()).await?;
    Ok(())
}
