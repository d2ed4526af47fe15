//! What one message said for a report.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;

/// What a message said for a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Of which week.
    pub week: Week,
    /// Metric key and value.
    pub numbers: BTreeMap<String, Decimal>,
}
