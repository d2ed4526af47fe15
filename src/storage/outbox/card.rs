//! Where live cards stand: their chats and messages.

use std::collections::HashMap;

use crate::domain::company::ChatId;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::outbox::card_key::CardKey;

/// The message at which the card of this key stands; none where there is no card, or Telegram has not given the
/// message's id yet.
pub async fn card_message(tx: &mut Tx, chat: ChatId, key: CardKey) -> Result<Option<i64>, sqlx::Error> {
    let row: Option<Option<i64>> = sqlx::query_scalar("SELECT message_id FROM card WHERE chat_id = ? AND key = ?")
        .bind(chat)
        .bind(key.to_string())
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.flatten())
}

/// Whether a card of this key stands in a chat, or is queued for it.
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

/// The key of the card that stands at a message, or a part of it.
pub async fn key_at(tx: &mut Tx, chat: ChatId, message: i64) -> Result<Option<CardKey>, sqlx::Error> {
    let name: Option<String> = sqlx::query_scalar("SELECT key FROM card WHERE chat_id = ? AND message_id = ?")
        .bind(chat)
        .bind(message)
        .fetch_optional(tx.conn())
        .await?;
    // A card that an older version of the program put up may have a key this one does not know.
    Ok(name.and_then(|name| name.split('#').next()?.parse().ok()))
}

/// The chats in which a card of this key stands or is queued, oldest first.
pub async fn chats_showing(tx: &mut Tx, key: CardKey) -> Result<Vec<ChatId>, sqlx::Error> {
    Ok(chats_showing_each(tx, &[key]).await?.remove(&key).unwrap_or_default())
}

/// Like [`chats_showing`] for several keys at once; keys that are shown nowhere are left out.
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

/// Follows a chat to its new id, with what is queued for it and the cards in it.
pub async fn migrate_chat(tx: &mut Tx, old: ChatId, new: ChatId) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE outbox SET chat_id = ?, not_before = NULL WHERE chat_id = ? AND state = 'queued'")
        .bind(new)
        .bind(old)
        .execute(tx.conn())
        .await?;
    sqlx::query("UPDATE OR REPLACE refusal SET chat_id = ? WHERE chat_id = ?")
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

/// The posts to a chat of which Telegram refused the newest form: digests and agendas, oldest first.
pub async fn refused(tx: &mut Tx, chat: ChatId) -> Result<Vec<CardKey>, sqlx::Error> {
    let names: Vec<String> = sqlx::query_scalar(
        "SELECT c.key FROM card c WHERE c.chat_id = ? AND (c.key LIKE 'digest:%' OR c.key LIKE 'agenda:%') \
         AND (SELECT o.state FROM outbox o WHERE o.card_id = c.id ORDER BY o.id DESC LIMIT 1) = 'failed' ORDER BY c.id",
    )
    .bind(chat)
    .fetch_all(tx.conn())
    .await?;
    let mut keys: Vec<CardKey> = names.iter().filter_map(|name| name.split('#').next()?.parse().ok()).collect();
    keys.dedup();
    Ok(keys)
}

/// Forgets that a post was refused, for it is posted anew; `moved` says that this is in another chat.
pub async fn forget_refused(tx: &mut Tx, chat: ChatId, key: CardKey, moved: bool) -> Result<(), sqlx::Error> {
    let name = key.to_string();
    // '$' is the character after '#': the range holds the key and every `key#n`.
    sqlx::query(
        "DELETE FROM outbox WHERE (state = 'failed' OR (?3 AND state = 'queued')) AND card_id IN \
         (SELECT id FROM card WHERE chat_id = ?1 AND key >= ?2 AND key < ?2 || '$')",
    )
    .bind(chat)
    .bind(&name)
    .bind(moved)
    .execute(tx.conn())
    .await?;
    if moved {
        sqlx::query("DELETE FROM card WHERE chat_id = ?1 AND key >= ?2 AND key < ?2 || '$'")
            .bind(chat)
            .bind(&name)
            .execute(tx.conn())
            .await?;
    }
    Ok(())
}
