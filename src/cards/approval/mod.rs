//! Cards that approvers see.

pub mod card;
pub mod deputy;
pub mod inbox;
pub mod plan_message;
pub mod redraw;
