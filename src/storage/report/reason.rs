//! The reasons why numbers missed their targets: one of the usual ones, or the author's own words.

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::report::reason::MetricReason;
use crate::storage::Tx;

/// Stores why a number missed its target, replacing an earlier reason.
pub async fn set(tx: &mut Tx, person: PersonId, metric: &str, week: Week, reason: &str) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO metric_reason (person_id, metric_key, week, reason) VALUES (?, ?, ?, ?)
         ON CONFLICT (person_id, metric_key, week) DO UPDATE SET reason = excluded.reason",
    )
    .bind(person)
    .bind(metric)
    .bind(week.to_string())
    .bind(reason)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The reasons of a person's week: metric key and reason.
pub async fn of_person(tx: &mut Tx, person: PersonId, week: Week) -> Result<Vec<(String, String)>, sqlx::Error> {
    sqlx::query_as("SELECT metric_key, reason FROM metric_reason WHERE person_id = ? AND week = ?")
        .bind(person)
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await
}

/// All reasons of a week, also those of numbers that were corrected since and no longer miss their target.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<MetricReason>> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT person_id, metric_key, reason FROM metric_reason WHERE week = ?")
            .bind(week.to_string())
            .fetch_all(tx.conn())
            .await?;
    Ok(rows.into_iter().map(|(person, metric, reason)| MetricReason { person, metric, reason }).collect())
}
