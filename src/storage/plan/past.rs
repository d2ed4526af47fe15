//! The up to eight weeks before a plan's week: targets, actuals, minutes of unplanned tasks, and how long finished
//! tasks took. Suggestions and doubts are made from it.

use std::collections::HashMap;

use anyhow::Context as _;
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::plan::calibration::Finished;
use crate::domain::plan::{PAST_WEEKS, Past, Plan, PlanId};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

/// A person's past before a week.
pub async fn past(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Past> {
    Ok(load(tx, &[(person, week)]).await?.pop().unwrap_or_default())
}

/// The past of each plan's author before the plan's week.
pub async fn pasts(tx: &mut Tx, plans: &[Plan]) -> anyhow::Result<HashMap<PlanId, Past>> {
    if plans.is_empty() {
        return Ok(HashMap::new());
    }
    let whose: Vec<(PersonId, Week)> = plans.iter().map(|plan| (plan.person, plan.week)).collect();
    Ok(plans.iter().map(|plan| plan.id).zip(load(tx, &whose).await?).collect())
}

/// The past of each person before a week, in the order given.
///
/// Finished tasks whose estimate the bot had corrected and whose time equals that estimate are left out: the estimate
/// is the default for the time taken, so such a task would confirm the correction by itself.
async fn load(tx: &mut Tx, whose: &[(PersonId, Week)]) -> anyhow::Result<Vec<Past>> {
    let whose: Vec<(PersonId, Week, Week)> =
        whose.iter().map(|(person, week)| (*person, *week, week.back(PAST_WEEKS))).collect();
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT (SELECT json_group_array(json_array(kind, metric, week, value)) FROM
                     (SELECT 1 AS kind, a.metric_key AS metric, a.week, a.value FROM actual a
                      WHERE a.person_id = w.person AND a.week < w.before AND a.week >= w.since
                      UNION ALL
                      SELECT 0, t.metric_key, p.week, t.target FROM plan p JOIN plan_target t ON t.plan_id = p.id
                      WHERE p.person_id = w.person AND p.week < w.before AND p.week >= w.since
                      UNION ALL
                      SELECT 2, '', p.week, CAST(coalesce(sum(coalesce(t.actual_minutes, t.minutes)), 0) AS TEXT)
                      FROM plan p JOIN report r ON r.person_id = p.person_id AND r.week = p.week AND r.state = 'sent'
                      LEFT JOIN task t ON t.plan_id = p.id AND t.origin = 'unplanned' AND t.state <> 'cancelled'
                      WHERE p.person_id = w.person AND p.week < w.before AND p.week >= w.since AND p.version > 0
                      GROUP BY p.week
                      ORDER BY 3 DESC)),
                (SELECT json_group_array(json_array(coalesce(t.own_minutes, t.minutes), t.actual_minutes))
                 FROM plan p JOIN task t ON t.plan_id = p.id
                 WHERE p.person_id = w.person AND p.week < w.before AND p.week >= w.since
                   AND t.state = 'done' AND t.origin <> 'unplanned' AND t.minutes > 0 AND t.actual_minutes > 0
                   AND (t.own_minutes IS NULL OR t.actual_minutes <> t.minutes))
         FROM (SELECT key, value ->> 0 AS person, value ->> 1 AS before, value ->> 2 AS since FROM jsonb_each(?)) w
         ORDER BY w.key",
    )
    .bind(json(&whose)?)
    .fetch_all(tx.conn())
    .await?;
    let pasts = rows.iter().zip(&whose);
    pasts
        .map(|((numbers, finished), (person, week, _))| {
            read(numbers, finished).with_context(|| format!("past of person {person} before {week}"))
        })
        .collect()
}

/// Reads two lists of rows: kind (0 target, 1 actual, 2 minutes of unplanned tasks), metric key, week, value; and, of
/// finished tasks, the author's own estimate and the time taken, in minutes.
fn read(numbers: &str, finished: &str) -> anyhow::Result<Past> {
    let rows: Vec<(u8, String, Week, Decimal)> = unjson(numbers)?;
    let finished: Vec<(u32, u32)> = unjson(finished)?;
    let finished = finished.into_iter().map(|(own, took)| Finished { own, took }).collect();
    let mut past = Past { finished, ..Past::default() };
    for (kind, metric, week, value) in rows {
        match kind {
            0 => past.targets.push((metric, week, value)),
            1 => past.actuals.push((metric, week, value)),
            _ => past.unplanned.push((week, value.try_into()?)),
        }
    }
    Ok(past)
}
