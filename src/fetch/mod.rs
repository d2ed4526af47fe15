//! What is fetched from outside, between transactions: files that people sent, numbers that other systems know.
//!
//! One transaction reads what is to be fetched. None is open while the network is waited for. Another one stores the result and
//! marks it as done. After a crash in between, it is fetched again.

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
