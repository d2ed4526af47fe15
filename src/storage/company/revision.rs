//! The number that goes up with every change of the company.

use anyhow::Context as _;

use crate::storage::Tx;

/// The number that goes up with every change of the company; `None` before the first `apply`.
pub async fn revision(tx: &mut Tx) -> anyhow::Result<Option<i64>> {
    let revision = sqlx::query_scalar("SELECT revision FROM company").fetch_optional(tx.conn()).await;
    revision.context("cannot read the company's revision")
}

/// Says that the company changed.
pub(in crate::storage) async fn touch(tx: &mut Tx) -> anyhow::Result<()> {
    sqlx::query("UPDATE company SET revision = revision + 1")
        .execute(tx.conn())
        .await
        .context("cannot count the company's revision up")?;
    Ok(())
}
