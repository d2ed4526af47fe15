//! What those who decide on plans see.

pub mod card;
pub mod deputy;
pub mod inbox;
pub mod line_comment;
pub mod plan_message;
pub mod reopen;
