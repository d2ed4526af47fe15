//! Cards of the conversation itself.

pub mod unclear;
