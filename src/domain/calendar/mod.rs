//! Weeks, months, working days, public holidays, dates in people's words, the times of the weekly ritual, and the jobs they
//! make.

mod catch_up;
pub mod date_words;
pub mod holidays;
pub mod job;
pub mod missed;
pub mod month;
pub mod ritual;
pub mod week;
pub mod workdays;
