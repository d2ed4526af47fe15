//! What is fetched from outside, between transactions: files that people sent, numbers that other systems know.
//!
//! One transaction says what is to be fetched, none is open while the network is waited for, and another one holds what came of
//! it together with the word that it is done. A crash in between fetches once more.

mod file;
mod source;

pub use source::{Sources, week_to_check};

use std::panic::AssertUnwindSafe;

use anyhow::anyhow;
use futures::FutureExt as _;

use crate::context::Context;
use crate::storage::updates;
use crate::telegram::Api;
use crate::unit::{Rosters, Unit};

/// Fetches one thing that is due; whether there was one.
///
/// # Errors
/// Where the database is in trouble.
pub async fn step(ctx: &Context, api: &Api, sources: &Sources) -> anyhow::Result<bool> {
    Ok(file::step(ctx, api).await? || source::step(ctx, sources).await?)
}

/// One unit of work in a transaction of its own; nothing happens where no company is declared.
async fn in_one<T>(
    ctx: &Context,
    work: impl AsyncFnOnce(&mut Unit<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<Option<T>> {
    let mut tx = ctx.db.begin().await?;
    let result = async {
        let position = updates::position(&mut tx).await?;
        let Some(roster) = ctx.roster_at(&mut tx, position.revision).await? else { return Ok(None) };
        let rosters = Rosters::default();
        let mut unit = ctx.unit(&mut tx, &rosters, rosters.keep(roster));
        work(&mut unit).await.map(Some)
    };
    // After a panic the unit is thrown away together with its transaction.
    let result = AssertUnwindSafe(result).catch_unwind().await.unwrap_or_else(|_| Err(anyhow!("panic, see above")));
    match result {
        Ok(done) => {
            tx.commit().await?;
            ctx.wake.notify_one();
            Ok(done)
        }
        Err(error) => {
            ctx.forget_roster();
            let _ = tx.rollback().await;
            Err(error)
        }
    }
}
