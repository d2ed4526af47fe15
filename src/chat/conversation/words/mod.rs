//! Words that answer nothing in particular: understood in the light of what is open, and what comes of them.

pub mod ask;
pub mod choose;
mod edited;
mod hear;
mod in_plan;
mod in_report;
mod moment;
mod others_plan;
mod reply;

pub use edited::edited;
pub use hear::{for_the_plan, heard, message};
pub use in_report::take_back;
pub use others_plan::{of_others_plan, tell_unclear};
