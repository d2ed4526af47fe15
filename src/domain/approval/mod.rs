//! Who decides on whose plan, comments on its lines, and what is written about it.

pub mod chain;
pub mod doubt;
pub mod line_comment;
pub mod plan_message;
pub mod waiting;
