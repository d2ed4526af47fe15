//! What is fetched from outside, between transactions: files that people sent, numbers that other systems know.
//!
//! One transaction says what is to be fetched, none is open while the network is waited for, and another one holds what came of
//! it together with the word that it is done. A crash in between fetches once more.

mod file;
mod source;

pub use source::{Sources, week_to_check};

use crate::context::Context;
use crate::runner;
use crate::telegram::Api;
use crate::unit::Unit;

/// Fetches one thing that is due; whether there was one.
///
/// # Errors
/// Where the database is in trouble.
pub async fn step(ctx: &Context, api: &Api, sources: &Sources) -> anyhow::Result<bool> {
    Ok(file::step(ctx, api).await? || source::step(ctx, sources).await?)
}

/// One unit of work in a transaction of its own; nothing happens where no company is declared.
async fn in_one(ctx: &Context, work: impl AsyncFnOnce(&mut Unit<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    runner::run(ctx, async |open| match open.roster().await? {
        Some(_) => open.unit(work).await,
        None => Ok(()),
    })
    .await
}
