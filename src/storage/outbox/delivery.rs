//! The outbox as delivery uses it: reading what waits, and recording how the sending went.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::outbox::{Payload, attachment};
use crate::storage::stamp::stamp;

/// A row that waits to be sent.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The row's id: rows of a chat go in this order.
    pub id: i64,
    /// The chat to send to.
    pub chat: i64,
    /// [`Lane`](crate::storage::outbox::Lane) as a number: 0 goes before 1.
    pub lane: i64,
    /// When it may be tried again, after an attempt that failed.
    pub not_before: Option<DateTime<Utc>>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// Goes up when the payload is replaced.
    pub revision: i64,
    /// The card it shows, by its database id.
    pub card: Option<i64>,
    /// The message at which that card stands.
    pub card_message: Option<i64>,
    /// What is to be sent; none where the stored JSON cannot be read.
    pub payload: Option<Payload>,
    /// The file to send.
    pub file: Option<File>,
}

/// A file to send.
#[derive(Debug, Clone)]
pub struct File {
    /// The name that the person sees.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A row that was sent: its id, its revision then, and the id of the message.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Closed(pub i64, pub i64, pub Option<i64>);

/// Selects the rows for which `$which` holds, all as one JSON text: SQLite works on a thread of its own, and handing a
/// row over costs more than parsing it.
macro_rules! select_waiting {
    ($which:literal) => {
        concat!(
            "SELECT json_group_array(json_array(id, chat_id, lane, not_before, created_at, revision, card_id, message_id,
                                                payload, attachment_id))
             FROM (SELECT o.id, o.chat_id, o.lane, o.not_before, o.created_at, o.revision, o.card_id, c.message_id, o.payload,
                          o.attachment_id
                   FROM outbox o LEFT JOIN card c ON c.id = o.card_id WHERE ",
            $which,
            ")"
        )
    };
}

/// The id before that of the oldest waiting row: where a new process begins to read.
pub async fn start(tx: &mut Tx) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT coalesce((SELECT min(id) - 1 FROM outbox WHERE state = 'queued' AND lane IN (0, 1)), \
         (SELECT max(id) FROM outbox), 0) + ?",
    )
    .bind(0)
    .fetch_one(tx.conn())
    .await
}

/// Rows that wait and are newer than `seen`, oldest first.
pub async fn newer(tx: &mut Tx, seen: i64, limit: i64) -> Result<Vec<Waiting>, sqlx::Error> {
    // With a bare `LIMIT ?` SQLite would prepare the statement again for every value.
    let rows = sqlx::query_scalar(select_waiting!("o.id > ? AND +o.state = 'queued' ORDER BY o.id LIMIT ? + 0"))
        .bind(seen)
        .bind(limit)
        .fetch_one(tx.conn())
        .await?;
    read(tx, rows).await
}

/// The rows with these ids that still wait.
pub async fn fetch(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Waiting>, sqlx::Error> {
    let which = select_waiting!("o.id IN (SELECT value FROM json_each(?)) AND +o.state = 'queued'");
    let rows = sqlx::query_scalar(which).bind(json(ids)?).fetch_one(tx.conn()).await?;
    read(tx, rows).await
}

/// Closes rows as sent, unless their payload was replaced meanwhile. Gives the ids of the closed ones.
pub async fn close(tx: &mut Tx, rows: &[Closed], now: DateTime<Utc>) -> Result<Vec<i64>, sqlx::Error> {
    let closed: String = sqlx::query_scalar(
        "UPDATE outbox SET state = 'sent', done_at = ?1, message_id = j.value ->> 2, error = NULL, not_before = NULL \
         FROM jsonb_each(?2) j WHERE outbox.id = j.value ->> 0 AND outbox.revision = j.value ->> 1 \
         AND outbox.state = 'queued'; \
         SELECT json_group_array(o.id) FROM jsonb_each(?2) j JOIN outbox o ON o.id = j.value ->> 0 \
         WHERE o.revision = j.value ->> 1 AND o.state = 'sent'",
    )
    .bind(stamp(now))
    .bind(json(rows)?)
    .fetch_one(tx.conn())
    .await?;
    unjson(&closed)
}

/// Stores where cards stand now: pairs of card id and message id.
pub async fn place_cards(tx: &mut Tx, cards: &[(i64, i64)]) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE card SET message_id = j.value ->> 1 FROM jsonb_each(?) j \
         WHERE card.id = j.value ->> 0 AND card.message_id IS NULL",
    )
    .bind(json(cards)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that a card no longer stands at this message.
pub async fn displace_card(tx: &mut Tx, card: i64, message_id: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE card SET message_id = NULL WHERE id = ? AND message_id = ?")
        .bind(card)
        .bind(message_id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Puts a row off until an instant, with the reason.
pub async fn put_off(tx: &mut Tx, id: i64, until: DateTime<Utc>, why: &str) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE outbox SET not_before = ?, attempts = attempts + 1, error = ? WHERE id = ?")
        .bind(stamp(until))
        .bind(why)
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Marks a row as failed, with the reason, unless its payload was replaced meanwhile. False where it was.
pub async fn give_up(tx: &mut Tx, id: i64, revision: i64, why: &str, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE outbox SET state = 'failed', done_at = ?, attempts = attempts + 1, error = ? \
         WHERE id = ? AND revision = ? AND state = 'queued'",
    )
    .bind(stamp(now))
    .bind(why)
    .bind(id)
    .bind(revision)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Deletes rows that were sent before `until`. Failed rows stay.
pub async fn sweep(tx: &mut Tx, until: DateTime<Utc>) -> Result<u64, sqlx::Error> {
    // A limited number at a time: people wait for the same connection. Ids rise with time, so the oldest go first.
    let done = sqlx::query(
        "DELETE FROM outbox WHERE id IN (SELECT id FROM (SELECT id, state, done_at FROM outbox ORDER BY id LIMIT 2000) \
         WHERE state = 'sent' AND done_at < ?)",
    )
    .bind(stamp(until))
    .execute(tx.conn())
    .await?;
    attachment::sweep(tx).await?;
    Ok(done.rows_affected())
}

/// A row as it is read, ending with the id of its file.
type Raw = (i64, i64, i64, Option<DateTime<Utc>>, DateTime<Utc>, i64, Option<i64>, Option<i64>, String, Option<i64>);

async fn read(tx: &mut Tx, rows: String) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows: Vec<Raw> = unjson(&rows)?;
    let wanted: Vec<i64> = rows.iter().filter_map(|row| row.9).collect();
    let mut files: HashMap<i64, File> = HashMap::new();
    if !wanted.is_empty() {
        let found: Vec<(i64, String, Vec<u8>)> =
            sqlx::query_as("SELECT id, name, bytes FROM attachment WHERE id IN (SELECT value FROM json_each(?))")
                .bind(json(&wanted)?)
                .fetch_all(tx.conn())
                .await?;
        files.extend(found.into_iter().map(|(id, name, bytes)| (id, File { name, bytes })));
    }
    let waiting =
        |(id, chat, lane, not_before, created_at, revision, card, card_message, payload, file): Raw| Waiting {
            id,
            chat,
            lane,
            not_before,
            created_at,
            revision,
            card,
            card_message,
            payload: unjson(&payload).ok(),
            file: file.and_then(|id| files.get(&id).cloned()),
        };
    Ok(rows.into_iter().map(waiting).collect())
}
