//! What is said about a message itself: it was not clear, or handling it failed.

pub mod apology;
pub mod unclear;
