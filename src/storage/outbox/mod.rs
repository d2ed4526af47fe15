//! Messages on their way out, and the live cards among them.
//!
//! What is said here in the transaction of a fact is sent exactly when that transaction is committed. It gathers in the
//! write set of the [`Tx`] and becomes rows when that is committed: all of it at once, which costs a fraction of row after row. The rows
//! say what is to appear in a chat; `telegram::delivery` makes it so and writes down how it went.

pub mod attachment;
mod card_key;
pub mod delivery;
mod flush;
mod write_set;

pub use card_key::{CardKey, NoCardKey};
pub(super) use flush::flush;
pub(super) use write_set::WriteSet;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::outbox::attachment::AttachmentId;

/// What one row of the outbox does.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
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
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alert: bool,
    },
    /// Puts an emoji on a message.
    React {
        /// Which.
        message_id: i64,
        /// One of those Telegram allows.
        emoji: String,
    },
    /// Sends a file.
    Document {
        /// Which.
        attachment: AttachmentId,
        /// Telegram's HTML under it, at most 1024 UTF-16 units of text.
        caption: String,
    },
    /// Sets the menu of commands of a private chat.
    Menu {
        /// Name without the slash, and description.
        commands: Vec<(String, String)>,
    },
}

impl Payload {
    /// Its kind, as the table names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Send(_) => "send",
            Self::Edit(_) => "edit",
            Self::Delete { .. } => "delete",
            Self::Answer { .. } => "answer",
            Self::React { .. } => "react",
            Self::Menu { .. } => "menu",
            Self::Document { .. } => "document",
        }
    }

    /// The file it sends.
    fn attachment(&self) -> Option<AttachmentId> {
        match self {
            Self::Document { attachment, .. } => Some(*attachment),
            _ => None,
        }
    }
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
    /// One more message was typed below it: where it stands, unless that is too far above by now.
    Near,
    /// At the end of the chat; the old one disappears.
    Below,
}

/// Where and how a live card is to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// In which chat.
    pub chat: ChatId,
    /// Which card.
    pub key: CardKey,
    /// Who goes first.
    pub lane: Lane,
    /// Where in the chat.
    pub place: Place,
}

/// What ends the waiting of somebody who tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TapAnswer<'a> {
    /// Which tap.
    pub callback_id: &'a str,
    /// With which words, if any. Longer words than Telegram takes are cut.
    pub text: Option<&'a str>,
    /// As a window to close rather than a line that fades.
    pub alert: bool,
}

/// Says something new.
pub fn say(tx: &mut Tx, chat: ChatId, lane: Lane, message: Message, now: DateTime<Utc>) {
    tx.write_set.put(chat, lane, Payload::Send(message), now);
}

/// Shows a live card of one or several parts; part n > 0 is known as `key#n`. Parts that are no more disappear.
pub fn show(tx: &mut Tx, post: Post, parts: Vec<Message>, now: DateTime<Utc>) {
    tx.write_set.show(post, parts, now);
}

/// Ends the waiting of somebody who tapped.
pub fn answer(tx: &mut Tx, chat: ChatId, answer: TapAnswer<'_>, now: DateTime<Utc>) {
    let TapAnswer { callback_id, text, alert } = answer;
    let text = text.map(|text| cut(text, 200).to_owned());
    tx.write_set.put(
        chat,
        Lane::Interactive,
        Payload::Answer { callback_id: callback_id.to_owned(), text, alert },
        now,
    );
}

/// Puts an emoji on a message of the chat.
pub fn react(tx: &mut Tx, chat: ChatId, message_id: i64, emoji: &str, now: DateTime<Utc>) {
    tx.write_set.put(chat, Lane::Interactive, Payload::React { message_id, emoji: emoji.to_owned() }, now);
}

/// Sends a file that was kept with [`attachment::keep`], with a caption of at most 1024 UTF-16 units.
pub fn document(tx: &mut Tx, chat: ChatId, attachment: AttachmentId, caption: String, now: DateTime<Utc>) {
    tx.write_set.put(chat, Lane::Interactive, Payload::Document { attachment, caption }, now);
}

/// Sets the menu of commands of a private chat: names without the slash, and descriptions.
pub fn menu(tx: &mut Tx, chat: ChatId, commands: Vec<(String, String)>, now: DateTime<Utc>) {
    tx.write_set.put(chat, Lane::Broadcast, Payload::Menu { commands }, now);
}

/// The message at which the card under this key stands, once Telegram has told us.
///
/// # Errors
/// Where storage fails.
pub async fn card_message(tx: &mut Tx, chat: ChatId, key: CardKey) -> Result<Option<i64>, sqlx::Error> {
    let row: Option<Option<i64>> = sqlx::query_scalar("SELECT message_id FROM card WHERE chat_id = ? AND key = ?")
        .bind(chat)
        .bind(key.to_string())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.flatten())
}

/// Whether a card of this key stands in a chat, or is about to.
///
/// # Errors
/// Where storage fails.
pub async fn stands(tx: &mut Tx, chat: ChatId, key: CardKey) -> Result<bool, sqlx::Error> {
    if tx.write_set.chats_showing(key).any(|about| about == chat) {
        return Ok(true);
    }
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM card WHERE chat_id = ? AND key = ?)")
        .bind(chat)
        .bind(key.to_string())
        .fetch_one(tx.conn())
        .await
}

/// The card of which a part stands at a message, where one does.
///
/// # Errors
/// Where storage fails.
pub async fn key_at(tx: &mut Tx, chat: ChatId, message: i64) -> Result<Option<CardKey>, sqlx::Error> {
    let name: Option<String> = sqlx::query_scalar("SELECT key FROM card WHERE chat_id = ? AND message_id = ?")
        .bind(chat)
        .bind(message)
        .fetch_optional(tx.conn())
        .await?;
    // A card that an older version of the program put up may have a key this one does not know.
    Ok(name.and_then(|name| name.split('#').next()?.parse().ok()))
}

/// The chats in which a card of this key stands or is about to, oldest first.
///
/// # Errors
/// Where storage fails.
pub async fn chats_showing(tx: &mut Tx, key: CardKey) -> Result<Vec<ChatId>, sqlx::Error> {
    Ok(chats_showing_each(tx, &[key]).await?.remove(&key).unwrap_or_default())
}

/// The same for several keys at once; those that are shown nowhere are left out.
///
/// # Errors
/// Where storage fails.
pub async fn chats_showing_each(tx: &mut Tx, keys: &[CardKey]) -> Result<HashMap<CardKey, Vec<ChatId>>, sqlx::Error> {
    let names: Vec<String> = keys.iter().map(CardKey::to_string).collect();
    let rows: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(j.key, c.chat_id) ORDER BY c.id) FROM json_each(?) j JOIN card c ON c.key = j.value",
    )
    .bind(json(&names)?)
    .fetch_one(tx.conn())
    .await?;
    let rows: Vec<(usize, ChatId)> = unjson(&rows)?;
    let mut all: HashMap<CardKey, Vec<ChatId>> = HashMap::new();
    let stand = rows.into_iter().filter_map(|(at, chat)| Some((*keys.get(at)?, chat)));
    let about_to = keys.iter().flat_map(|key| tx.write_set.chats_showing(*key).map(|chat| (*key, chat)));
    for (key, chat) in stand.chain(about_to) {
        let chats = all.entry(key).or_default();
        if !chats.contains(&chat) {
            chats.push(chat);
        }
    }
    Ok(all)
}

/// The chat has a new id: what is queued and what is shown there follows.
///
/// # Errors
/// Where storage fails.
pub async fn migrate_chat(tx: &mut Tx, old: ChatId, new: ChatId) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE outbox SET chat_id = ?, not_before = NULL WHERE chat_id = ? AND state = 'queued'")
        .bind(new)
        .bind(old)
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE OR REPLACE card SET chat_id = ? WHERE chat_id = ?")
        .bind(new)
        .bind(old)
        .execute(tx.conn())
        .await?;
    Ok(())
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
