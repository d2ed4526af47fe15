//! The declared company: reading it as a [`Roster`](crate::domain::company::Roster), changing it by `apply`, by joining
//! and by linking chats.
//!
//! Whatever changes a table of the company ends with `revision::touch`, so that the process reads its roster again.

mod absence;
mod apply;
mod definitions;
mod deputy;
mod invite;
mod link;
mod load;
pub(in crate::storage) mod revision;
mod team_history;
mod word;

pub use absence::{add_absence, asked_on_return, cancel_absence, days_off, set_asked_on_return};
pub use apply::{Applied, Change, Doubt, apply, apply_with_doubts};
pub use definitions::{make_metric, retire_metric, set_list};
pub use deputy::{cancel_deputy, name_deputy};
pub use invite::{Redeemed, invite, invite_for_unjoined, invite_lasts, redeem};
pub use link::{
    choose_locale, link_company_chat, link_sync_chat, link_team_chat, mark_reachable, mark_unreachable, menus,
    migrate_chat, set_menu,
};
pub use load::load;
pub use revision::revision;
