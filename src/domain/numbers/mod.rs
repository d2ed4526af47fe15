//! Metrics, targets, actuals, and what is computed from them.

pub mod catalogue;
pub mod definitions;
pub mod formula;
pub mod funnel;
pub mod import;
pub mod kpi;
pub mod record;
pub mod source;
pub mod source_request;
pub mod target;
pub mod verdict;
