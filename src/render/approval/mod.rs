//! What approvers see.

pub mod body;
pub mod card;
pub mod deputy;
pub mod doubt;
pub mod inbox;
pub mod line_comment;
pub mod plan_message;
pub mod reopen;
pub mod version;
pub mod view;
