//! The bot's sentences in all languages (Russian with «вы», Russian with «ты», English), and numbers and dates as people write
//! them.
//!
//! A sentence is taken with [`say!`](crate::say), which checks its key and arguments against the Russian file at compile time; a
//! test compares the English file with the Russian one. Numbers are passed to a sentence already formatted and, if the sentence
//! has plural forms, also as a raw count.

mod format;
mod words;

pub use format::Zoned;
pub use words::{Texts, Words};
