//! What people wrote, for as long as they can edit it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// Telegram lets people edit their messages for 48 hours.
const EDITABLE: TimeDelta = TimeDelta::hours(49);

/// Keeps a message; what it said before, if it was heard.
///
/// # Errors
/// Where the database fails.
pub async fn keep(
    tx: &mut Tx,
    person: PersonId,
    message: i64,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<String>> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT text FROM heard_message WHERE person_id = ? AND message_id = ?")
            .bind(person)
            .bind(message)
            .fetch_optional(tx.conn())
            .await?;
    sqlx::query(
        "INSERT INTO heard_message (person_id, message_id, text, heard_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (person_id, message_id) DO UPDATE SET text = excluded.text;
         DELETE FROM heard_message WHERE heard_at < ?5",
    )
    .bind(person)
    .bind(message)
    .bind(text)
    .bind(stamp(now))
    .bind(stamp(now - EDITABLE))
    .execute(tx.conn())
    .await?;
    Ok(before)
}
