//! What was said in a transaction and is written when it is committed.

use chrono::{DateTime, Utc};

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::outbox::{CardKey, Lane, Payload, Post};

/// All that was said so far, in order.
#[derive(Debug, Default)]
pub struct WriteSet(Vec<Said>);

/// Something said.
#[derive(Debug)]
pub enum Said {
    /// A row that is no card.
    Put {
        /// Where to.
        chat: ChatId,
        /// Who goes first.
        lane: Lane,
        /// What to do.
        payload: Payload,
        /// When it was said.
        now: DateTime<Utc>,
    },
    /// A card's newest form.
    Show {
        /// Which card, and where.
        post: Post,
        /// Its messages.
        parts: Vec<Message>,
        /// When it was said.
        now: DateTime<Utc>,
    },
}

impl WriteSet {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One more that is no card.
    pub fn put(&mut self, chat: ChatId, lane: Lane, payload: Payload, now: DateTime<Utc>) {
        self.0.push(Said::Put { chat, lane, payload, now });
    }

    /// One more card.
    pub fn show(&mut self, post: Post, parts: Vec<Message>, now: DateTime<Utc>) {
        self.0.push(Said::Show { post, parts, now });
    }

    /// The chats in which a card of this key was shown.
    pub fn chats_showing(&self, key: CardKey) -> impl Iterator<Item = ChatId> + '_ {
        self.0.iter().filter_map(move |said| match said {
            Said::Show { post, .. } if post.key == key => Some(post.chat),
            _ => None,
        })
    }

    /// Everything, in order.
    pub fn into_said(self) -> Vec<Said> {
        self.0
    }
}
