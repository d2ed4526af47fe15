//! The author's plan: written, handed in, changed, taken back.

pub mod calibration;
pub mod editor;
pub mod hint;
pub mod lines;
pub mod over_budget;
pub mod own;
pub mod prefill;
pub mod regular;
pub mod sending;
pub mod version;
pub mod writing;
