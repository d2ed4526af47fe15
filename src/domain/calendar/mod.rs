//! Weeks, working days, holidays, and the moments of the ritual.

pub mod date_words;
pub mod holidays;
pub mod month;
pub mod ritual;
pub mod week;
pub mod workdays;
