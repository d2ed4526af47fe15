//! Writes the messages of a transaction when it is committed: reads the cards concerned once, then writes everything
//! with a few statements, however many people were answered.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::outbox::write_set::{Said, WriteSet};
use crate::storage::outbox::{CardKey, Lane, Payload, Place, Post};
use crate::storage::stamp::stamp;

/// How many typed messages may stand below a card until it is posted again at the end of the chat.
const FAR_ABOVE: i64 = 4;

/// Writes the write set into the outbox.
pub async fn flush(tx: &mut Tx, write_set: WriteSet) -> Result<(), sqlx::Error> {
    if write_set.is_empty() {
        return Ok(());
    }
    let all = write_set.into_said();
    let mut desk = Desk::load(tx, &all).await?;
    for said in all {
        match said {
            Said::Put { chat, lane, payload, now } => desk.put(Row { chat, lane, card: None, payload, at: now }),
            Said::Show { post, parts, now } => desk.show(post, parts, now),
            Said::End { chat, key, last, now } => desk.end((chat, key), last, now),
        }
    }
    desk.write(tx).await
}

/// One message of a card, in its new state.
#[derive(Debug)]
struct Card {
    chat: ChatId,
    name: String,
    /// Its database id; none where it is new.
    id: Option<i64>,
    /// None while it is being sent for the first time, and where Telegram refused it.
    message_id: Option<i64>,
    typed_below: i64,
    /// Its row has to be updated.
    changed: bool,
    /// When it was taken away: what was queued for it earlier is not sent.
    closed: Option<DateTime<Utc>>,
    /// It is no longer shown, and its row is deleted.
    gone: bool,
    /// It has its last form: its row loses the key, so that nothing finds it again.
    ended: bool,
}

/// A row that will be inserted into the outbox.
#[derive(Debug)]
struct Row {
    chat: ChatId,
    lane: Lane,
    card: Option<usize>,
    payload: Payload,
    at: DateTime<Utc>,
}

/// How a part of a card is to appear.
#[derive(Debug, Clone, Copy)]
struct Appearance {
    lane: Lane,
    /// At the end of the chat, not where it stands.
    below: bool,
    now: DateTime<Utc>,
}

/// The cards concerned, and the rows that will be inserted.
#[derive(Debug, Default)]
struct Desk {
    cards: Vec<Card>,
    by_name: HashMap<(ChatId, String), usize>,
    rows: Vec<Option<Row>>,
    /// For each card, by its index, the index of its row in `rows`.
    row_of: HashMap<usize, usize>,
}

impl Desk {
    async fn load(tx: &mut Tx, all: &[Said]) -> Result<Self, sqlx::Error> {
        let shown = all.iter().filter_map(|said| match said {
            Said::Show { post, .. } => Some((post.chat, post.key)),
            Said::End { chat, key, .. } => Some((*chat, *key)),
            Said::Put { .. } => None,
        });
        let shown: BTreeSet<(ChatId, CardKey)> = shown.collect();
        let keys: Vec<(ChatId, String)> = shown.into_iter().map(|(chat, key)| (chat, key.to_string())).collect();
        let mut desk = Self::default();
        if keys.is_empty() {
            return Ok(desk);
        }
        // '$' is the character after '#': the range holds the key, every `key#n` and little else.
        let rows: String = sqlx::query_scalar(
            "SELECT json_group_array(json_array(c.id, c.chat_id, c.key, c.message_id, c.typed_below)) \
             FROM jsonb_each(?) j CROSS JOIN card c \
             ON c.chat_id = j.value ->> 0 AND c.key >= j.value ->> 1 AND c.key < (j.value ->> 1) || '$'",
        )
        .bind(json(&keys)?)
        .fetch_one(tx.conn())
        .await?;
        let rows: Vec<(i64, ChatId, String, Option<i64>, i64)> = unjson(&rows)?;
        for (id, chat, name, message_id, typed_below) in rows {
            desk.add(Card {
                chat,
                name,
                id: Some(id),
                message_id,
                typed_below,
                changed: false,
                closed: None,
                gone: false,
                ended: false,
            });
        }
        Ok(desk)
    }

    fn add(&mut self, card: Card) -> usize {
        let at = self.cards.len();
        self.by_name.insert((card.chat, card.name.clone()), at);
        self.cards.push(card);
        at
    }

    fn put(&mut self, row: Row) {
        if let Some(card) = row.card {
            self.row_of.insert(card, self.rows.len());
        }
        self.rows.push(Some(row));
    }

    fn show(&mut self, post: Post, parts: Vec<Message>, now: DateTime<Utc>) {
        let below = match post.place {
            Place::InPlace => false,
            Place::Below => true,
            Place::Near => self.is_far(post),
        };
        let shown = parts.len();
        for (n, message) in parts.into_iter().enumerate() {
            let at = self.part(post, n);
            self.show_part(at, message, Appearance { lane: post.lane, below, now });
        }
        self.take_away_from((post.chat, post.key), shown, now);
    }

    /// Deletes the parts of a card from this one on.
    fn take_away_from(&mut self, (chat, key): (ChatId, CardKey), first: usize, now: DateTime<Utc>) {
        for n in first.. {
            let Some(&card) = self.by_name.get(&(chat, name_of(key, n))) else { break };
            if !self.cards[card].gone {
                self.take_away(card, now);
                self.cards[card].gone = true;
            }
        }
    }

    /// Gives a card its last form. One that was put up in this transaction only is not sent at all.
    fn end(&mut self, card: (ChatId, CardKey), last: Message, now: DateTime<Utc>) {
        let name = (card.0, card.1.to_string());
        let Some(&at) = self.by_name.get(&name) else { return };
        if self.cards[at].gone {
            return;
        }
        let stands = self.cards[at].id.is_some();
        self.take_away_from(card, usize::from(stands), now);
        if stands {
            self.show_part(at, last, Appearance { lane: Lane::Broadcast, below: false, now });
            self.cards[at].ended = true;
            self.by_name.remove(&name);
        }
    }

    /// The index of part `n` of a card, which is added where it is new.
    fn part(&mut self, post: Post, n: usize) -> usize {
        let (chat, name) = (post.chat, name_of(post.key, n));
        if let Some(&at) = self.by_name.get(&(chat, name.clone())) {
            return at;
        }
        let (id, message_id) = (None, None);
        let (changed, gone, ended) = (false, false, false);
        self.add(Card { chat, name, id, message_id, typed_below: 0, changed, closed: None, gone, ended })
    }

    /// Counts one more message that was typed below the card. True where there are too many by now.
    fn is_far(&mut self, post: Post) -> bool {
        let Some(&card) = self.by_name.get(&(post.chat, name_of(post.key, 0))) else { return false };
        let card = &mut self.cards[card];
        card.typed_below += 1;
        card.changed = true;
        card.typed_below > FAR_ABOVE
    }

    fn show_part(&mut self, at: usize, message: Message, appearance: Appearance) {
        let Appearance { lane, below, now } = appearance;
        let chat = self.cards[at].chat;
        let row = |payload| Row { chat, lane, card: Some(at), payload, at: now };
        if self.cards[at].id.is_none() && !self.row_of.contains_key(&at) {
            self.cards[at].gone = false;
            return self.put(row(Payload::Send(message)));
        }
        self.cards[at].gone = false;
        // A card without a message id is being sent or was refused: its newest form is an edit, which goes after that.
        if below && self.cards[at].message_id.is_some() {
            self.take_away(at, now);
            return self.put(row(Payload::Send(message)));
        }
        let waiting = self.row_of.get(&at).and_then(|row| self.rows[*row].as_mut());
        match waiting {
            // It was shown before in this transaction: only the newest form is sent.
            Some(waiting) => {
                waiting.lane = waiting.lane.min(lane);
                waiting.payload = match waiting.payload {
                    Payload::Send(_) => Payload::Send(message),
                    _ => Payload::Edit(message),
                };
            }
            None => self.put(row(Payload::Edit(message))),
        }
    }

    /// Deletes a card's message, and drops what was to be sent for the card.
    fn take_away(&mut self, at: usize, now: DateTime<Utc>) {
        if let Some(row) = self.row_of.remove(&at) {
            self.rows[row] = None;
        }
        let card = &mut self.cards[at];
        card.closed = Some(now);
        card.changed = true;
        card.typed_below = 0;
        let chat = card.chat;
        if let Some(message_id) = card.message_id.take() {
            let payload = Payload::Delete { message_id };
            self.put(Row { chat, lane: Lane::Interactive, card: None, payload, at: now });
        }
    }

    async fn write(mut self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        self.close(tx).await?;
        self.save_cards(tx).await?;
        self.forget_ended(tx).await?;
        self.create_cards(tx).await?;
        self.insert_rows(tx).await?;
        let gone: Vec<i64> = self.cards.iter().filter(|card| card.gone).filter_map(|card| card.id).collect();
        if !gone.is_empty() {
            sqlx::query("DELETE FROM card WHERE id IN (SELECT value FROM json_each(?))")
                .bind(json(&gone)?)
                .execute(tx.conn())
                .await?;
        }
        Ok(())
    }

    async fn close(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let closed: Vec<(i64, String)> =
            self.cards.iter().filter_map(|card| Some((card.id?, stamp(card.closed?)))).collect();
        if !closed.is_empty() {
            sqlx::query(
                "UPDATE outbox SET state = 'sent', done_at = j.value ->> 1, revision = revision + 1 \
                 FROM jsonb_each(?) j WHERE outbox.card_id = j.value ->> 0 AND outbox.state = 'queued'",
            )
            .bind(json(&closed)?)
            .execute(tx.conn())
            .await?;
        }
        Ok(())
    }

    async fn save_cards(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let changed: Vec<(i64, Option<i64>, i64)> = self
            .cards
            .iter()
            .filter(|card| card.changed && !card.gone)
            .filter_map(|card| Some((card.id?, card.message_id, card.typed_below)))
            .collect();
        if !changed.is_empty() {
            sqlx::query(
                "UPDATE card SET message_id = j.value ->> 1, typed_below = j.value ->> 2 \
                 FROM jsonb_each(?) j WHERE card.id = j.value ->> 0",
            )
            .bind(json(&changed)?)
            .execute(tx.conn())
            .await?;
        }
        Ok(())
    }

    /// Takes the keys of cards with their last form away, before new cards of these keys are made. What is queued for them
    /// goes by the row's id, which stays.
    async fn forget_ended(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let ended: Vec<i64> = self.cards.iter().filter(|card| card.ended).filter_map(|card| card.id).collect();
        if !ended.is_empty() {
            sqlx::query("UPDATE card SET key = 'ended:' || id WHERE id IN (SELECT value FROM json_each(?))")
                .bind(json(&ended)?)
                .execute(tx.conn())
                .await?;
        }
        Ok(())
    }

    async fn create_cards(&mut self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        let new: Vec<(ChatId, &str)> = self
            .cards
            .iter()
            .filter(|card| card.id.is_none() && !card.gone)
            .map(|card| (card.chat, card.name.as_str()))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let made: Vec<(i64, ChatId, String)> = sqlx::query_as(
            "INSERT INTO card (chat_id, key) SELECT value ->> 0, value ->> 1 FROM jsonb_each(?) ORDER BY key \
             RETURNING id, chat_id, key",
        )
        .bind(json(&new)?)
        .fetch_all(tx.conn())
        .await?;
        for (id, chat, name) in made {
            if let Some(at) = self.by_name.get(&(chat, name)) {
                self.cards[*at].id = Some(id);
            }
        }
        Ok(())
    }

    async fn insert_rows(&self, tx: &mut Tx) -> Result<(), sqlx::Error> {
        /// Chat, lane, kind, card, payload, instant, file.
        #[derive(Serialize)]
        struct Columns<'a>(ChatId, i64, &'static str, Option<i64>, &'a Payload, String, Option<i64>);
        let rows: Vec<Columns<'_>> = self
            .rows
            .iter()
            .flatten()
            .map(|row| {
                let card = row.card.and_then(|at| self.cards[at].id);
                let (kind, file) = (row.payload.kind(), row.payload.attachment());
                Columns(row.chat, row.lane as i64, kind, card, &row.payload, stamp(row.at), file)
            })
            .collect();
        sqlx::query(
            "INSERT INTO outbox (chat_id, lane, kind, card_id, payload, created_at, attachment_id) \
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value -> 4, value ->> 5, value ->> 6 \
             FROM jsonb_each(?) WHERE true ORDER BY key \
             ON CONFLICT (card_id) WHERE kind = 'edit' AND state = 'queued' DO UPDATE SET \
             payload = excluded.payload, lane = min(lane, excluded.lane), revision = revision + 1",
        )
        .bind(json(&rows)?)
        .execute(tx.conn())
        .await?;
        Ok(())
    }
}

/// The name of part `n` of the card with this key.
fn name_of(key: CardKey, n: usize) -> String {
    if n == 0 { key.to_string() } else { format!("{key}#{n}") }
}
