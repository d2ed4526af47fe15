//! Filling a week's draft in with unfinished tasks, decisions, steps to goals and regular tasks.

use anyhow::Context as _;
use chrono::Weekday;

use crate::domain::calendar::month::Month;
use crate::domain::calendar::week::Week;
use crate::domain::calendar::workdays::any_worked;
use crate::domain::company::PersonId;
use crate::domain::plan::prefill::{Before, Decided, OfferSources, Step, offers, prefill};
use crate::domain::plan::regular::Period;
use crate::domain::plan::{Draft, Plan, PlanState, StepOf, TaskState};
use crate::storage::json::json;
use crate::storage::plan::draft::save_draft;
use crate::storage::plan::read::find;
use crate::storage::plan::regular;
use crate::storage::{Tx, company};

/// How many weeks ago the last plan may be for its unfinished tasks to be carried over: long enough for a holiday, too
/// short to bring back what nobody has missed.
const REACH: u32 = 4;

/// The person's plan for a week. Where there is none, a draft is made and filled in.
pub async fn find_or_create(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Plan> {
    if let Some(plan) = find(tx, person, week).await? {
        return Ok(plan);
    }
    let draft = fill(tx, person, week, &Draft::default()).await?;
    sqlx::query("INSERT INTO plan (person_id, week, state, draft) VALUES (?, ?, 'draft', ?)")
        .bind(person)
        .bind(week.to_string())
        .bind(json(&draft)?)
        .execute(tx.conn())
        .await?;
    find(tx, person, week).await?.context("a plan just made is gone")
}

/// The draft with what the week has already: unfinished tasks, decisions, steps to goals, regular tasks.
pub async fn fill(tx: &mut Tx, person: PersonId, week: Week, draft: &Draft) -> anyhow::Result<Draft> {
    let before = before(tx, person, week).await?;
    let decided = decided(tx, person, week).await?;
    let steps = steps(tx, person, week).await?;
    let regular = regular::of_person(tx, person).await?;
    // Only monthly tasks depend on the weeks in which the person works.
    let monthly = regular.iter().any(|r| r.period == Period::Monthly && !r.paused);
    let (holidays, absences) = if monthly { company::days_off(tx, person).await? } else { Default::default() };
    let works = |week| any_worked(holidays, &absences, week);
    let sources = OfferSources { before: &before, decided: &decided, steps: &steps, regular: &regular };
    Ok(prefill(draft, &offers(&sources, week, works)))
}

/// Updates a draft that was never handed in to the current facts; true where that changed it. What its author set
/// stays.
pub async fn refresh(tx: &mut Tx, plan: &mut Plan) -> anyhow::Result<bool> {
    // Only the author changes a plan that the manager returned, or that was taken back.
    if plan.state != PlanState::Draft || plan.version > 0 {
        return Ok(false);
    }
    let filled = fill(tx, plan.person, plan.week, &plan.draft).await?;
    if filled == plan.draft {
        return Ok(false);
    }
    save_draft(tx, plan, filled).await?;
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct BeforeRow {
    title: String,
    deliverable: Option<String>,
    minutes: Option<u32>,
    goal: Option<String>,
    state: String,
    actual_minutes: Option<u32>,
    carried_weeks: u32,
    regular_id: Option<i64>,
    decision_id: Option<i64>,
    goal_id: Option<i64>,
    goal_month: Option<String>,
    own_minutes: Option<u32>,
}

/// The tasks of the last plan before `week` that was handed in, with their states.
async fn before(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<Before>> {
    let since = week.back(REACH);
    let rows: Vec<BeforeRow> = sqlx::query_as(
        "SELECT t.title, t.deliverable, t.minutes, t.goal, t.state, t.actual_minutes, t.carried_weeks, t.regular_id,
                t.decision_id, t.goal_id, t.goal_month, t.own_minutes
         FROM task t
         WHERE t.plan_id = (SELECT id FROM plan WHERE person_id = ?1 AND week < ?2 AND week >= ?3 AND version > 0
                            ORDER BY week DESC LIMIT 1)
         ORDER BY t.number",
    )
    .bind(person)
    .bind(week.to_string())
    .bind(since.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Before {
                title: row.title,
                deliverable: row.deliverable,
                minutes: row.minutes,
                goal: row.goal,
                state: TaskState::named(&row.state).with_context(|| format!("task state '{}'", row.state))?,
                actual_minutes: row.actual_minutes,
                carried_weeks: row.carried_weeks,
                regular: row.regular_id,
                decision: row.decision_id,
                step: step_of(row.goal_id, row.goal_month)?,
                own_minutes: row.own_minutes,
            })
        })
        .collect()
}

/// The open decisions of syncs that this person answers for and has not done as a task of an earlier week.
async fn decided(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<Decided>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT d.id, d.text FROM decision d
         WHERE d.owner_id = ?1 AND d.state = 'open'
           AND NOT EXISTS (SELECT 1 FROM task t JOIN plan p ON p.id = t.plan_id
                           WHERE t.decision_id = d.id AND p.person_id = ?1 AND p.week < ?2
                             AND t.state IN ('done', 'cancelled'))
         ORDER BY d.id",
    )
    .bind(person)
    .bind(week.to_string())
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|(id, text)| Decided { id, text }).collect())
}

/// The next milestones of the open tactical goals that this person owns. A milestone is not offered again once a task
/// for it was done or cancelled in an earlier week, even if nobody has marked it as reached.
async fn steps(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<Step>> {
    // A week belongs to the month that has most of its days.
    let month = Month::of_date(week.day(Weekday::Thu));
    // With `min()` SQLite takes the other columns from the row that has the minimum.
    let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
        "SELECT g.id, g.tag, m.text, min(m.month)
         FROM goal g JOIN goal_milestone m ON m.goal_id = g.id
         WHERE g.owner_id = ?1 AND g.state = 'open' AND g.level = 'tactical' AND m.done_at IS NULL AND m.month <= ?3
           AND NOT EXISTS (SELECT 1 FROM task t JOIN plan p ON p.id = t.plan_id
                           WHERE t.goal_id = g.id AND t.goal_month = m.month AND p.person_id = ?1 AND p.week < ?2
                             AND t.state IN ('done', 'cancelled'))
         GROUP BY g.id ORDER BY g.position, g.id",
    )
    .bind(person)
    .bind(week.to_string())
    .bind(month.to_string())
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|(goal, tag, text, month)| Ok(Step { of: StepOf { goal, month: month.parse()? }, tag, text }))
        .collect()
}

/// The milestone that a row names, if it still exists.
fn step_of(goal: Option<i64>, month: Option<String>) -> anyhow::Result<Option<StepOf>> {
    let both = goal.zip(month).map(|(goal, month)| Ok(StepOf { goal, month: month.parse()? }));
    both.transpose()
}
