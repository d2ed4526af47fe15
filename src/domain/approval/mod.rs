//! Who decides on whose plan, and remarks on its lines.

pub mod chain;
pub mod doubt;
pub mod line_comment;
pub mod plan_message;
pub mod waiting;
