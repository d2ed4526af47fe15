//! Decisions, goals and hypotheses.

pub mod decision;
pub mod goal;
pub mod hypothesis;
