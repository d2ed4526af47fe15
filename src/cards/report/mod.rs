//! The author's card of a report.

pub mod card;
pub mod imported_actual;
