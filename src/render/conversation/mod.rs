//! What is said about a message itself: it was not understood, or handling it failed.

pub mod apology;
pub mod not_understood;
