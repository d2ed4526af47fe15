//! The running week: its tasks, and what people say is at risk.

pub mod pulse;
pub mod task;
