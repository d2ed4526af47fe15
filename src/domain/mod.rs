//! The method itself: pure rules. No async, no SQL, no Telegram, no clock (`now` is an argument).

pub mod company;
pub mod declaration;
pub mod formula;
pub mod ritual;
pub mod week;
