//! What is fetched from outside, between transactions: files that people sent, numbers that other systems know.
//!
//! One transaction says what is to be fetched, none is open while the network is waited for, and another one holds what came of
//! it together with the word that it is done. A crash in between fetches once more.

mod file;
mod in_one;
mod source;

pub use source::{Sources, week_to_check};

use crate::context::Context;
use crate::telegram::Api;

/// Fetches one thing that is due; whether there was one.
///
/// # Errors
/// Where the database is in trouble.
pub async fn step(ctx: &Context, api: &Api, sources: &Sources) -> anyhow::Result<bool> {
    Ok(file::step(ctx, api).await? || source::step(ctx, sources).await?)
}
