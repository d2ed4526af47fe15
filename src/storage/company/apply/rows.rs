//! Statements that `apply` runs on several tables.

use std::collections::HashMap;

use anyhow::Context as _;

use crate::storage::Tx;

/// The ids by key; `sql` selects key and id.
pub(super) async fn ids(tx: &mut Tx, sql: &'static str) -> anyhow::Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as(sql).fetch_all(tx.conn()).await.context("cannot read the company's ids")?;
    Ok(rows.into_iter().collect())
}

/// Marks a row as retired: it is kept for its history and shown no more.
pub(super) async fn retire(tx: &mut Tx, sql: &'static str, key: &str) -> anyhow::Result<()> {
    sqlx::query(sql).bind(key).execute(tx.conn()).await.with_context(|| format!("cannot retire {key}"))?;
    Ok(())
}

/// Stores the order of the file: `sql` sets the position ?2 of the row with the key ?1.
pub(super) async fn place(tx: &mut Tx, sql: &'static str, keys: &[&str]) -> anyhow::Result<()> {
    for (position, key) in (0i64..).zip(keys) {
        let done = sqlx::query(sql).bind(key).bind(position).execute(tx.conn()).await;
        done.with_context(|| format!("cannot place {key}"))?;
    }
    Ok(())
}
