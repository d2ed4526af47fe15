//! What `planerka check` says about the database.

use anyhow::Context as _;

use crate::domain::health::Health;
use crate::storage::Tx;
use crate::storage::bot_state::BotState;
use crate::storage::{bot_state, failed_job};

/// Reads what `planerka check` needs to know.
///
/// # Errors
/// Where the database cannot be read.
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
    let damage = Some(verdict).filter(|verdict| verdict != "ok").map(|verdict| in_one_line(&verdict));
    let failed_jobs = failed_job::all(tx).await.context("cannot read which jobs failed")?;
    let BotState { heard_at, conflict, log_lost_at } = bot_state::load(tx).await?;
    Ok(Health {
        version,
        damage,
        failed_updates,
        failed_jobs,
        queued,
        failed_messages,
        heard_at,
        conflict,
        log_lost_at,
    })
}

/// What SQLite finds wrong, without its line breaks.
pub(super) fn in_one_line(verdict: &str) -> String {
    verdict.replace("*** in database main ***", "").split_whitespace().collect::<Vec<_>>().join(" ")
}
