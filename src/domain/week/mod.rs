//! The running week: its tasks, and how people say it goes.

pub mod pulse;
pub mod task;
