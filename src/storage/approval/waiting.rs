//! Plans while they wait for approval: who was told of them, who has to decide, and how far up they have been
//! escalated.

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

/// Plans that nobody has decided on: all for week `since` and later, and those for earlier weeks that an approver still
/// holds. What was handed in first comes first.
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

/// The waiting plans for week `since` and later: id, author, week, and how many levels it has been escalated. What was
/// handed in first comes first. Read as one JSON row, since each row costs a hand-over between threads.
pub async fn waiting_briefly(tx: &mut Tx, since: Week) -> anyhow::Result<Vec<(PlanId, PersonId, Week, u32)>> {
    // Few plans wait, many are for these weeks: `+` keeps SQLite from using the index on the week.
    let json: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, person_id, week, escalation_level) ORDER BY submitted_at, id)
         FROM plan WHERE state = 'submitted' AND +week >= ?",
    )
    .bind(since.to_string())
    .fetch_one(tx.conn())
    .await?;
    Ok(unjson(&json)?)
}

/// Notes that these people, who have all been told, hold this version of a plan now. Others who were told hold it no
/// longer.
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

/// Escalates a waiting plan to the level `to`. False where it was escalated or decided meanwhile.
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

/// Counts one more reminder to those who hold these plans.
pub async fn nudged(tx: &mut Tx, plans: &[PlanId]) -> anyhow::Result<()> {
    sqlx::query("UPDATE plan SET nudges = nudges + 1 WHERE id IN (SELECT value FROM json_each(?))")
        .bind(json(plans)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whoever was told of version `from` counts as told of `to`, which replaced it while it waited: their card shows it.
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
