//! Decisions, goals, hypotheses.

pub mod agenda;
pub mod decision;
pub mod goal;
pub mod hypothesis;
