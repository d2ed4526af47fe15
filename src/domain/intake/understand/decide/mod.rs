//! What becomes of a message in the light of what is open.

mod decider;
mod message;
mod of_change;
mod of_plan;
mod of_report;

pub use message::understand;
