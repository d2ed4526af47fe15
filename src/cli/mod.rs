//! The command line of `planerka`.
//!
//! A command returns what is to be printed, or an error that `dispatch` prints as one sentence on standard error, with exit
//! code 1. Wrong usage is refused by clap, with exit code 2.

mod apply;
mod arguments;
mod backup;
mod bot_name;
mod check;
mod database;
mod demo;
mod dispatch;
mod export;
mod import_actuals;
mod invite;
mod output;
mod restore;
mod run;
mod text_file;

pub use dispatch::main;
