//! The calendar at work: `agenda` lists what is due and which function does it, `tick` runs it in transactions. There
//! is one file for each kind of job.
//!
//! # Errors
//! Functions here fail where the database fails, and say so only where something else can go wrong too.

mod agenda;
mod approvals;
mod audience;
mod handover;
mod menus;
mod notices;
mod plans;
mod posts;
mod pulse;
mod refused;
mod reports;
mod returns;
mod sources;
mod tick;
mod trouble;

pub use agenda::{Behind, Task, behind, carry_out, next_due, next_moments};
pub use plans::{ask_one, asks_now, next_asked};
pub use refused::repost;
pub use sources::answered;
pub use tick::tick;
pub use trouble::{in_conflict, refused as tell_of_refusal, unreachable};
