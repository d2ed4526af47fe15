//! The company's revision: a number that goes up with every change, so that a process sees when its roster is out of
//! date.

use anyhow::Context as _;

use crate::storage::Tx;

/// The company's revision; `None` before the first `apply`.
pub async fn revision(tx: &mut Tx) -> anyhow::Result<Option<i64>> {
    let revision = sqlx::query_scalar("SELECT revision FROM company").fetch_optional(tx.conn()).await;
    revision.context("cannot read the company's revision")
}

/// Counts the company's revision up.
pub(in crate::storage) async fn touch(tx: &mut Tx) -> anyhow::Result<()> {
    sqlx::query("UPDATE company SET revision = revision + 1")
        .execute(tx.conn())
        .await
        .context("cannot count the company's revision up")?;
    Ok(())
}
