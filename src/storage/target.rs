//! Targets that a manager has set for one week, beside those of the plans.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::domain::company::PersonId;
use crate::domain::target::Override;
use crate::domain::week::Week;
use crate::storage::stamp::stamp;

/// The targets set for a week, where the plan has one for the same metric.
///
/// # Errors
/// Where the database fails.
pub async fn of_week(conn: &mut SqliteConnection, week: Week) -> anyhow::Result<Vec<Override>> {
    read(conn, None, week).await
}

/// A person's targets set for a week.
///
/// # Errors
/// Where the database fails.
pub async fn of_person(conn: &mut SqliteConnection, person: PersonId, week: Week) -> anyhow::Result<Vec<Override>> {
    read(conn, Some(person), week).await
}

async fn read(conn: &mut SqliteConnection, person: Option<PersonId>, week: Week) -> anyhow::Result<Vec<Override>> {
    let rows: Vec<(i64, String, String, String, String, i64)> = sqlx::query_as(
        "SELECT o.person_id, o.metric_key, o.target, t.target, o.note, o.set_by
         FROM target_override o JOIN plan p ON p.person_id = o.person_id AND p.week = o.week
         JOIN plan_target t ON t.plan_id = p.id AND t.metric_key = o.metric_key
         WHERE o.week = ?1 AND (?2 IS NULL OR o.person_id = ?2) ORDER BY o.person_id, t.position",
    )
    .bind(week.to_string())
    .bind(person)
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|(person, metric, target, planned, note, by)| {
            Ok(Override { person, metric, week, target: target.parse()?, planned: planned.parse()?, note, by })
        })
        .collect()
}

/// Sets a target for its week, replacing one that was set before.
///
/// # Errors
/// Where the database fails.
pub async fn set(conn: &mut SqliteConnection, set: &Override, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO target_override (person_id, metric_key, week, target, note, set_by, set_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (person_id, metric_key, week) DO UPDATE SET target = ?4, note = ?5, set_by = ?6, set_at = ?7",
    )
    .bind(set.person)
    .bind(&set.metric)
    .bind(set.week.to_string())
    .bind(set.target.normalize().to_string())
    .bind(&set.note)
    .bind(set.by)
    .bind(stamp(now))
    .execute(conn)
    .await?;
    Ok(())
}

/// The plan's own target counts again. False where nothing else did.
///
/// # Errors
/// Where the database fails.
pub async fn unset(conn: &mut SqliteConnection, person: PersonId, metric: &str, week: Week) -> anyhow::Result<bool> {
    let changed = sqlx::query("DELETE FROM target_override WHERE person_id = ? AND metric_key = ? AND week = ?")
        .bind(person)
        .bind(metric)
        .bind(week.to_string())
        .execute(conn)
        .await?
        .rows_affected();
    Ok(changed == 1)
}
