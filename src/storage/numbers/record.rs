//! A person's past weeks: what was planned, reported and done in each.

use anyhow::Context as _;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::record::{Number, WEEKS, WeekRecord};
use crate::domain::plan::{Origin, TaskState};
use crate::storage::Tx;

/// The person's last [`WEEKS`] weeks up to `last`, oldest first. Weeks before the first of which anything is known are
/// left out.
pub async fn weeks(tx: &mut Tx, person: PersonId, last: Week) -> anyhow::Result<Vec<WeekRecord>> {
    let first = (1..WEEKS).fold(last, |week, _| week.previous());
    let mut weeks: Vec<WeekRecord> =
        std::iter::successors(Some(first), |week| Some(week.next())).take(WEEKS).map(WeekRecord::empty).collect();
    add_punctuality(tx, person, &mut weeks).await?;
    add_numbers(tx, person, &mut weeks).await?;
    add_tasks(tx, person, &mut weeks).await?;
    let unknown = weeks.iter().take_while(|week| week.is_empty()).count();
    weeks.drain(..unknown);
    Ok(weeks)
}

/// Whether the plan and the report of each week were late.
async fn add_punctuality(tx: &mut Tx, person: PersonId, weeks: &mut [WeekRecord]) -> anyhow::Result<()> {
    let (from, to) = bounds(weeks);
    let rows: Vec<(String, Option<bool>, Option<bool>)> = sqlx::query_as(
        "SELECT week, iif(version > 0, late, NULL), NULL FROM plan WHERE person_id = ?1 AND week BETWEEN ?2 AND ?3
         UNION ALL
         SELECT week, NULL, iif(state = 'sent', late, NULL) FROM report WHERE person_id = ?1 AND week BETWEEN ?2 AND ?3",
    )
    .bind(person)
    .bind(from)
    .bind(to)
    .fetch_all(tx.conn())
    .await?;
    for (week, plan, report) in rows {
        let record = of(weeks, &week)?;
        record.plan = record.plan.or(plan);
        record.report = record.report.or(report);
    }
    Ok(())
}

/// The targets and actuals of each week.
async fn add_numbers(tx: &mut Tx, person: PersonId, weeks: &mut [WeekRecord]) -> anyhow::Result<()> {
    let (from, to) = bounds(weeks);
    let rows: Vec<(String, String, String, bool)> = sqlx::query_as(
        "SELECT p.week, t.metric_key, coalesce(o.target, t.target), 0 FROM plan p JOIN plan_target t ON t.plan_id = p.id
         LEFT JOIN target_override o ON o.person_id = p.person_id AND o.metric_key = t.metric_key AND o.week = p.week
         WHERE p.person_id = ?1 AND p.week BETWEEN ?2 AND ?3
         UNION ALL
         SELECT week, metric_key, value, 1 FROM actual WHERE person_id = ?1 AND week BETWEEN ?2 AND ?3",
    )
    .bind(person)
    .bind(from)
    .bind(to)
    .fetch_all(tx.conn())
    .await?;
    for (week, metric, value, is_actual) in rows {
        let record = of(weeks, &week)?;
        let at = record.numbers.iter().position(|number| number.metric == metric).unwrap_or_else(|| {
            record.numbers.push(Number { metric, target: None, actual: None });
            record.numbers.len() - 1
        });
        let number = &mut record.numbers[at];
        *(if is_actual { &mut number.actual } else { &mut number.target }) = Some(value.parse()?);
    }
    Ok(())
}

/// Week, origin, state, estimate and time taken, both in minutes.
type TaskRow = (String, String, String, Option<u32>, Option<u32>);

/// How the tasks of each week ended.
async fn add_tasks(tx: &mut Tx, person: PersonId, weeks: &mut [WeekRecord]) -> anyhow::Result<()> {
    let (from, to) = bounds(weeks);
    let rows: Vec<TaskRow> = sqlx::query_as(
        "SELECT p.week, t.origin, t.state, t.minutes, t.actual_minutes FROM plan p JOIN task t ON t.plan_id = p.id
         WHERE p.person_id = ?1 AND p.week BETWEEN ?2 AND ?3",
    )
    .bind(person)
    .bind(from)
    .bind(to)
    .fetch_all(tx.conn())
    .await?;
    for (week, origin, state, estimate, actual) in rows {
        let origin = Origin::named(&origin).with_context(|| format!("task origin '{origin}'"))?;
        let state = TaskState::named(&state).with_context(|| format!("task state '{state}'"))?;
        of(weeks, &week)?.tasks.count(origin, state, estimate, actual);
    }
    Ok(())
}

/// Whether anybody planned or reported anything in a week before this one.
pub async fn known_before(tx: &mut Tx, week: Week) -> anyhow::Result<bool> {
    let known = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM actual WHERE week < ?1) OR EXISTS (SELECT 1 FROM plan WHERE week < ?1)",
    );
    Ok(known.bind(week.to_string()).fetch_one(tx.conn()).await?)
}

/// The first and the last of the weeks, as they are stored.
fn bounds(weeks: &[WeekRecord]) -> (Option<String>, Option<String>) {
    let stored = |record: &WeekRecord| record.week.to_string();
    (weeks.first().map(stored), weeks.last().map(stored))
}

/// The record of a week that was read as text.
fn of<'a>(weeks: &'a mut [WeekRecord], week: &str) -> anyhow::Result<&'a mut WeekRecord> {
    let week: Week = week.parse()?;
    weeks.iter_mut().find(|record| record.week == week).context("a week that was not asked for")
}
