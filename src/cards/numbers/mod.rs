//! Digests, metrics, targets, past weeks.

pub mod digest;
pub mod metric;
pub mod past_weeks;
pub mod target;
pub mod trend;
