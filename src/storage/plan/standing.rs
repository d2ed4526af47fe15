//! The states of everybody's plans for a week, without their contents.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::numbers::target::Override;
use crate::domain::plan::standing::Standing;
use crate::domain::plan::{PlanId, PlanState};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

/// Plan, person, state, whether sent, whether late, who decided, whether asked.
type Row = (PlanId, PersonId, String, bool, bool, Option<PersonId>, bool);

/// The states of the plans for a week, in order of their people's ids.
pub async fn standings(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Standing>> {
    let all: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(id, person_id, iif(agreed IS NULL, state, 'approved'),
                                            json(iif(version > 0, 'true', 'false')), json(iif(late, 'true', 'false')), decided_by,
                                            json(iif(asked_at IS NULL, 'false', 'true')))
                                 ORDER BY person_id)
         FROM plan WHERE week = ?",
    )
    .bind(week.to_string())
    .fetch_one(tx.conn())
    .await?;
    let all: Vec<Row> = unjson(&all)?;
    all.into_iter()
        .map(|(plan, person, state, was_sent, late, decided_by, asked)| {
            let state = PlanState::named(&state).with_context(|| format!("plan state '{state}'"))?;
            Ok(Standing { plan, person, state, was_sent, late, decided_by, asked })
        })
        .collect()
}

/// These plans are asked for now, unless they were before.
pub async fn set_asked(tx: &mut Tx, plans: &[PlanId], now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("UPDATE plan SET asked_at = ? WHERE asked_at IS NULL AND id IN (SELECT value FROM json_each(?))")
        .bind(stamp(now))
        .bind(json(plans)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The people whose plan for a week is handed in, or in force while they write a change to it.
pub async fn who_handed_in(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<PersonId>> {
    let handed_in = "SELECT json_group_array(person_id) FROM plan
                     WHERE week = ? AND (state IN ('submitted', 'approved') OR agreed IS NOT NULL)";
    let people: String = sqlx::query_scalar(handed_in).bind(week.to_string()).fetch_one(tx.conn()).await?;
    Ok(unjson(&people)?)
}

/// The people who have ever handed in a plan for a week.
pub async fn who_ever_sent(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<PersonId>> {
    let sent = standings(tx, week).await?.into_iter().filter(|plan| plan.was_sent);
    Ok(sent.map(|plan| plan.person).collect())
}

/// The targets that were set for a week in place of those of its plans, in order of their people's ids.
pub async fn set_in_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Override>> {
    let all: String = sqlx::query_scalar(
        "SELECT json_group_array(json_array(o.person_id, o.metric_key, o.target, t.target, o.note, o.set_by) ORDER BY o.person_id)
         FROM target_override o JOIN plan p ON p.person_id = o.person_id AND p.week = o.week
         JOIN plan_target t ON t.plan_id = p.id AND t.metric_key = o.metric_key
         WHERE o.week = ?",
    )
    .bind(week.to_string())
    .fetch_one(tx.conn())
    .await?;
    let all: Vec<(PersonId, String, Decimal, Decimal, String, PersonId)> = unjson(&all)?;
    let set =
        |(person, metric, target, planned, note, by)| Override { person, metric, week, target, planned, note, by };
    Ok(all.into_iter().map(set).collect())
}
