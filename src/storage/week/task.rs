//! The tasks of submitted plans, with their states.

use anyhow::Context as _;

use crate::domain::calendar::week::Week;
use crate::domain::plan::{DraftTask, Origin, Plan, PlanId, TaskState};
use crate::domain::week::task::Task;
use crate::storage::Tx;
use crate::storage::json::json;
use crate::storage::plan as plans;

#[derive(sqlx::FromRow)]
struct TaskRow {
    id: i64,
    plan_id: i64,
    number: i64,
    title: String,
    deliverable: Option<String>,
    minutes: Option<u32>,
    goal: Option<String>,
    origin: String,
    carried_weeks: u32,
    state: String,
    actual_minutes: Option<u32>,
    result: Option<String>,
    reason: Option<String>,
    files: u32,
}

impl TryFrom<TaskRow> for Task {
    type Error = anyhow::Error;

    fn try_from(row: TaskRow) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.id,
            plan: row.plan_id,
            number: row.number,
            title: row.title,
            deliverable: row.deliverable,
            minutes: row.minutes,
            goal: row.goal,
            origin: Origin::named(&row.origin).with_context(|| format!("task origin '{}'", row.origin))?,
            carried_weeks: row.carried_weeks,
            state: TaskState::named(&row.state).with_context(|| format!("task state '{}'", row.state))?,
            actual_minutes: row.actual_minutes,
            result: row.result,
            reason: row.reason,
            files: row.files,
        })
    }
}

const TASK: &str =
    "SELECT t.id, t.plan_id, t.number, t.title, t.deliverable, t.minutes, t.goal, t.origin, t.carried_weeks,
                    t.state, t.actual_minutes, t.result, t.reason,
                    (SELECT count(*) FROM evidence e WHERE e.task_id = t.id) AS files FROM task t";

async fn task_rows(
    tx: &mut Tx,
    condition: &str,
    bind: impl for<'q> sqlx::Encode<'q, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite> + Send,
) -> anyhow::Result<Vec<Task>> {
    // Safe: both parts are literals of this file.
    let sql = sqlx::AssertSqlSafe(format!("{TASK} {condition}"));
    let rows: Vec<TaskRow> = sqlx::query_as(sql).bind(bind).fetch_all(tx.conn()).await?;
    rows.into_iter().map(Task::try_from).collect()
}

/// The submitted tasks of a plan, in order.
pub async fn of_plan(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Vec<Task>> {
    task_rows(tx, "WHERE t.plan_id = ? ORDER BY t.number", plan).await
}

/// The submitted tasks of all plans for a week, in order.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Task>> {
    task_rows(tx, "JOIN plan p ON p.id = t.plan_id WHERE p.week = ? ORDER BY t.plan_id, t.number", week.to_string())
        .await
}

/// The submitted tasks of these plans, in order.
pub async fn of_plans(tx: &mut Tx, plans: &[PlanId]) -> anyhow::Result<Vec<Task>> {
    let which = "WHERE t.plan_id IN (SELECT value FROM json_each(?)) ORDER BY t.plan_id, t.number";
    task_rows(tx, which, json(plans)?).await
}

/// One task and the plan it belongs to.
pub async fn get(tx: &mut Tx, id: i64) -> anyhow::Result<Option<(Task, Plan)>> {
    let Some(task) = task_rows(tx, "WHERE t.id = ?", id).await?.pop() else { return Ok(None) };
    let plan = plans::get(tx, task.plan).await?.context("a task's plan")?;
    Ok(Some((task, plan)))
}

/// Stores a task's state, time, result and reason.
pub async fn save(tx: &mut Tx, task: &Task) -> anyhow::Result<()> {
    sqlx::query("UPDATE task SET state = ?, actual_minutes = ?, result = ?, reason = ? WHERE id = ?")
        .bind(task.state.name())
        .bind(task.actual_minutes)
        .bind(&task.result)
        .bind(&task.reason)
        .bind(task.id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Stores the result of a task.
pub async fn save_result(tx: &mut Tx, task: i64, result: &str) -> anyhow::Result<()> {
    sqlx::query("UPDATE task SET result = ? WHERE id = ?").bind(result).bind(task).execute(tx.conn()).await?;
    Ok(())
}

/// Stores the reason why a task was not done, or only partly.
pub async fn save_reason(tx: &mut Tx, task: i64, reason: &str) -> anyhow::Result<()> {
    sqlx::query("UPDATE task SET reason = ? WHERE id = ?").bind(reason).bind(task).execute(tx.conn()).await?;
    Ok(())
}

/// Takes out again what turned up during the week.
pub async fn remove_unplanned(tx: &mut Tx, task: i64) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM task WHERE id = ? AND origin = 'unplanned'").bind(task).execute(tx.conn()).await?;
    Ok(())
}

/// Adds an unplanned task after the last one and gives its id; none where the plan has an unplanned task with
/// this title already.
pub async fn add_unplanned(tx: &mut Tx, plan: PlanId, task: &DraftTask) -> anyhow::Result<Option<i64>> {
    let added = sqlx::query_scalar(
        "INSERT INTO task (plan_id, number, title, deliverable, minutes, goal, origin)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, 'unplanned' FROM task WHERE plan_id = ?1
         HAVING NOT EXISTS (SELECT 1 FROM task WHERE plan_id = ?1 AND origin = 'unplanned' AND title = ?2)
         RETURNING id",
    )
    .bind(plan)
    .bind(&task.title)
    .bind(&task.deliverable)
    .bind(task.minutes)
    .bind(&task.goal)
    .fetch_optional(tx.conn())
    .await?;
    Ok(added)
}
