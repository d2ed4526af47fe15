//! The author's card of a plan, and what else it can show.

pub mod card;
pub mod editor;
pub mod hint;
pub mod hint_list;
pub mod version;
