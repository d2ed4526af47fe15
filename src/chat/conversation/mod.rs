//! What a person typed: whose answer it is, and what it means.

pub mod text;
