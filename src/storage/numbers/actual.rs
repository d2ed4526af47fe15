//! Everybody's targets and actuals, week by week.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::kpi::Value;
use crate::storage::Tx;
use crate::storage::json::unjson;

/// Numbers by week. Weeks without any are left out.
pub type ByWeek = BTreeMap<Week, Vec<Value>>;

/// The targets that count in the weeks from `first` to `last`: those of the submitted plans, or what a manager set for
/// the week instead. Each with the instant at which the plan was submitted.
pub async fn targets(tx: &mut Tx, first: Week, last: Week) -> anyhow::Result<ByWeek> {
    let rows = sqlx::query_as(
        "SELECT p.week, json_group_array(json_array(p.person_id, t.metric_key, coalesce(o.target, t.target), p.submitted_at)
                                         ORDER BY p.person_id, t.position)
         FROM plan p JOIN plan_target t ON t.plan_id = p.id
         LEFT JOIN target_override o ON o.person_id = p.person_id AND o.metric_key = t.metric_key AND o.week = p.week
         WHERE p.week BETWEEN ? AND ? GROUP BY p.week",
    );
    read(rows.bind(first.to_string()).bind(last.to_string()).fetch_all(tx.conn()).await?)
}

/// The actuals of the weeks from `first` to `last`, each with the instant at which it was typed.
pub async fn actuals(tx: &mut Tx, first: Week, last: Week) -> anyhow::Result<ByWeek> {
    let rows = sqlx::query_as(
        "SELECT week, json_group_array(json_array(person_id, metric_key, value, typed_at) ORDER BY person_id, metric_key)
         FROM actual WHERE week BETWEEN ? AND ? GROUP BY week",
    );
    read(rows.bind(first.to_string()).bind(last.to_string()).fetch_all(tx.conn()).await?)
}

/// The targets that count in one week: see [`targets`].
pub async fn targets_of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Value>> {
    Ok(targets(tx, week, week).await?.remove(&week).unwrap_or_default())
}

/// The actuals of one week: see [`actuals`].
pub async fn actuals_of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Value>> {
    Ok(actuals(tx, week, week).await?.remove(&week).unwrap_or_default())
}

/// Reads rows of a week and its numbers as JSON: one row a week, for there are as many numbers as people times metrics.
fn read(rows: Vec<(String, String)>) -> anyhow::Result<ByWeek> {
    let mut all = ByWeek::new();
    for (week, values) in rows {
        let values: Vec<(PersonId, String, Decimal, Option<DateTime<Utc>>)> = unjson(&values)?;
        let value = |(person, metric, value, at): (_, _, _, Option<_>)| Value {
            person,
            metric,
            value,
            at: at.unwrap_or_default(),
        };
        all.insert(week.parse()?, values.into_iter().map(value).collect());
    }
    Ok(all)
}
