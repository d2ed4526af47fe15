//! The moves of a plan: which fit the state it is in.

use crate::domain::plan::state::PlanState;

/// A move that does not fit the state the plan is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongMove {
    /// Only a draft can be handed in or edited.
    AlreadySubmitted,
    /// It was agreed; a change needs a new version.
    AlreadyApproved,
    /// Somebody decided on it before.
    AlreadyReturned,
    /// The author is writing; there is nothing to decide.
    NotSubmitted,
    /// A newer version was handed in since.
    Outdated,
    /// Its week went by undecided.
    Lapsed,
}

/// Whether the author may hand it in.
///
/// # Errors
/// The state that forbids it.
pub fn may_submit(state: PlanState) -> Result<(), WrongMove> {
    match state {
        PlanState::Draft | PlanState::Returned => Ok(()),
        PlanState::Submitted => Err(WrongMove::AlreadySubmitted),
        PlanState::Approved => Err(WrongMove::AlreadyApproved),
    }
}

/// Whether it may be decided on, by somebody who sees version `seen`; `over`: its week is.
///
/// # Errors
/// What forbids it.
pub fn may_decide(state: PlanState, version: i64, seen: i64, over: bool) -> Result<(), WrongMove> {
    match state {
        // Also in a newer version than the one seen: who decided first is what the other wants to know.
        PlanState::Approved => Err(WrongMove::AlreadyApproved),
        PlanState::Returned => Err(WrongMove::AlreadyReturned),
        PlanState::Draft if version == seen => Err(WrongMove::NotSubmitted),
        _ if version != seen => Err(WrongMove::Outdated),
        _ if over => Err(WrongMove::Lapsed),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_fit_only_the_version_they_were_made_on() {
        assert_eq!(may_decide(PlanState::Submitted, 2, 2, false), Ok(()));
        assert_eq!(may_decide(PlanState::Submitted, 2, 1, false), Err(WrongMove::Outdated));
        assert_eq!(may_decide(PlanState::Approved, 2, 2, false), Err(WrongMove::AlreadyApproved));
        assert_eq!(may_decide(PlanState::Approved, 3, 2, false), Err(WrongMove::AlreadyApproved));
        assert_eq!(may_decide(PlanState::Returned, 1, 1, false), Err(WrongMove::AlreadyReturned));
        assert_eq!(may_decide(PlanState::Draft, 1, 1, false), Err(WrongMove::NotSubmitted));
        assert_eq!(may_decide(PlanState::Submitted, 2, 2, true), Err(WrongMove::Lapsed));
        assert_eq!(may_decide(PlanState::Approved, 2, 2, true), Err(WrongMove::AlreadyApproved));
    }
}
