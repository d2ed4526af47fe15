//! Messages on their way out, and the live cards among them.
//!
//! A message is written in the same transaction as the fact it is about, so it is sent exactly when that is committed.
//! Until then messages gather in the write set of the [`Tx`](crate::storage::Tx); the commit writes all of them at
//! once, which costs a fraction of writing row after row. `telegram::delivery` sends the rows and records how that
//! went.

pub mod attachment;
mod card;
mod card_key;
pub mod delivery;
mod flush;
mod payload;
mod say;
mod write_set;

pub use card::{
    card_message, chats_showing, chats_showing_each, forget_refused, key_at, migrate_chat, refused, stands,
};
pub use card_key::{CardKey, NoCardKey};
pub(super) use flush::flush;
pub use payload::{AttachmentId, Lane, Payload, Place, Post, TapAnswer};
pub use say::{answer, document, end, hush, menu, react, said, say, show};
pub(super) use write_set::WriteSet;
