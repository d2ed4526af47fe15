//! The unit of work: what the handler of one update, or one job, is given to work with. All its effects are rows of one
//! transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use elsa::FrozenVec;

use crate::domain::company::{ChatId, Locale, Person, PersonId, Roster};
use crate::domain::plan::PlanId;
use crate::storage::{Tx, company};
use crate::texts::{Texts, Words};

/// Every version of the company that one transaction has read: the first, and one after each change. All live until the
/// transaction ends, so that a handler can go on with references to the one it began with.
#[derive(Default)]
pub struct Rosters(FrozenVec<Arc<Roster>>);

impl Rosters {
    /// Keeps one until the transaction ends.
    pub fn keep(&self, roster: Arc<Roster>) -> &Roster {
        self.0.push_get(roster)
    }
}

impl std::fmt::Debug for Rosters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Rosters").field(&self.0.len()).finish()
    }
}

/// Which messages of approvers are out of date. They are redrawn once, before the transaction is committed, whatever happened
/// in it.
#[derive(Debug, Default)]
pub struct InboxChanges {
    /// The inbox messages of these approvers.
    pub people: BTreeSet<PersonId>,
    /// The cards of these plans in all approvers' chats.
    pub plans: BTreeSet<PlanId>,
    /// The plans that were handed in, in order; their approvers have not been told yet.
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
    /// The instant at which the process handles it: later than `now` after downtime.
    pub heard_at: DateTime<Utc>,
    /// The company as it is at the start of this unit.
    pub roster: &'a Roster,
    /// Keeps a company that is read anew until the transaction ends.
    pub rosters: &'a Rosters,
    /// The sentences of all languages.
    pub texts: &'a Texts,
    /// The bot's user name without `@`, for links.
    pub bot: &'a str,
    /// The approvers' messages to be redrawn, gathered over all units of this transaction.
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

    /// Reads the company anew, so that the rest of this unit sees the change that was just made.
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
