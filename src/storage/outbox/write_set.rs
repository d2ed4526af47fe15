//! The messages of a transaction, until the commit writes them.

use chrono::{DateTime, Utc};

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::outbox::{CardKey, Lane, Payload, Post};

/// The messages of a transaction so far, in order.
#[derive(Debug, Default)]
pub struct WriteSet(Vec<Said>);

/// One message or change of a card.
#[derive(Debug)]
pub enum Said {
    /// A payload that belongs to no card.
    Put {
        /// The chat to send to.
        chat: ChatId,
        /// How soon it is sent.
        lane: Lane,
        /// What is sent.
        payload: Payload,
        /// When it was written.
        now: DateTime<Utc>,
    },
    /// The newest form of a card.
    Show {
        /// The card, and where it appears.
        post: Post,
        /// The card's messages.
        parts: Vec<Message>,
        /// When it was written.
        now: DateTime<Utc>,
    },
    /// The last form of a card: it stays in the chat, and is never changed again.
    End {
        /// The chat in which it stands.
        chat: ChatId,
        /// The card.
        key: CardKey,
        /// What it shows from now on.
        last: Message,
        /// When it was written.
        now: DateTime<Utc>,
    },
}

impl WriteSet {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a payload that belongs to no card.
    pub fn put(&mut self, chat: ChatId, lane: Lane, payload: Payload, now: DateTime<Utc>) {
        self.0.push(Said::Put { chat, lane, payload, now });
    }

    /// Adds the newest form of a card.
    pub fn show(&mut self, post: Post, parts: Vec<Message>, now: DateTime<Utc>) {
        self.0.push(Said::Show { post, parts, now });
    }

    /// Gives a card its last form.
    pub fn end(&mut self, chat: ChatId, key: CardKey, last: Message, now: DateTime<Utc>) {
        self.0.push(Said::End { chat, key, last, now });
    }

    /// How much was said.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All cards that were shown after the first `said` arrive without a sound.
    pub fn hush(&mut self, said: usize) {
        for said in self.0.iter_mut().skip(said) {
            if let Said::Show { parts, .. } = said {
                parts.iter_mut().for_each(|part| part.silent = true);
            }
        }
    }

    /// The chats in which a card of this key was shown.
    pub fn chats_showing(&self, key: CardKey) -> impl Iterator<Item = ChatId> + '_ {
        self.0.iter().filter_map(move |said| match said {
            Said::Show { post, .. } if post.key == key => Some(post.chat),
            _ => None,
        })
    }

    /// All entries, in order.
    pub fn into_said(self) -> Vec<Said> {
        self.0
    }
}
