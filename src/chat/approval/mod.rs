//! Approvers: approving, returning, changing, asking, opening again.

pub mod deciding;
pub mod deputy;
pub mod inbox;
pub mod line_comment;
pub mod manager_edit;
pub mod plan_message;
pub mod reopen;
