//! The database: one file or folder for each thing that is stored.
//!
//! One connection, one writer. Every change is made between [`Db::begin`] (`BEGIN IMMEDIATE`) and [`Tx::commit`];
//! functions of the submodules work on the open transaction and never begin or end one.
//!
//! # Errors Every function that takes a [`Tx`] fails where the database fails, or where a row holds what it must not. A
//! function's own `# Errors` says only what it refuses besides.

pub mod approval;
mod backup;
pub mod bot_state;
mod code_hash;
mod commit;
pub mod company;
pub mod conversation;
mod db;
pub mod failed_job;
pub mod health;
mod json;
pub mod lock;
pub mod meeting;
pub mod missed;
pub mod moment;
pub mod numbers;
mod outage;
pub mod outbox;
pub mod plan;
pub mod private_file;
pub mod refusal;
pub mod report;
pub mod restore;
pub mod stamp;
pub mod updates;
pub mod week;

pub use db::{Db, SQLITE_HEAD, Tx};
pub use outage::{Outage, is_outage, outage};
