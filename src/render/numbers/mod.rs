//! Numbers: digests, pictures, metrics, targets, past weeks.

pub mod digest;
pub mod import;
pub mod kpi;
pub mod metric;
pub mod overview;
pub mod panel;
pub mod past_weeks;
pub mod picture;
pub mod record;
pub mod source;
pub mod target;
