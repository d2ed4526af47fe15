//! Plans that wait for approval: who has to decide, and what was said about them.

pub mod inbox;
pub mod line_comment;
pub mod plan_message;
pub mod waiting;
