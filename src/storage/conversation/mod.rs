//! The conversation with a person: what they are asked, and which of their messages said what.

pub mod effect;
mod question;

pub use question::{ask, asked, choose_week, chosen_week, close, close_where};
