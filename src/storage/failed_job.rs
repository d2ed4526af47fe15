//! Jobs of the calendar that failed and wait to be tried again.

use chrono::{DateTime, Utc};

use crate::domain::calendar::job::{FailedJob, Job, retry_after};
use crate::storage::Tx;
use crate::storage::json::json;
use crate::storage::stamp::stamp;

/// Every job that is set aside.
pub async fn all(tx: &mut Tx) -> anyhow::Result<Vec<FailedJob>> {
    let rows: Vec<(String, String, u32, DateTime<Utc>)> =
        sqlx::query_as("SELECT job, cause, attempts, retry_at FROM failed_job ORDER BY failed_at, job")
            .fetch_all(tx.conn())
            .await?;
    // A job of another version that this one does not know is left out: it is never due, and `keep_only` deletes it.
    let read = |(job, cause, attempts, retry_at): (String, _, _, _)| {
        Some(FailedJob { job: job.parse().ok()?, cause, attempts, retry_at })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Sets a failed job aside, or puts it off once more. Gives its new state, and whether it failed for a new cause.
pub async fn set_aside(tx: &mut Tx, job: Job, cause: &str, now: DateTime<Utc>) -> anyhow::Result<(FailedJob, bool)> {
    let before = all(tx).await?.into_iter().find(|known| known.job == job);
    let attempts = before.as_ref().map_or(0, |known| known.attempts).saturating_add(1);
    let news = before.is_none_or(|known| known.cause != cause);
    let failed = FailedJob { job, cause: cause.to_owned(), attempts, retry_at: now + retry_after(attempts) };
    sqlx::query(
        "INSERT INTO failed_job (job, cause, attempts, failed_at, retry_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (job) DO UPDATE SET cause = excluded.cause, attempts = excluded.attempts,
                                         failed_at = excluded.failed_at, retry_at = excluded.retry_at",
    )
    .bind(job.to_string())
    .bind(cause)
    .bind(attempts)
    .bind(stamp(now))
    .bind(stamp(failed.retry_at))
    .execute(tx.conn())
    .await?;
    Ok((failed, news))
}

/// Deletes all failed jobs except these.
pub async fn keep_only(tx: &mut Tx, jobs: &[Job]) -> anyhow::Result<()> {
    let names: Vec<String> = jobs.iter().map(Job::to_string).collect();
    sqlx::query("DELETE FROM failed_job WHERE job NOT IN (SELECT value FROM json_each(?))")
        .bind(json(&names)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes a failed job that succeeded at last.
pub async fn forget(tx: &mut Tx, job: Job) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM failed_job WHERE job = ?").bind(job.to_string()).execute(tx.conn()).await?;
    Ok(())
}
