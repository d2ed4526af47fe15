//! Plans while they wait: who was told, who has them, how far up they have been escalated.

use chrono::{DateTime, Utc};

use crate::domain::approval::waiting::Wait;
use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::plan::PlanId;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

#[derive(sqlx::FromRow)]
struct WaitRow {
    id: i64,
    person_id: i64,
    week: String,
    version: i64,
    level: u32,
    since: DateTime<Utc>,
    nudges: u32,
    told: String,
}

/// Everything that nobody has decided on, for `since` and later, and for earlier weeks what somebody still has: what was handed in
/// first at the top.
pub async fn waits(tx: &mut Tx, since: Week) -> anyhow::Result<Vec<Wait>> {
    let rows: Vec<WaitRow> = sqlx::query_as(
        "SELECT id, person_id, week, version, escalation_level AS level, coalesce(escalated_at, submitted_at) AS since, nudges,
                (SELECT json_group_array(json_array(h.person_id, json(iif(h.holds, 'true', 'false')))) FROM plan_holder h
                 WHERE h.plan_id = plan.id AND h.version = plan.version) AS told
         FROM plan WHERE state = 'submitted' AND (+week >= ? OR EXISTS (SELECT 1 FROM plan_holder h
                             WHERE h.plan_id = plan.id AND h.version = plan.version AND h.holds))
         ORDER BY submitted_at, id",
    )
    .bind(since.to_string())
    .fetch_all(tx.conn())
    .await?;
    let wait = |row: WaitRow| {
        Ok(Wait {
            plan: row.id,
            person: row.person_id,
            week: row.week.parse()?,
            version: row.version,
            level: row.level,
            since: row.since,
            nudges: row.nudges,
            told: unjson(&row.told)?,
        })
    };
    rows.into_iter().map(wait).collect()
}

/// The plans that wait, those for `since` and later, each with its author, its week and how far up it has been escalated: what was
/// handed in first at the top. In one row, for a row costs more than what is in it.
pub async fn waiting_briefly(tx: &mut Tx, since: Week) -> anyhow::Result<Vec<(PlanId, PersonId, Week, u32)>> {
    // Those that wait are few, those for these weeks are not: `+` keeps SQLite from looking by week.
    let json: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, person_id, week, escalation_level) ORDER BY submitted_at, id)
         FROM plan WHERE state = 'submitted' AND +week >= ?",
    )
    .bind(since.to_string())
    .fetch_one(tx.conn())
    .await?;
    Ok(unjson(&json)?)
}

/// These people, all of them told, have that version of a plan now; others who were told have it no longer.
pub async fn hold(
    tx: &mut Tx,
    plan: PlanId,
    version: i64,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE plan_holder SET holds = 0 WHERE plan_id = ?1 AND version = ?2;
         INSERT INTO plan_holder (plan_id, version, person_id, holds, told_at)
         SELECT ?1, ?2, value, 1, ?3 FROM json_each(?4) WHERE true ORDER BY key
         ON CONFLICT (plan_id, version, person_id) DO UPDATE SET holds = 1",
    )
    .bind(plan)
    .bind(version)
    .bind(stamp(now))
    .bind(json(people)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A waiting plan is handed to the level above. False where it has moved since, or was decided.
pub async fn escalate(tx: &mut Tx, wait: &Wait, to: u32, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let escalated = sqlx::query(
        "UPDATE plan SET escalation_level = ?, escalated_at = ? WHERE id = ? AND version = ? AND escalation_level = ? AND state = 'submitted'",
    )
    .bind(to)
    .bind(stamp(now))
    .bind(wait.plan)
    .bind(wait.version)
    .bind(wait.level)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(escalated == 1)
}

/// Those who have these plans were reminded of them once more.
pub async fn nudged(tx: &mut Tx, plans: &[PlanId]) -> anyhow::Result<()> {
    sqlx::query("UPDATE plan SET nudges = nudges + 1 WHERE id IN (SELECT value FROM json_each(?))")
        .bind(json(plans)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whoever was told of a version is taken to know of the one it became while it waited: their card shows it.
pub(in crate::storage) async fn carry_over(tx: &mut Tx, plan: PlanId, from: i64, to: i64) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO plan_holder (plan_id, version, person_id, holds, told_at)
         SELECT plan_id, ?, person_id, holds, told_at FROM plan_holder WHERE plan_id = ? AND version = ?",
    )
    .bind(to)
    .bind(plan)
    .bind(from)
    .execute(tx.conn())
    .await?;
    Ok(())
}
