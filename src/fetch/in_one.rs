//! A unit of work in a transaction of its own, before or after something is fetched.

use crate::context::Context;
use crate::runner;
use crate::unit::Unit;

/// One unit of work in a transaction of its own; nothing happens where no company is declared.
pub(super) async fn in_one(
    ctx: &Context,
    work: impl AsyncFnOnce(&mut Unit<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    runner::run(ctx, async |open| match open.roster().await? {
        Some(_) => open.unit(work).await,
        None => Ok(()),
    })
    .await
}
