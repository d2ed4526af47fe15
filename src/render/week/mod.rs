//! The running week: tasks, the pulse, reminders.

pub mod card;
pub mod nudge;
pub mod pulse;
pub mod task;
