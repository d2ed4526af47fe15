//! One unit of work: an update, a job, and the transaction that holds all its effects.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use elsa::FrozenVec;

use crate::domain::company::{ChatId, Locale, Person, PersonId, Roster};
use crate::domain::plan::PlanId;
use crate::storage::{Tx, company};
use crate::texts::{Texts, Words};

/// The company as it was read in one transaction: at its start, and again after each change. Kept side by side, so that a
/// handler may hold on to the company it began with while the transaction goes on.
#[derive(Default)]
pub struct Rosters(FrozenVec<Arc<Roster>>);

impl Rosters {
    /// Keeps one as long as the transaction.
    pub fn keep(&self, roster: Arc<Roster>) -> &Roster {
        self.0.push_get(roster)
    }
}

impl std::fmt::Debug for Rosters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rosters").field(&self.0.len()).finish()
    }
}

/// Which messages of approvers are not what they were: they are drawn anew before the transaction ends, once for all that
/// happened in it.
#[derive(Debug, Default)]
pub struct InboxChanges {
    /// The messages of these people.
    pub people: BTreeSet<PersonId>,
    /// The cards of these plans, wherever an approver has one before them.
    pub plans: BTreeSet<PlanId>,
    /// The plans that were handed in, in order: their approvers are yet to hear of it.
    pub arrived: Vec<PlanId>,
}

impl InboxChanges {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.plans.is_empty() && self.arrived.is_empty()
    }
}

/// What a handler or a job may touch: rows of one open transaction, and nothing else. It sends nothing and asks no clock.
#[derive(Debug)]
pub struct Unit<'a> {
    /// The open transaction.
    pub tx: &'a mut Tx,
    /// The instant this unit happens at. What somebody said counts as of when they said it, however late it is heard.
    pub now: DateTime<Utc>,
    /// When the process does it: later than `now` after downtime.
    pub heard_at: DateTime<Utc>,
    /// The company as it is at the start of this unit.
    pub roster: &'a Roster,
    /// Where a company that was read again is kept as long as the transaction.
    pub rosters: &'a Rosters,
    /// The words.
    pub texts: &'a Texts,
    /// The bot's user name without `@`, for links.
    pub bot: &'a str,
    /// What approvers have before them and has to be drawn anew: of all units of this transaction together.
    pub inboxes: &'a mut InboxChanges,
    /// Set by whatever changes the company's tables: the next unit sees a reloaded roster.
    pub roster_changed: bool,
    /// Set by whatever leaves a file to be fetched: it is fetched once this is committed.
    pub file_waits: bool,
}

impl<'a> Unit<'a> {
    /// The words in a person's language.
    pub fn words(&self, person: &Person) -> Words<'a> {
        self.words_in(self.roster.locale_of(person))
    }

    /// The words of a chat: those of the person whose private chat it is, else the company's.
    pub fn words_of_chat(&self, chat: ChatId) -> Words<'a> {
        self.roster.by_telegram(chat).map_or_else(|| self.words_in(self.roster.locale), |person| self.words(person))
    }

    /// What comes next in this unit sees the company as it was just changed.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn reload_roster(&mut self) -> anyhow::Result<()> {
        let changed = company::load(self.tx).await?.context("the company is there")?;
        self.roster = self.rosters.keep(Arc::new(changed));
        self.roster_changed = true;
        Ok(())
    }

    /// The words in a given language, as this company's people are addressed.
    pub fn words_in(&self, locale: Locale) -> Words<'a> {
        self.texts.addressing(locale, self.roster.formality)
    }
}
