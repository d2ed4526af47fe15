//! A local Telegram: a Bot API server over HTTP, with people, chats and messages behind it. It imports nothing of the rest of
//! the crate.
//!
//! The bot under test is given nothing but the server's URL. Stories and the demo hold a [`Sandbox`]: through it they let
//! people write and tap (`people`), read what people see ([`Sandbox::messages`], [`Sandbox::log_since`]) and order
//! failures ([`Sandbox::fault`]).
//!
//! In reading order: `http` receives a request and can fail on demand → `methods` lists every method → `send`, `edit`,
//! `chats` and `profile_methods` carry them out → `world` holds the state → `people` acts on the other side → `standing`
//! and `hearing` decide what the bot is told of it → `updates` queues that until the bot fetches it. `html`, `markup` and
//! `limits` are Telegram's rules; `message`, `log`, `faults`, `profile` and `params` are the data.

mod chats;
mod edit;
mod faults;
mod handle;
mod hearing;
mod html;
mod http;
mod limits;
mod log;
mod markup;
mod message;
mod methods;
mod params;
mod people;
mod profile;
mod profile_methods;
mod send;
mod shared;
mod standing;
mod updates;
mod world;

pub use faults::{Fault, FaultRule};
pub use handle::Sandbox;
pub use log::Event;
pub use message::{Button, ChatId, Entity, Message, UserId};
pub use profile::CommandSet;
