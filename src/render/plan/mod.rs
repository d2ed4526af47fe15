//! The author's card of a plan in all its states, and the parts it is made of.

pub mod calibration;
pub mod card;
pub mod diff;
pub mod editor;
pub mod hint;
pub mod history;
pub mod load;
pub mod origin;
pub mod over_budget;
pub mod prefill;
pub mod regular;
pub mod version;
pub mod view;
