//! Adding messages to the write set of a transaction.

use chrono::{DateTime, Utc};

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::Tx;
use crate::storage::outbox::card_key::CardKey;
use crate::storage::outbox::payload::{AttachmentId, Lane, Payload, Post, TapAnswer};

/// Sends a new message.
pub fn say(tx: &mut Tx, chat: ChatId, lane: Lane, message: Message, now: DateTime<Utc>) {
    tx.write_set.put(chat, lane, Payload::Send(message), now);
}

/// Shows a live card of one or several messages; part n > 0 is stored as `key#n`. Parts that it has no longer are
/// deleted.
pub fn show(tx: &mut Tx, post: Post, parts: Vec<Message>, now: DateTime<Utc>) {
    tx.write_set.show(post, parts, now);
}

/// Gives a card that stands in a chat its last form, and forgets it: later changes do not reach it, and the next card of
/// this key is a new message. Does nothing where no such card stands.
pub fn end(tx: &mut Tx, chat: ChatId, key: CardKey, last: Message, now: DateTime<Utc>) {
    tx.write_set.end(chat, key, last, now);
}

/// How much was said in this transaction: for [`hush`].
pub fn said(tx: &Tx) -> usize {
    tx.write_set.len()
}

/// What cards were shown since arrive without a sound.
pub fn hush(tx: &mut Tx, since: usize) {
    tx.write_set.hush(since);
}

/// Answers a tap on a button.
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

/// Sends a file that was kept with `attachment::keep`, with a caption of at most 1024 UTF-16 units.
pub fn document(tx: &mut Tx, chat: ChatId, attachment: AttachmentId, caption: String, now: DateTime<Utc>) {
    tx.write_set.put(chat, Lane::Interactive, Payload::Document { attachment, caption }, now);
}

/// Sets the menu of commands of a private chat: names without the slash, and descriptions.
pub fn menu(tx: &mut Tx, chat: ChatId, commands: Vec<(String, String)>, now: DateTime<Utc>) {
    tx.write_set.put(chat, Lane::Broadcast, Payload::Menu { commands }, now);
}

/// The beginning of a text: at most `limit` UTF-16 units, whole characters only.
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
