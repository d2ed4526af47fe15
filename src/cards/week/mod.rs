//! Cards of the running week.

pub mod card;
pub mod pulse;
