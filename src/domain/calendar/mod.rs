//! Weeks, working days, holidays, the moments of the ritual, and the jobs they make.

pub mod date_words;
pub mod holidays;
pub mod job;
pub mod month;
pub mod ritual;
pub mod week;
pub mod workdays;
