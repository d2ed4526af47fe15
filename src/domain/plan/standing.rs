//! How a plan stands, without what is in it and what its author did before.

use crate::domain::company::PersonId;
use crate::domain::plan::PlanState;

/// How one plan stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which plan.
    pub plan: i64,
    /// Whose.
    pub person: PersonId,
    /// Where it stands for others, as `Plan::standing` says.
    pub state: PlanState,
    /// It was handed in at least once.
    pub was_sent: bool,
    /// It was handed in after it was due.
    pub late: bool,
    /// Who decided on it last.
    pub decided_by: Option<PersonId>,
    /// It was asked for, and not only begun by its author.
    pub asked: bool,
}
