//! Targets that a manager has set for one week in place of the plan's. They are read together with the plan.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::target::Override;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// Sets a target for one week, replacing one that was set before.
pub async fn set(tx: &mut Tx, set: &Override, now: DateTime<Utc>) -> anyhow::Result<()> {
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
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Lets the plan's own target count again. False where it did already.
pub async fn unset(tx: &mut Tx, person: PersonId, metric: &str, week: Week) -> anyhow::Result<bool> {
    let changed = sqlx::query("DELETE FROM target_override WHERE person_id = ? AND metric_key = ? AND week = ?")
        .bind(person)
        .bind(metric)
        .bind(week.to_string())
        .execute(tx.conn())
        .await?
        .rows_affected();
    Ok(changed == 1)
}
