//! The moves of a plan. Each looks whether it fits the state the plan is in, and says what becomes of the plan; storage writes
//! just that, where the plan still is what the move was made on.

#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};

use crate::domain::approval::line_comment::LineComment;
use crate::domain::company::PersonId;
use crate::domain::plan::diff::Diff;
use crate::domain::plan::draft::{Draft, Missing};
use crate::domain::plan::event::EventKind;
use crate::domain::plan::hurdle::Hurdle;
use crate::domain::plan::record::{Plan, PlanRecord};
use crate::domain::plan::state::PlanState;

/// A move that does not fit the state the plan is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongMove {
    /// Only a draft can be handed in or edited.
    #[error("it waits already")]
    AlreadySubmitted,
    /// It was agreed; a change needs a new version.
    #[error("it is approved already")]
    AlreadyApproved,
    /// Somebody decided on it before.
    #[error("it is returned already")]
    AlreadyReturned,
    /// The author is writing; there is nothing to decide.
    #[error("its author is writing it")]
    NotSubmitted,
    /// Nothing of it is in force.
    #[error("no version of it is approved")]
    NotApproved,
    /// A newer version was handed in since.
    #[error("there is a newer version")]
    Outdated,
    /// Its week went by.
    #[error("its week is over")]
    Lapsed,
}

/// Why a plan is not ready to be handed in, or to be approved as it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unready {
    /// It is not its turn.
    Wrong(WrongMove),
    /// Something is missing.
    Incomplete(Missing),
    /// It says what the version before it says.
    Unchanged,
    /// It holds more hours than fit.
    OverBudget(Hurdle),
}

impl From<WrongMove> for Unready {
    fn from(wrong: WrongMove) -> Self {
        Self::Wrong(wrong)
    }
}

/// What a plan is measured by when its author hands it in.
#[derive(Debug, Clone, Copy)]
pub struct HandIn<'a> {
    /// Keys of the metrics its author types the numbers of. A target of another one is left behind: the metric may have been
    /// retired, or no longer be theirs, while the target sat in the draft.
    pub metrics: &'a [&'a str],
    /// What stands in the way of its hours.
    pub hurdle: Hurdle,
    /// Why it may hold more hours than fit, as its author says.
    pub reason: Option<&'a str>,
}

impl HandIn<'_> {
    /// The reason, where one was asked for.
    fn reason(&self) -> Option<String> {
        self.reason.filter(|_| self.hurdle == Hurdle::AskWhy).map(str::to_owned)
    }

    /// Whether a draft can be handed in; the reason for its hours, where one is asked for.
    fn measure(&self, draft: &Draft) -> Result<(), Unready> {
        let missing = draft.missing(self.metrics.iter().copied());
        if missing.is_empty() { Ok(()) } else { Err(Unready::Incomplete(missing)) }
    }

    fn clear(&self) -> Result<(), Unready> {
        if self.hurdle.is_cleared(self.reason) { Ok(()) } else { Err(Unready::OverBudget(self.hurdle)) }
    }

    fn without_foreign_targets(&self, mut draft: Draft) -> Draft {
        draft.targets.retain(|target| self.metrics.contains(&target.metric.as_str()));
        draft
    }
}

/// Somebody who decides, and what they have before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deciding {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The version they see.
    pub seen: i64,
    /// The plan's week is over.
    pub over: bool,
}

/// What a move brings into the plan's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// What happened to the version the plan has now. One that [`EventKind::makes_version`] comes with the document.
    pub kind: EventKind,
    /// Who did it.
    pub who: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Option<String>,
}

/// What becomes of the rows of targets and tasks, which the week runs by.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// They stay.
    Stay,
    /// They are those of this version, or none for 0, and become those of the plan's draft.
    OfVersion(i64),
    /// They are those of this draft, and become those of the plan's.
    OfDraft(Box<Draft>),
}

/// A move that was made: what of the plan is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Transition {
    /// The version and the state it was made on.
    pub from: (i64, PlanState),
    /// The plan after it. What its author changed before can no longer be taken back.
    pub plan: Plan,
    /// Its draft is another one.
    pub new_draft: bool,
    /// What comes into its history.
    pub happened: Vec<Happened>,
    /// Which rows follow.
    pub rows: Rows,
    /// It waits anew: nobody has been reminded of it, and nobody is asked above.
    pub waits_anew: bool,
    /// Whoever was told of the version before needs no word of this one: their card shows it.
    pub keeps_told: bool,
}

impl Plan {
    /// Whether the author may write it, and hand it in.
    ///
    /// # Errors
    /// The state that forbids it.
    pub fn may_submit(&self) -> Result<(), WrongMove> {
        match self.state {
            PlanState::Draft | PlanState::Returned => Ok(()),
            PlanState::Submitted => Err(WrongMove::AlreadySubmitted),
            PlanState::Approved => Err(WrongMove::AlreadyApproved),
        }
    }

    /// Whether somebody may decide on what they see.
    ///
    /// # Errors
    /// What forbids it.
    pub fn may_decide(&self, seen: i64, over: bool) -> Result<(), WrongMove> {
        match self.state {
            // Also in a newer version than the one seen: who decided first is what the other wants to know.
            PlanState::Approved => Err(WrongMove::AlreadyApproved),
            PlanState::Returned => Err(WrongMove::AlreadyReturned),
            PlanState::Draft if self.version == seen => Err(WrongMove::NotSubmitted),
            _ if self.version != seen => Err(WrongMove::Outdated),
            _ if over => Err(WrongMove::Lapsed),
            _ => Ok(()),
        }
    }

    /// Whether somebody may open what they see again: an approved plan, before its week is over.
    ///
    /// # Errors
    /// What forbids it.
    pub fn may_reopen(&self, seen: i64, over: bool) -> Result<(), WrongMove> {
        match self.state {
            PlanState::Approved if self.version != seen => Err(WrongMove::Outdated),
            PlanState::Approved if over => Err(WrongMove::Lapsed),
            PlanState::Approved => Ok(()),
            PlanState::Draft | PlanState::Submitted | PlanState::Returned => Err(WrongMove::NotApproved),
        }
    }

    /// The author hands it in as the next version. `overdue`: it is after the term; what was opened again comes when it comes,
    /// and a change to what was approved makes it no later than it was.
    ///
    /// # Errors
    /// What forbids it, or what the plan lacks.
    pub fn submit(&self, hand_in: &HandIn<'_>, overdue: bool, now: DateTime<Utc>) -> Result<Transition, Unready> {
        self.may_submit()?;
        hand_in.measure(&self.draft)?;
        let mut draft = self.draft.clone();
        draft.leave_idle_steps();
        if self.agreed.as_ref().is_some_and(|agreed| Diff::between(agreed, &draft).is_empty()) {
            return Err(Unready::Unchanged);
        }
        hand_in.clear()?;
        let kept_term = self.reopened || self.is_change();
        let rows = if self.is_change() { Rows::Stay } else { Rows::OfVersion(self.version) };
        let after = PlanRecord {
            state: PlanState::Submitted,
            version: self.version + 1,
            draft: hand_in.without_foreign_targets(draft),
            late: if kept_term { self.late } else { overdue },
            submitted_at: Some(now),
            level: 0,
            reopened: false,
            comments: Vec::new(),
            ..self.0.clone()
        };
        let happened = self.by_author(EventKind::Submitted, now, hand_in.reason());
        Ok(Transition { rows, new_draft: true, waits_anew: true, ..self.moved(after, vec![happened]) })
    }

    /// The author changes a plan that waits, which waits on as the next version. `over`: its week is.
    ///
    /// # Errors
    /// What forbids it, or why the new draft could not be handed in.
    pub fn amend(
        &self,
        draft: Draft,
        hand_in: &HandIn<'_>,
        over: bool,
        now: DateTime<Utc>,
    ) -> Result<Transition, Unready> {
        self.waits(over)?;
        let order = |draft: &Draft| draft.tasks.iter().map(|task| task.uid).collect::<Vec<_>>();
        if Diff::between(&self.draft, &draft).is_empty() && order(&self.draft) == order(&draft) {
            return Err(Unready::Unchanged);
        }
        hand_in.measure(&draft)?;
        hand_in.clear()?;
        let rows = if self.is_change() { Rows::Stay } else { Rows::OfDraft(Box::new(self.draft.clone())) };
        let after =
            PlanRecord { version: self.version + 1, draft: hand_in.without_foreign_targets(draft), ..self.0.clone() };
        let happened = self.by_author(EventKind::Amended, now, hand_in.reason());
        Ok(Transition { rows, new_draft: true, keeps_told: true, ..self.moved(after, vec![happened]) })
    }

    /// The author takes a plan that waits back to change it. `over`: its week is.
    ///
    /// # Errors
    /// What forbids it.
    pub fn withdraw(&self, over: bool, now: DateTime<Utc>) -> Result<Transition, WrongMove> {
        self.waits(over)?;
        let after = PlanRecord { state: PlanState::Draft, ..self.0.clone() };
        Ok(self.moved(after, vec![self.by_author(EventKind::Withdrawn, now, None)]))
    }

    /// Somebody who decides sends it back, with the reason and what they have said about its lines.
    ///
    /// # Errors
    /// What forbids it.
    pub fn give_back(
        &self,
        deciding: &Deciding,
        reason: &str,
        comments: Vec<LineComment>,
    ) -> Result<Transition, WrongMove> {
        self.may_decide(deciding.seen, deciding.over)?;
        let after = PlanRecord {
            state: PlanState::Returned,
            decided_by: Some(deciding.by),
            reason: Some(reason.to_owned()),
            comments,
            ..self.0.clone()
        };
        Ok(self.moved(after, vec![deciding.made(EventKind::Returned, Some(reason))]))
    }

    /// Somebody who decides agrees: it is in force.
    ///
    /// # Errors
    /// What forbids it.
    pub fn approve(&self, deciding: &Deciding) -> Result<Transition, WrongMove> {
        self.may_decide(deciding.seen, deciding.over)?;
        let after = PlanRecord {
            state: PlanState::Approved,
            decided_by: Some(deciding.by),
            reason: None,
            agreed: None,
            agreed_version: Some(self.version),
            edited: false,
            ..self.0.clone()
        };
        // The rows follow what waits, unless something else is in force.
        let rows = self.agreed.as_ref().map_or(Rows::Stay, |agreed| Rows::OfDraft(Box::new(agreed.clone())));
        Ok(Transition { rows, ..self.moved(after, vec![deciding.made(EventKind::Approved, None)]) })
    }

    /// Somebody who decides agrees to it as they have changed it: that is the next version, and in force. `metrics`: keys of
    /// those its author types the numbers of.
    ///
    /// # Errors
    /// What forbids it, or what their version lacks.
    pub fn approve_edited(&self, edited: Draft, metrics: &[&str], deciding: &Deciding) -> Result<Transition, Unready> {
        self.may_decide(deciding.seen, deciding.over)?;
        if Diff::between(&self.draft, &edited).is_empty() {
            return Err(Unready::Unchanged);
        }
        let missing = edited.missing(metrics.iter().copied());
        if !missing.is_empty() {
            return Err(Unready::Incomplete(missing));
        }
        let version = self.version + 1;
        let after = PlanRecord {
            state: PlanState::Approved,
            version,
            draft: edited,
            decided_by: Some(deciding.by),
            reason: None,
            agreed: None,
            agreed_version: Some(version),
            edited: true,
            ..self.0.clone()
        };
        let rows = Rows::OfDraft(Box::new(self.for_others().clone()));
        let happened = vec![deciding.made(EventKind::Edited, None), deciding.made(EventKind::Approved, None)];
        Ok(Transition { rows, new_draft: true, ..self.moved(after, happened) })
    }

    /// The author begins to change an approved plan, which stays in force. `over`: its week is.
    ///
    /// # Errors
    /// What forbids it.
    pub fn begin_change(&self, over: bool) -> Result<Transition, WrongMove> {
        if self.state != PlanState::Approved {
            return Err(WrongMove::NotApproved);
        }
        if over {
            return Err(WrongMove::Lapsed);
        }
        let after = PlanRecord { state: PlanState::Draft, agreed: Some(self.draft.clone()), ..self.0.clone() };
        Ok(self.moved(after, Vec::new()))
    }

    /// The author drops the change they were writing: the plan is what was approved, by whoever did so.
    ///
    /// # Errors
    /// What forbids it.
    pub fn keep_agreed(&self, approved_by: Option<PersonId>) -> Result<Transition, WrongMove> {
        self.may_submit()?;
        let agreed = self.agreed.clone().ok_or(WrongMove::NotApproved)?;
        let after = PlanRecord {
            state: PlanState::Approved,
            draft: agreed,
            agreed: None,
            decided_by: approved_by,
            reason: None,
            comments: Vec::new(),
            ..self.0.clone()
        };
        Ok(Transition { new_draft: true, ..self.moved(after, Vec::new()) })
    }

    /// Somebody who decides opens an approved plan again, with the reason: it goes back to its author, and nothing of it is in
    /// force.
    ///
    /// # Errors
    /// What forbids it.
    pub fn reopen(&self, deciding: &Deciding, reason: &str) -> Result<Transition, WrongMove> {
        self.may_reopen(deciding.seen, deciding.over)?;
        let after = PlanRecord {
            state: PlanState::Returned,
            decided_by: Some(deciding.by),
            reason: Some(reason.to_owned()),
            reopened: true,
            agreed_version: None,
            edited: false,
            ..self.0.clone()
        };
        Ok(self.moved(after, vec![deciding.made(EventKind::Reopened, Some(reason))]))
    }

    /// Whether it waits, in a week that is not `over`.
    fn waits(&self, over: bool) -> Result<(), WrongMove> {
        match self.state {
            PlanState::Submitted if over => Err(WrongMove::Lapsed),
            PlanState::Submitted => Ok(()),
            PlanState::Approved => Err(WrongMove::AlreadyApproved),
            PlanState::Draft | PlanState::Returned => Err(WrongMove::NotSubmitted),
        }
    }

    /// A move from here to `after`, with the same draft and the same rows.
    fn moved(&self, after: PlanRecord, happened: Vec<Happened>) -> Transition {
        Transition {
            from: (self.version, self.state),
            plan: Self(PlanRecord { undo: None, ..after }),
            new_draft: false,
            happened,
            rows: Rows::Stay,
            waits_anew: false,
            keeps_told: false,
        }
    }

    fn by_author(&self, kind: EventKind, at: DateTime<Utc>, reason: Option<String>) -> Happened {
        Happened { kind, who: self.person, at, reason }
    }
}

impl Deciding {
    fn made(&self, kind: EventKind, reason: Option<&str>) -> Happened {
        Happened { kind, who: self.by, at: self.at, reason: reason.map(str::to_owned) }
    }
}
