//! Whether a report is in.

use crate::domain::company::PersonId;

/// A person's report of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Whose.
    pub person: PersonId,
    /// Handed in.
    pub sent: bool,
    /// Handed in after it was due.
    pub late: bool,
}
