//! What is talked about with a person: what they were asked, and which of their messages said what.

pub mod effect;
pub mod question;
pub mod unclear;
