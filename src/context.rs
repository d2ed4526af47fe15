//! What every part of the running process shares: the database, the clock, the words, the company in memory.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::company::Roster;
use crate::storage::Db;
use crate::texts::Texts;

/// Shared by the loops.
#[derive(Debug)]
pub struct Context {
    /// The facts.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// The words.
    pub texts: Texts,
    /// Rung after every commit that put something into the outbox.
    pub wake: Notify,
    /// Rung after every commit that left a file to be fetched.
    pub incoming: Notify,
    name: OnceLock<String>,
    roster: Mutex<Option<Arc<Roster>>>,
}

impl Context {
    /// Puts the parts together.
    pub fn new(db: Db, clock: Clock, texts: Texts) -> Self {
        Self {
            db,
            clock,
            texts,
            wake: Notify::new(),
            incoming: Notify::new(),
            name: OnceLock::new(),
            roster: Mutex::default(),
        }
    }

    /// The bot's user name without `@`; empty until Telegram has told.
    pub fn bot_name(&self) -> &str {
        self.name.get().map_or("", String::as_str)
    }

    /// Telegram has told the bot's user name.
    pub fn set_bot_name(&self, name: String) {
        // Told twice it is the same.
        let _ = self.name.set(name);
    }

    /// The company as it was last read and committed, without a look at the database.
    pub fn known_roster(&self) -> Option<Arc<Roster>> {
        self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// This is the company now, as committed.
    pub fn keep_roster(&self, roster: Arc<Roster>) {
        *self.roster.lock().unwrap_or_else(PoisonError::into_inner) = Some(roster);
    }
}
