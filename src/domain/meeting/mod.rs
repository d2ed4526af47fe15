//! What the weekly sync lives on: decisions, goals, hypotheses.

pub mod decision;
pub mod goal;
pub mod hypothesis;
