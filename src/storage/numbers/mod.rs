//! Actuals, targets of one week, and where numbers come from.

pub mod actual;
pub mod incoming_file;
pub mod record;
pub mod source_request;
pub mod target;
