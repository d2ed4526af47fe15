//! The last update handled, and those that failed.

use chrono::{DateTime, Utc};

use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// How far the updates are handled, and whether a company is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The last update whose effects are committed; 0 before the first.
    pub last_update_id: i64,
    /// The company's revision; none before it is declared.
    pub revision: Option<i64>,
}

/// Reads the position in one statement, since it is asked for with every batch of updates.
pub async fn position(tx: &mut Tx) -> Result<Position, sqlx::Error> {
    let (last_update_id, revision) =
        sqlx::query_as("SELECT last_update_id, (SELECT revision FROM company WHERE id = ?) FROM update_offset")
            .bind(1)
            .fetch_one(tx.conn())
            .await?;
    Ok(Position { last_update_id, revision })
}

/// Notes that everything up to this update is handled.
pub async fn advance(tx: &mut Tx, last_update_id: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE update_offset SET last_update_id = ?").bind(last_update_id).execute(tx.conn()).await?;
    Ok(())
}

/// When the bot last knew that nothing waited at Telegram; none before it did.
pub async fn heard_at(tx: &mut Tx) -> Result<Option<DateTime<Utc>>, sqlx::Error> {
    sqlx::query_scalar("SELECT heard_at FROM update_offset").fetch_one(tx.conn()).await
}

/// Nothing waits at Telegram now.
pub async fn set_heard_at(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE update_offset SET heard_at = ?").bind(stamp(now)).execute(tx.conn()).await?;
    Ok(())
}

/// Keeps an update that could not be handled, as raw JSON, with the cause.
pub async fn set_aside(
    tx: &mut Tx,
    update_id: i64,
    raw: &str,
    cause: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT OR REPLACE INTO failed_update (update_id, raw, cause, failed_at) VALUES (?, ?, ?, ?)")
        .bind(update_id)
        .bind(raw)
        .bind(cause)
        .bind(stamp(now))
        .execute(tx.conn())
        .await?;
    Ok(())
}
