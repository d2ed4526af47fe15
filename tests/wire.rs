//! Updates in and messages out, against the sandbox: what must hold whatever the handlers say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that surprises us stops")]

#[path = "wire/cards.rs"]
mod cards;
#[path = "wire/harness.rs"]
mod harness;
#[path = "wire/order.rs"]
mod order;
#[path = "wire/process.rs"]
mod process;
#[path = "wire/trouble.rs"]
mod trouble;
#[path = "wire/updates.rs"]
mod updates;
