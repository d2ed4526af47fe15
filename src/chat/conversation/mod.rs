//! The conversation with one person: what a message of theirs may be, what it may answer, what it had said before.

mod cancel;
mod effects;
mod messages;
mod questions;
pub mod words;

pub use cancel::cancel;
pub use messages::{edited, written};
