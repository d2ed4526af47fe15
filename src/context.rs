//! What every part of the running process shares: the database, the clock, the sentences, the company in memory.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::company::Roster;
use crate::storage::Db;
use crate::texts::Texts;

/// Shared by the loops.
#[derive(Debug)]
pub struct Context {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// The sentences of all languages.
    pub texts: Texts,
    /// Notified after every commit that put something into the outbox: delivery waits for it.
    pub wake: Notify,
    /// Notified after every commit that left a file to be fetched: `App::fetch_loop` waits for it.
    pub incoming: Notify,
    name: OnceLock<String>,
    roster: Mutex<Option<Arc<Roster>>>,
    /// When it was last seen that nothing waits at Telegram; none until it was.
    heard: Mutex<Option<DateTime<Utc>>>,
    /// When the calendar ticked last.
    looked: Mutex<Option<DateTime<Utc>>>,
}

/// For how long after nothing waited at Telegram all that people sent counts as handled.
const LISTENING: Duration = Duration::seconds(30);
/// How far a clock has to go back for the time before to count as wrong.
pub const SET_BACK: Duration = Duration::hours(1);

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
            heard: Mutex::default(),
            looked: Mutex::default(),
        }
    }

    /// The bot's user name without `@`; empty until Telegram has told.
    pub fn bot_name(&self) -> &str {
        self.name.get().map_or("", String::as_str)
    }

    /// Keeps the bot's user name, as Telegram told it.
    pub fn set_bot_name(&self, name: String) {
        // It never changes while the process runs: a second one is ignored.
        let _ = self.name.set(name);
    }

    /// Notes that nothing waited at Telegram at this instant.
    pub fn heard_all(&self, now: DateTime<Utc>) {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// When this process last saw that nothing waits at Telegram; none until it has.
    pub fn last_heard(&self) -> Option<DateTime<Utc>> {
        *self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether all that people have sent is handled. It is not right after a start, or a pause of the machine or the network.
    pub fn is_listening(&self, now: DateTime<Utc>) -> bool {
        self.last_heard().is_some_and(|heard| (now - heard).abs() <= LISTENING)
    }

    /// To be called when the calendar ticks: whether the clock was set back since the last tick by [`SET_BACK`] or more. True for
    /// the first tick of a process, before which it may have been.
    pub fn clock_was_set_back(&self, now: DateTime<Utc>) -> bool {
        let before = self.looked.lock().unwrap_or_else(PoisonError::into_inner).replace(now);
        before.is_none_or(|before| now + SET_BACK <= before)
    }

    /// The company as it was last read and committed, without a look at the database.
    pub fn known_roster(&self) -> Option<Arc<Roster>> {
        self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces the company in memory by this one, which is committed.
    pub fn keep_roster(&self, roster: Arc<Roster>) {
        *self.roster.lock().unwrap_or_else(PoisonError::into_inner) = Some(roster);
    }
}
