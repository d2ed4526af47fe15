//! Runs every transaction of the running bot: for a batch of updates, the jobs of the calendar, what was fetched, the results
//! of sending.
//!
//! [`run`] begins, hands out units of work on the company as the transaction sees it, catches panics, draws the inboxes
//! that were touched, commits, and only then lets the rest of the process know: of a company that changed, of messages to
//! send, of files to fetch. Where anything fails nothing is left behind, in the database or in memory.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use chrono::{DateTime, Utc};
use futures::FutureExt as _;

use crate::cards;
use crate::context::Context;
use crate::domain::company::Roster;
use crate::storage::updates::{self, Position};
use crate::storage::{Tx, company};
use crate::unit::{InboxChanges, Rosters, Unit};

/// An open transaction, from which units of work are made one after another.
#[derive(Debug)]
pub struct Work<'a> {
    ctx: &'a Context,
    tx: &'a mut Tx,
    rosters: &'a Rosters,
    /// `None` until it is read.
    position: Option<Position>,
    /// The company as this transaction sees it. `None` until it is read, and where no company is declared.
    roster: Option<&'a Roster>,
    /// The company as it was last read from the database in this transaction; kept in memory after the commit. `None` where the
    /// one in memory was up to date.
    read: Option<Arc<Roster>>,
    inboxes: InboxChanges,
    file_waits: bool,
}

/// Does some work in one transaction, all of it or nothing.
///
/// # Errors
/// Where the work fails or panics, or the database does: then nothing of it is kept.
pub async fn run<T>(ctx: &Context, work: impl AsyncFnOnce(&mut Work<'_>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut tx = ctx.db.begin().await?;
    let rosters = Rosters::default();
    let mut open = Work {
        ctx,
        tx: &mut tx,
        rosters: &rosters,
        position: None,
        roster: None,
        read: None,
        inboxes: InboxChanges::default(),
        file_waits: false,
    };
    let all = async {
        let done = work(&mut open).await?;
        open.draw_inboxes().await?;
        Ok(done)
    };
    // Unwind safe: after a panic all that it may have left half done is dropped, the units and the transaction.
    let result = AssertUnwindSafe(all)
        .catch_unwind()
        .await
        .unwrap_or_else(|panic| Err(anyhow!("panic: {}", words_of(panic.as_ref()))));
    let Work { read, file_waits, .. } = open;
    match result {
        Ok(done) => {
            let said = tx.says_something();
            tx.commit().await.context("cannot commit")?;
            if let Some(roster) = read {
                ctx.keep_roster(roster);
            }
            if said {
                ctx.wake.notify_one();
            }
            if file_waits {
                ctx.incoming.notify_one();
            }
            Ok(done)
        }
        Err(error) => {
            // Where this fails too, the database opens its connection anew.
            let _ = tx.rollback().await;
            Err(error)
        }
    }
}

impl<'a> Work<'a> {
    /// The open transaction, for what needs no company.
    pub fn tx(&mut self) -> &mut Tx {
        self.tx
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.ctx.clock.now()
    }

    /// The last update handled and the company's revision, read from the database once in a transaction.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn position(&mut self) -> anyhow::Result<Position> {
        match self.position {
            Some(position) => Ok(position),
            None => Ok(*self.position.insert(updates::position(self.tx).await?)),
        }
    }

    /// The company as it is in this transaction: from memory where it has not changed, else read anew. None before it is
    /// declared.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn roster(&mut self) -> anyhow::Result<Option<&'a Roster>> {
        if self.roster.is_none() {
            let revision = self.position().await?.revision;
            match self.ctx.known_roster().filter(|known| Some(known.revision) == revision) {
                Some(known) => self.roster = Some(self.rosters.keep(known)),
                None if revision.is_some() => self.reload_roster().await?,
                None => {}
            }
        }
        Ok(self.roster)
    }

    /// Does one unit of work. The next one sees the company as this one left it.
    ///
    /// # Errors
    /// Where the work fails, the database does, or no company is declared.
    pub async fn unit<T>(&mut self, work: impl AsyncFnOnce(&mut Unit<'_>) -> anyhow::Result<T>) -> anyhow::Result<T> {
        self.unit_as_of(self.now(), work).await
    }

    /// Does one unit of work for something that happened earlier, at `at`.
    ///
    /// # Errors
    /// As [`Work::unit`].
    pub async fn unit_as_of<T>(
        &mut self,
        at: DateTime<Utc>,
        work: impl AsyncFnOnce(&mut Unit<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let roster = self.roster().await?.context("no company is declared yet")?;
        let mut unit = Unit {
            tx: self.tx,
            now: at,
            heard_at: self.ctx.clock.now(),
            roster,
            rosters: self.rosters,
            texts: &self.ctx.texts,
            bot: self.ctx.bot_name(),
            inboxes: &mut self.inboxes,
            roster_changed: false,
            file_waits: false,
        };
        let done = work(&mut unit).await?;
        let (changed, file_waits) = (unit.roster_changed, unit.file_waits);
        self.file_waits |= file_waits;
        if changed {
            self.reload_roster().await?;
        }
        Ok(done)
    }

    /// Reads the company anew, where something outside of any unit has changed it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn reload_roster(&mut self) -> anyhow::Result<()> {
        let roster = Arc::new(company::load(self.tx).await?.context("the company is gone")?);
        self.roster = Some(self.rosters.keep(Arc::clone(&roster)));
        self.read = Some(roster);
        Ok(())
    }

    async fn draw_inboxes(&mut self) -> anyhow::Result<()> {
        if self.inboxes.is_empty() {
            return Ok(());
        }
        self.unit(async |unit| cards::approval::inbox::draw(unit).await).await
    }
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without words".to_owned())
}
