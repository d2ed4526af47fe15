//! The running week: marking tasks, adding unplanned ones, and saying what is at risk.

pub mod marks;
pub mod pulse;
pub mod tasks;
