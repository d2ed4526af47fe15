//! The author's card of a plan, and its other faces.

pub mod card;
pub mod editor;
pub mod hint;
pub mod hint_list;
pub mod version;
