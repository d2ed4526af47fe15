//! The card of a report, and what imported numbers change on it.

pub mod card;
pub mod imported_actual;
