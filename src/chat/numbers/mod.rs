//! Metrics, targets, past weeks, files of numbers.

pub mod export;
pub mod import;
pub mod metric;
pub mod past_weeks;
pub mod record;
pub mod target;
