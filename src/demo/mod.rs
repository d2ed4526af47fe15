//! `planerka demo`: a company's week of the ritual, played by the real bot over HTTP against the built-in sandbox.
//!
//! Only what people type is written down here. Every answer comes from the bot's own loops, its database and its calendar.
//! `cast` holds the company and people's words, `stage` moves the clock and prints what everybody sees, `play` says who does
//! what and when.

mod cast;
mod play;
mod stage;

pub use play::play;
