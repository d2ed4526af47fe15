//! Telegram without HTTP: updates wait here until they are heard, and what the outbox holds becomes messages in chats.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, Utc};
use planerka::chat::batch::{Content, Incoming};
use planerka::render::message::Message;
use planerka::storage::Db;
use planerka::storage::outbox::delivery::{self, Closed};
use planerka::storage::outbox::{Lane, Payload};
use planerka::telegram::clean::{self, Read};
use serde_json::json;
use serde_json::value::RawValue;

/// Something the bot did in a chat.
#[derive(Debug, Clone)]
pub struct Said {
    pub at: DateTime<Utc>,
    pub chat: i64,
    /// By itself, and not as an answer.
    pub unasked: bool,
    /// A message that stood there was changed.
    pub edited: bool,
    /// Its words without marks, with plain spaces.
    pub text: String,
}

#[derive(Debug, Default)]
pub struct Telegram {
    waiting: VecDeque<Incoming>,
    last_update: i64,
    last_message: i64,
    /// The last row of the outbox that went out.
    last_row: i64,
    /// By chat and number.
    messages: BTreeMap<(i64, i64), Message>,
}

impl Telegram {
    /// Somebody writes to the bot.
    pub fn say(&mut self, account: i64, text: &str, now: DateTime<Utc>) {
        self.last_message += 1;
        let message = json!({
            "message_id": self.last_message, "date": now.timestamp(), "text": text,
            "chat": {"id": account, "type": "private", "first_name": "Кто-то"}, "from": user(account),
        });
        self.push(json!({"message": message}));
    }

    /// Somebody taps the newest button of their chat whose label begins with these words; whether there is one.
    pub fn tap(&mut self, account: i64, label: &str) -> bool {
        let buttons = self.messages.range((account, 0)..=(account, i64::MAX)).rev();
        let found = buttons.flat_map(|((_, id), message)| message.keyboard.iter().flatten().map(move |b| (*id, b)));
        let of_label = |text: &str| text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(label);
        let Some((id, data)) =
            found.into_iter().find(|(_, b)| of_label(&b.text)).and_then(|(id, b)| Some((id, b.data.clone()?)))
        else {
            return false;
        };
        let number = self.last_update + 1;
        let query = json!({
            "id": format!("{number}"), "from": user(account), "chat_instance": "1", "data": data,
            "message": {"message_id": id, "date": 1_700_000_000, "text": "…",
                        "chat": {"id": account, "type": "private", "first_name": "Кто-то"}},
        });
        self.push(json!({"callback_query": query}));
        true
    }

    fn push(&mut self, mut update: serde_json::Value) {
        self.last_update += 1;
        update["update_id"] = self.last_update.into();
        let raw = RawValue::from_string(update.to_string()).unwrap();
        let Read::Known(known) = clean::read(raw.get()) else { panic!("the year's own update is unreadable: {raw}") };
        self.waiting.push_back(Incoming { id: self.last_update, raw, content: Content::Update(known) });
    }

    /// The updates that wait, as one batch.
    pub fn fetch(&mut self) -> Vec<Incoming> {
        self.waiting.drain(..self.waiting.len().min(100)).collect()
    }

    /// Puts what the outbox holds into the chats.
    pub async fn deliver(&mut self, db: &Db, now: DateTime<Utc>) -> Vec<Said> {
        let mut tx = db.begin().await.unwrap();
        let rows = delivery::newer(&mut tx, self.last_row, 10_000).await.unwrap();
        let (mut closed, mut placed, mut said) = (Vec::new(), Vec::new(), Vec::new());
        let mut stands: BTreeMap<i64, i64> = BTreeMap::new();
        for row in rows {
            self.last_row = row.id;
            let at = row.card.and_then(|card| stands.get(&card).copied()).or(row.card_message);
            let mut id = at;
            let payload = row.payload.expect("a readable row");
            let edited = matches!(payload, Payload::Edit(_)) && at.is_some();
            match payload {
                Payload::Send(message) | Payload::Edit(message) => {
                    let text = plain(&message.html);
                    let number = if edited { at.unwrap() } else { self.next_message() };
                    if let Some(card) = row.card.filter(|_| !edited) {
                        placed.push((card, number));
                        stands.insert(card, number);
                    }
                    id = Some(number);
                    self.messages.insert((row.chat, number), message);
                    said.push(Said {
                        at: now,
                        chat: row.chat,
                        unasked: row.lane == Lane::Broadcast as i64,
                        edited,
                        text,
                    });
                }
                Payload::Delete { message_id } => {
                    self.messages.remove(&(row.chat, message_id));
                }
                _ => {}
            }
            closed.push(Closed(row.id, row.revision, id));
        }
        if !closed.is_empty() {
            delivery::place_cards(&mut tx, &placed).await.unwrap();
            delivery::close(&mut tx, &closed, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        said
    }

    fn next_message(&mut self) -> i64 {
        self.last_message += 1;
        self.last_message
    }
}

fn user(account: i64) -> serde_json::Value {
    json!({"id": account, "is_bot": false, "first_name": "Кто-то", "language_code": "ru"})
}

/// Words without marks, with plain spaces.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            '\u{a0}' | '\u{202f}' if !inside => text.push(' '),
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}
