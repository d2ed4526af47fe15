//! Why numbers fell short of their targets.

use crate::domain::company::PersonId;

/// Why one number of a person fell short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricReason {
    /// Whose.
    pub person: PersonId,
    /// Metric key.
    pub metric: String,
    /// Why.
    pub reason: String,
}
