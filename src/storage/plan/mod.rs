//! Plans: reading them, writing drafts and moves, their history, and what a draft is filled in from.

mod draft;
pub mod hint;
mod history;
mod past;
mod prefill;
mod read;
pub mod regular;
mod rows;
mod standing;
mod write;

pub use draft::{before, remember, save_change, take_back};
pub use history::{approved_by, base, bases, document, events, handed_in, newest_of, over_reason};
pub use past::{past, pasts};
pub use prefill::{fill, find_or_create, refresh};
pub use read::{all_of, find, get, of_week};
pub use standing::{set_asked, set_in_week, standings, who_ever_sent, who_handed_in};
pub use write::{SomebodyWasFirst, write};
