//! Everything that happened, in order. Stories print it, and the demo waits for it.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::Notify;

use crate::sandbox::message::{ChatId, UserId};

/// Something the bot or a person did.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Event {
    Sent { chat: ChatId, message: i64, text: String },
    Edited { chat: ChatId, message: i64, text: String },
    Deleted { chat: ChatId, message: i64, by_bot: bool },
    Reacted { chat: ChatId, message: i64, emoji: Option<String> },
    Answered { chat: ChatId, user: UserId, query: String, text: Option<String>, alert: bool },
    Pinned { chat: ChatId, message: i64, pinned: bool },
    CommandsSet { scope: String, language: String, commands: Vec<(String, String)> },
    DescriptionSet { language: String, text: String },
    BotLeft { chat: ChatId },
    PersonSaid { user: UserId, chat: ChatId, message: i64, text: String },
    PersonEdited { user: UserId, chat: ChatId, message: i64, text: String },
    PersonTapped { user: UserId, chat: ChatId, message: i64, label: String, query: String },
    PersonBlocked { user: UserId },
    PersonUnblocked { user: UserId },
    PersonDeactivated { user: UserId },
    BotAdded { chat: ChatId },
    BotKicked { chat: ChatId },
    Migrated { from: ChatId, to: ChatId },
}

/// The newest events; older ones are forgotten.
pub(super) struct Log {
    events: VecDeque<Event>,
    /// How many events have been forgotten.
    forgotten: usize,
    /// How many events are remembered at most.
    cap: usize,
    grown: Arc<Notify>,
}

impl Log {
    pub(super) fn new(cap: usize) -> Self {
        Self { events: VecDeque::new(), forgotten: 0, cap, grown: Arc::new(Notify::new()) }
    }

    pub(super) fn push(&mut self, event: Event) {
        if self.events.len() >= self.cap {
            self.events.pop_front();
            self.forgotten += 1;
        }
        self.events.push_back(event);
        self.grown.notify_waiters();
    }

    /// The cursor after the newest event.
    pub(super) fn end(&self) -> usize {
        self.forgotten + self.events.len()
    }

    /// The events from a cursor on, as far as they are remembered.
    pub(super) fn since(&self, cursor: usize) -> Vec<Event> {
        self.events.iter().skip(cursor.saturating_sub(self.forgotten)).cloned().collect()
    }

    pub(super) fn grown(&self) -> Arc<Notify> {
        Arc::clone(&self.grown)
    }
}
