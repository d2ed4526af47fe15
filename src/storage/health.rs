//! How the database is, for `planerka check`.

use anyhow::Context as _;

use crate::storage::Tx;
use crate::storage::failed_job::{self, FailedJob};

/// What there is to know about the database's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The newest migration in it.
    pub version: i64,
    /// What SQLite finds wrong with the file.
    pub damage: Option<String>,
    /// Updates that could not be handled and were set aside.
    pub failed_updates: i64,
    /// Jobs of the calendar that failed and are tried again.
    pub failed_jobs: Vec<FailedJob>,
    /// Messages that wait to be sent.
    pub queued: i64,
    /// Messages that Telegram refused for good.
    pub failed_messages: i64,
}

/// Looks at the database.
///
/// # Errors
/// Where it cannot be read.
pub async fn health(tx: &mut Tx) -> anyhow::Result<Health> {
    let (version, failed_updates, queued, failed_messages) = sqlx::query_as(
        "SELECT (SELECT max(version) FROM _sqlx_migrations),
                (SELECT count(*) FROM failed_update),
                (SELECT count(*) FROM outbox WHERE state = 'queued'),
                (SELECT count(*) FROM outbox WHERE state = 'failed')",
    )
    .fetch_one(tx.conn())
    .await
    .context("cannot read the state of the database")?;
    let verdict: String =
        sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(tx.conn()).await.context("cannot check the database")?;
    let damage = Some(verdict).filter(|verdict| verdict != "ok");
    let failed_jobs = failed_job::all(tx).await.context("cannot read which jobs failed")?;
    Ok(Health { version, damage, failed_updates, failed_jobs, queued, failed_messages })
}
