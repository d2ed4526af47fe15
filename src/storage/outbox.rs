//! Messages on their way out, and the live cards among them.
//!
//! What is written here in the transaction of a fact is sent exactly when that transaction is committed. The rows say
//! what is to appear in a chat; `telegram::delivery` makes it so and writes down how it went.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{Row as _, SqliteConnection};

use super::stamp::stamp;
use crate::domain::company::ChatId;

/// A button below a message: either `data` or `url`.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// What is written on it.
    #[serde(rename = "t")]
    pub text: String,
    /// What comes back when it is tapped, at most 64 bytes.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The address it opens.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Key {
    /// A button that comes back as a callback with `data`.
    pub fn tap(text: impl Into<String>, data: impl Into<String>) -> Self {
        Self { text: text.into(), data: Some(data.into()), url: None }
    }

    /// A button that opens an address.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), data: None, url: Some(url.into()) }
    }
}

/// A message as Telegram shall show it.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Telegram's HTML, at most 4096 UTF-16 units of text.
    pub html: String,
    /// Rows of buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keyboard: Vec<Vec<Key>>,
    /// Arrives without a sound.
    #[serde(default, skip_serializing_if = "is_false")]
    pub silent: bool,
    /// The message of the same chat this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<i64>,
    /// Opens the person's input as a reply to this message. Goes without a keyboard.
    #[serde(default, skip_serializing_if = "is_false")]
    pub force_reply: bool,
    /// Shows a preview of the first link.
    #[serde(default, skip_serializing_if = "is_false")]
    pub preview: bool,
}

impl Message {
    /// A plain message.
    pub fn html(html: impl Into<String>) -> Self {
        Self { html: html.into(), ..Self::default() }
    }

    /// The same with buttons.
    #[must_use]
    pub fn with_keyboard(mut self, keyboard: Vec<Vec<Key>>) -> Self {
        self.keyboard = keyboard;
        self
    }
}

/// What one row of the outbox does.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Payload {
    /// A new message.
    Send(Message),
    /// The card of this row in its newest form: edited where it stands, or sent where there is none to edit.
    Edit(Message),
    /// Takes a message away.
    Delete {
        /// Which.
        message_id: i64,
    },
    /// Ends the waiting of somebody who tapped a button.
    Answer {
        /// Which tap.
        callback_id: String,
        /// What to show, at most 200 UTF-16 units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// As a window to close rather than a line that fades.
        #[serde(default, skip_serializing_if = "is_false")]
        alert: bool,
    },
    /// Puts an emoji on a message.
    React {
        /// Which.
        message_id: i64,
        /// One of those Telegram allows.
        emoji: String,
    },
    /// Sets the menu of commands of a private chat.
    Menu {
        /// Name without the slash, and description.
        commands: Vec<(String, String)>,
    },
}

/// Who goes first when not everything can go at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Somebody waits for this answer.
    Interactive = 0,
    /// Everybody gets one.
    Broadcast = 1,
}

/// Where a card's new form appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where it stands; at the end of the chat if it stands nowhere.
    InPlace,
    /// At the end of the chat; the old one disappears.
    Below,
}

/// A live card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardRef {
    /// Its row.
    pub id: i64,
    /// Its message, once Telegram has told us.
    pub message_id: Option<i64>,
    /// Messages typed below it since it was posted.
    pub typed_below: i64,
}

/// Says something new.
///
/// # Errors
/// Where storage fails; so for all functions here.
pub async fn say(
    conn: &mut SqliteConnection,
    chat: ChatId,
    lane: Lane,
    message: &Message,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    put(conn, chat, lane, "send", None, &json(&PayloadRef::Send(message))?, now).await
}

/// Shows a live card of one or several parts under `key`; part n > 0 is known as `key#n`. Parts that are no more
/// disappear.
///
/// # Errors
/// Where storage fails.
pub async fn show(
    conn: &mut SqliteConnection,
    chat: ChatId,
    key: &str,
    lane: Lane,
    parts: &[Message],
    place: Place,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let mut old = parts_of(conn, chat, key).await?;
    for (n, message) in parts.iter().enumerate() {
        let card = old.iter().position(|part| part.number == n).map(|at| old.swap_remove(at));
        match card {
            // A card whose message id is not known is on its way or was refused; either way its newest form comes last.
            Some(card) if place == Place::InPlace || card.message_id.is_none() => {
                let payload = json(&PayloadRef::Edit(message))?;
                sqlx::query(
                    "INSERT INTO outbox (chat_id, lane, kind, card_id, payload, created_at) VALUES (?, ?, 'edit', ?, ?, ?) \
                     ON CONFLICT (card_id) WHERE kind = 'edit' AND state = 'queued' DO UPDATE SET \
                     payload = excluded.payload, lane = min(lane, excluded.lane), revision = revision + 1",
                )
                .bind(chat)
                .bind(lane as i64)
                .bind(card.id)
                .bind(payload)
                .bind(stamp(now))
                .execute(&mut *conn)
                .await?;
            }
            Some(card) => {
                take_away(conn, chat, card.id, card.message_id, now).await?;
                sqlx::query("UPDATE card SET message_id = NULL, typed_below = 0 WHERE id = ?")
                    .bind(card.id)
                    .execute(&mut *conn)
                    .await?;
                put(conn, chat, lane, "send", Some(card.id), &json(&PayloadRef::Send(message))?, now).await?;
            }
            None => {
                let name = if n == 0 { key.to_owned() } else { format!("{key}#{n}") };
                let id: i64 = sqlx::query_scalar("INSERT INTO card (chat_id, key) VALUES (?, ?) RETURNING id")
                    .bind(chat)
                    .bind(name)
                    .fetch_one(&mut *conn)
                    .await?;
                put(conn, chat, lane, "send", Some(id), &json(&PayloadRef::Send(message))?, now).await?;
            }
        }
    }
    for part in old {
        take_away(conn, chat, part.id, part.message_id, now).await?;
        forget(conn, part.id).await?;
    }
    Ok(())
}

/// Ends the waiting of somebody who tapped, with or without words. Longer words than Telegram takes are cut.
///
/// # Errors
/// Where storage fails.
pub async fn answer(
    conn: &mut SqliteConnection,
    chat: ChatId,
    callback_id: &str,
    text: Option<&str>,
    alert: bool,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let text = text.map(|text| cut(text, 200));
    let payload = json(&PayloadRef::Answer { callback_id, text, alert })?;
    put(conn, chat, Lane::Interactive, "answer", None, &payload, now).await
}

/// Puts an emoji on a message of the chat.
///
/// # Errors
/// Where storage fails.
pub async fn react(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message_id: i64,
    emoji: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let payload = json(&PayloadRef::React { message_id, emoji })?;
    put(conn, chat, Lane::Interactive, "react", None, &payload, now).await
}

/// Takes a message of the chat away.
async fn delete(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message_id: i64,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let payload = json(&PayloadRef::Delete { message_id })?;
    put(conn, chat, Lane::Interactive, "delete", None, &payload, now).await
}

/// Leaves the card where it is as a plain message: the next [`show`] under this key posts anew.
///
/// # Errors
/// Where storage fails.
pub async fn forget_card(conn: &mut SqliteConnection, chat: ChatId, key: &str) -> Result<(), sqlx::Error> {
    for part in parts_of(conn, chat, key).await? {
        // Under a key that nobody asks for: what is still queued for the card finds its message.
        sqlx::query("UPDATE card SET key = 'old:' || id WHERE id = ?").bind(part.id).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The key of the card this message is (a part of).
///
/// # Errors
/// Where storage fails.
pub async fn card_by_message(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message_id: i64,
) -> Result<Option<String>, sqlx::Error> {
    let key: Option<String> = sqlx::query_scalar("SELECT key FROM card WHERE chat_id = ? AND message_id = ?")
        .bind(chat)
        .bind(message_id)
        .fetch_optional(conn)
        .await?;
    Ok(key.filter(|key| !key.starts_with(FORGOTTEN)).map(|key| match key.split_once('#') {
        Some((whole, _)) => whole.to_owned(),
        None => key,
    }))
}

/// The card under this key.
///
/// # Errors
/// Where storage fails.
pub async fn find_card(conn: &mut SqliteConnection, chat: ChatId, key: &str) -> Result<Option<CardRef>, sqlx::Error> {
    let row: Option<(i64, Option<i64>, i64)> =
        sqlx::query_as("SELECT id, message_id, typed_below FROM card WHERE chat_id = ? AND key = ?")
            .bind(chat)
            .bind(key)
            .fetch_optional(conn)
            .await?;
    Ok(row.map(|(id, message_id, typed_below)| CardRef { id, message_id, typed_below }))
}

/// One more message was typed below the card; how many are there now, or none where there is no such card.
///
/// # Errors
/// Where storage fails.
pub async fn typed_below(conn: &mut SqliteConnection, chat: ChatId, key: &str) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "UPDATE card SET typed_below = typed_below + 1 WHERE chat_id = ? AND key = ? RETURNING typed_below",
    )
    .bind(chat)
    .bind(key)
    .fetch_optional(conn)
    .await
}

/// The chat has a new id: what is queued and what is shown there follows.
///
/// # Errors
/// Where storage fails.
pub async fn migrate_chat(conn: &mut SqliteConnection, old: ChatId, new: ChatId) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE outbox SET chat_id = ?, not_before = NULL WHERE chat_id = ? AND state = 'queued'")
        .bind(new)
        .bind(old)
        .execute(&mut *conn)
        .await?;
    sqlx::query("UPDATE OR REPLACE card SET chat_id = ? WHERE chat_id = ?").bind(new).bind(old).execute(conn).await?;
    Ok(())
}

/// [`Payload`] over borrowed parts: the same JSON without copying a message to write it.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum PayloadRef<'a> {
    Send(&'a Message),
    Edit(&'a Message),
    Delete {
        message_id: i64,
    },
    Answer {
        callback_id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
        #[serde(skip_serializing_if = "is_false")]
        alert: bool,
    },
    React {
        message_id: i64,
        emoji: &'a str,
    },
}

/// Keys of cards that [`forget_card`] let go.
const FORGOTTEN: &str = "old:";

/// One message of a card.
struct Part {
    id: i64,
    number: usize,
    message_id: Option<i64>,
}

async fn parts_of(conn: &mut SqliteConnection, chat: ChatId, key: &str) -> Result<Vec<Part>, sqlx::Error> {
    // '$' follows '#': the range holds `key`, every `key#n` and little else.
    let rows = sqlx::query("SELECT id, key, message_id FROM card WHERE chat_id = ?1 AND key >= ?2 AND key < ?2 || '$'")
        .bind(chat)
        .bind(key)
        .fetch_all(conn)
        .await?;
    let mut parts = Vec::with_capacity(rows.len());
    for row in rows {
        let name: &str = row.try_get(1)?;
        let number = match name.strip_prefix(key) {
            Some("") => 0,
            Some(rest) => match rest.strip_prefix('#').and_then(|n| n.parse().ok()) {
                Some(n) => n,
                None => continue,
            },
            None => continue,
        };
        parts.push(Part { id: row.try_get(0)?, number, message_id: row.try_get(2)? });
    }
    Ok(parts)
}

/// Deletes a card's message and closes what may be queued for it.
async fn take_away(
    conn: &mut SqliteConnection,
    chat: ChatId,
    card: i64,
    message_id: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE outbox SET state = 'sent', done_at = ?, revision = revision + 1 \
         WHERE card_id = ? AND state = 'queued'",
    )
    .bind(stamp(now))
    .bind(card)
    .execute(&mut *conn)
    .await?;
    match message_id {
        Some(message_id) => delete(conn, chat, message_id, now).await,
        None => Ok(()),
    }
}

async fn forget(conn: &mut SqliteConnection, card: i64) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM card WHERE id = ?").bind(card).execute(conn).await?;
    Ok(())
}

/// The chats in which a card of this key stands, oldest first.
///
/// # Errors
/// Where storage fails.
pub async fn chats_showing(conn: &mut SqliteConnection, key: &str) -> Result<Vec<ChatId>, sqlx::Error> {
    sqlx::query_scalar("SELECT chat_id FROM card WHERE key = ? ORDER BY id").bind(key).fetch_all(conn).await
}

/// Sets the menu of commands of a private chat: names without the slash, and descriptions.
///
/// # Errors
/// Where storage fails.
pub async fn menu(
    conn: &mut SqliteConnection,
    chat: ChatId,
    commands: Vec<(String, String)>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let payload = Payload::Menu { commands };
    let payload = serde_json::to_string(&payload).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    put(conn, chat, Lane::Broadcast, "menu", None, &payload, now).await
}

async fn put(
    conn: &mut SqliteConnection,
    chat: ChatId,
    lane: Lane,
    kind: &str,
    card: Option<i64>,
    payload: &str,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO outbox (chat_id, lane, kind, card_id, payload, created_at) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(chat)
        .bind(lane as i64)
        .bind(kind)
        .bind(card)
        .bind(payload)
        .bind(stamp(now))
        .execute(conn)
        .await?;
    Ok(())
}

fn json(payload: &PayloadRef<'_>) -> Result<String, sqlx::Error> {
    serde_json::to_string(payload).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

/// At most `limit` UTF-16 units, whole characters only.
fn cut(text: &str, limit: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > limit {
            return &text[..at];
        }
    }
    text
}

fn is_false(value: &bool) -> bool {
    !*value
}
