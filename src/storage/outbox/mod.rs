//! Messages on their way out, and the live cards among them.
//!
//! What is said here in the transaction of a fact is sent exactly when that transaction is committed. It gathers in the write
//! set of the [`Tx`](crate::storage::Tx) and becomes rows when that is committed: all of it at once, which costs a fraction of
//! row after row. The rows say what is to appear in a chat; `telegram::delivery` makes it so and writes down how it went.

pub mod attachment;
mod card;
mod card_key;
pub mod delivery;
mod flush;
mod payload;
mod say;
mod write_set;

pub use card::{card_message, chats_showing, chats_showing_each, key_at, migrate_chat, stands};
pub use card_key::{CardKey, NoCardKey};
pub(super) use flush::flush;
pub use payload::{AttachmentId, Lane, Payload, Place, Post, TapAnswer};
pub use say::{answer, document, menu, react, say, show};
pub(super) use write_set::WriteSet;
