//! What every part of the running process shares: the database, the clock, the words, the company in memory.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Notify;

use crate::clock::Clock;
use crate::domain::company::Roster;
use crate::storage::{Db, Tx, company};
use crate::texts::Texts;
use crate::unit::{Rosters, Unit};

/// Shared by the loops.
#[derive(Debug)]
pub struct Context {
    /// The facts.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// The words.
    pub texts: Texts,
    /// Rung after every commit that may have put something into the outbox.
    pub wake: Notify,
    /// Rung after every batch in which somebody sent a file.
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

    /// The company as it was last read, without a look at the database.
    pub fn known_roster(&self) -> Option<Arc<Roster>> {
        self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The company at this revision: from memory where it is the same, else read anew. None before it is declared.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn roster_at(&self, tx: &mut Tx, revision: Option<i64>) -> anyhow::Result<Option<Arc<Roster>>> {
        match self.known_roster() {
            Some(roster) if Some(roster.revision) == revision => Ok(Some(roster)),
            _ => {
                self.forget_roster();
                self.roster(tx).await
            }
        }
    }

    /// The company: from memory where nothing is known to have changed, else read anew.
    ///
    /// # Errors
    /// Where storage fails.
    pub async fn roster(&self, tx: &mut Tx) -> anyhow::Result<Option<Arc<Roster>>> {
        if let Some(roster) = self.known_roster() {
            return Ok(Some(roster));
        }
        let roster = company::load(tx).await?.map(Arc::new);
        self.roster.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&roster);
        Ok(roster)
    }

    /// What is in memory may not be what is committed.
    pub fn forget_roster(&self) {
        *self.roster.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// One unit of work on this transaction, now.
    pub fn unit<'a>(&'a self, tx: &'a mut Tx, rosters: &'a Rosters, roster: &'a Roster) -> Unit<'a> {
        let (texts, bot) = (&self.texts, self.bot_name());
        Unit { tx, now: self.clock.now(), roster, rosters, texts, bot, roster_changed: false }
    }
}
