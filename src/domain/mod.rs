//! What a planning week is, without a database, a network or a clock.

pub mod intake;
