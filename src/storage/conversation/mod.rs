//! The conversation with a person: what they are asked, and which of their messages said what.

pub mod effect;
pub mod heard;
mod question;
pub mod unclear;

pub use question::{ask, asked, choose_week, chosen_week, close, close_where};
