//! What people wrote, for as long as they can edit it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// Telegram lets people edit their messages for 48 hours.
const EDITABLE: TimeDelta = TimeDelta::hours(49);

/// Keeps what a message says now.
pub async fn keep(
    tx: &mut Tx,
    (person, message): (PersonId, i64),
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO heard_message (person_id, message_id, text, heard_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id, message_id) DO UPDATE SET text = excluded.text",
    )
    .bind(person)
    .bind(message)
    .bind(text)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a message said last; none where it was not heard, or can't be edited any more.
pub async fn said(tx: &mut Tx, (person, message): (PersonId, i64)) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT text FROM heard_message WHERE person_id = ? AND message_id = ?")
        .bind(person)
        .bind(message)
        .fetch_optional(tx.conn())
        .await
}

/// Deletes the messages that can't be edited any more.
pub async fn sweep(tx: &mut Tx, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM heard_message WHERE heard_at < ?").bind(stamp(now - EDITABLE)).execute(tx.conn()).await?;
    Ok(())
}
