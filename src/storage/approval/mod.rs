//! Plans that wait: who has them, what was said about them.

pub mod inbox;
pub mod line_comment;
pub mod plan_message;
pub mod waiting;
