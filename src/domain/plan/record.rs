//! A person's plan for a week as it is kept.

use std::ops::Deref;

use chrono::{DateTime, Utc};

use crate::domain::approval::line_comment::LineComment;
use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::target::Override;
use crate::domain::plan::draft::Draft;
use crate::domain::plan::state::PlanState;
use crate::domain::plan::undo::Undo;

/// Database id of a plan.
pub type PlanId = i64;

/// What is kept of a plan. Storage reads it; whoever changes it does so by a move of [`Plan`].
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRecord {
    /// Database id.
    pub id: PlanId,
    /// Whose.
    pub person: PersonId,
    /// For which week.
    pub week: Week,
    /// Where it stands.
    pub state: PlanState,
    /// How often it was submitted or changed since; 0 before it was ever handed in.
    pub version: i64,
    /// What the author is editing; once submitted, what was submitted.
    pub draft: Draft,
    /// Submitted after it was due.
    pub late: bool,
    /// When it was submitted last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who decided on it last.
    pub decided_by: Option<PersonId>,
    /// Why it was returned last.
    pub reason: Option<String>,
    /// What was said about its lines, where it was returned.
    pub comments: Vec<LineComment>,
    /// It was agreed, and whoever approves opened it again.
    pub reopened: bool,
    /// How far up it has been escalated while it waits, as [`crate::domain::approval::chain`] counts.
    pub level: u32,
    /// The author's last change, while it can be taken back.
    pub undo: Option<Undo>,
    /// Targets that count in its week instead of its own.
    pub set: Vec<Override>,
    /// The version that was approved last: it is in force until a newer one is approved.
    pub agreed_version: Option<i64>,
    /// Its document, where that is not `draft`: the author has begun a change.
    pub agreed: Option<Draft>,
    /// Whoever approved it had changed it before.
    pub edited: bool,
}

/// A plan. What is kept of it can be read but not written: only its moves and edits, which stand in this room, make another
/// plan of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan(pub(super) PlanRecord);

impl From<PlanRecord> for Plan {
    fn from(record: PlanRecord) -> Self {
        Self(record)
    }
}

/// To read what is kept. There is no `DerefMut`, on purpose.
impl Deref for Plan {
    type Target = PlanRecord;

    fn deref(&self) -> &PlanRecord {
        &self.0
    }
}

impl Plan {
    /// What the week runs by: what was approved last; none where nothing was approved yet.
    pub fn in_force(&self) -> Option<&Draft> {
        if self.state == PlanState::Approved { Some(&self.draft) } else { self.agreed.as_ref() }
    }

    /// What others see of it: what is in force; before anything was approved, what its author has written.
    pub fn for_others(&self) -> &Draft {
        self.in_force().unwrap_or(&self.draft)
    }

    /// Where it stands for others: an approved plan stays approved while a change to it is written or waits.
    pub fn standing(&self) -> PlanState {
        if self.in_force().is_some() { PlanState::Approved } else { self.state }
    }

    /// An approved plan of which another version is being written or waits.
    pub fn is_change(&self) -> bool {
        self.agreed.is_some()
    }

    /// Nobody decided on it before its week was over (`over`): it counts as it was handed in, and stays so.
    pub fn has_lapsed(&self, over: bool) -> bool {
        over && self.state == PlanState::Submitted
    }

    /// Whether it stays as it is whatever its author writes: it is agreed, or has lapsed. `over`: its week is.
    pub fn is_settled(&self, over: bool) -> bool {
        self.state == PlanState::Approved || self.has_lapsed(over)
    }

    /// The same plan as if this were its draft: for a card that shows what somebody is about to make of it.
    #[must_use]
    pub fn as_if(&self, draft: Draft) -> Self {
        Self(PlanRecord { draft, ..self.0.clone() })
    }
}
