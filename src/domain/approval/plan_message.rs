//! What author and approver write to each other about a plan.

use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::plan::PlanId;

/// One message of the conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanMessage {
    /// Database id.
    pub id: i64,
    /// About which plan.
    pub plan: PlanId,
    /// When it stood in which version.
    pub version: i64,
    /// Who wrote it.
    pub who: PersonId,
    /// To whom.
    pub whom: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
}
