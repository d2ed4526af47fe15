//! The running week: what is done, what turned up, how it goes.

pub mod marks;
pub mod pulse;
pub mod tasks;
