//! The author's plan: writing it, handing it in, changing it, taking it back.

pub mod calibration;
pub mod editor;
pub mod hint;
pub mod lines;
pub mod over_budget;
pub mod own;
pub mod postpone;
pub mod prefill;
pub mod regular;
pub mod sending;
pub mod version;
pub mod writing;
