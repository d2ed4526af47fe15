//! The history of plans: every version as it was handed in, and who did what to it.

use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::plan::{Base, Draft, EventKind, Plan, PlanEvent, PlanId};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

/// The author's reason why this version of a plan has more hours than the budget.
pub async fn over_reason(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Option<String>> {
    let reason: Option<Option<String>> = sqlx::query_scalar(
        "SELECT reason FROM plan_event WHERE plan_id = ? AND version = ?
                          AND what IN ('submitted', 'amended')",
    )
    .bind(plan.id)
    .bind(plan.version)
    .fetch_optional(tx.conn())
    .await?;
    Ok(reason.flatten())
}

/// Who approved the version that is in force; none where nothing is.
pub async fn approved_by(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Option<PersonId>> {
    let who = sqlx::query_scalar(
        "SELECT who FROM plan_event WHERE plan_id = ? AND version = ? AND what = 'approved' ORDER BY id DESC LIMIT 1",
    )
    .bind(plan.id)
    .bind(plan.agreed_version)
    .fetch_optional(tx.conn())
    .await?;
    Ok(who)
}

/// A version as it was handed in; none where there is no such version.
pub async fn document(tx: &mut Tx, plan: PlanId, version: i64) -> anyhow::Result<Option<Draft>> {
    let text: Option<String> = sqlx::query_scalar(
        "SELECT document FROM plan_event WHERE plan_id = ? AND version = ? AND document IS NOT NULL ORDER BY id LIMIT 1",
    )
    .bind(plan)
    .bind(version)
    .fetch_optional(tx.conn())
    .await?;
    text.map(|text| unjson(&text)).transpose().with_context(|| format!("version {version} of plan {plan}"))
}

/// The version that the author handed in last, as it was before an approver changed it, with its number.
pub async fn handed_in(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Option<(i64, Draft)>> {
    let version: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM plan_event WHERE plan_id = ? AND what = 'submitted'")
            .bind(plan)
            .fetch_one(tx.conn())
            .await?;
    let Some(version) = version else { return Ok(None) };
    Ok(document(tx, plan, version).await?.map(|document| (version, document)))
}

/// What this version of a plan is compared with: the last one that was returned, approved or taken back, else the one
/// that was handed in first. None for a first version.
pub async fn base(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Option<Base>> {
    Ok(bases(tx, std::slice::from_ref(plan)).await?.remove(&plan.id))
}

/// Like [`base`], for several plans.
pub async fn bases(tx: &mut Tx, plans: &[Plan]) -> anyhow::Result<HashMap<PlanId, Base>> {
    let again: Vec<(PlanId, i64)> = plans.iter().filter(|p| p.version > 1).map(|p| (p.id, p.version)).collect();
    if again.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(PlanId, bool, Option<String>)> = sqlx::query_as(
        "SELECT id, settled IS NOT NULL,
                (SELECT document FROM plan_event e WHERE e.plan_id = v.id AND e.version = coalesce(settled, first)
                   AND document IS NOT NULL ORDER BY e.id LIMIT 1)
         FROM (SELECT j.value ->> 0 AS id,
                      (SELECT max(version) FROM plan_event e WHERE e.plan_id = j.value ->> 0
                         AND e.version < j.value ->> 1 AND e.what IN ('returned', 'approved', 'withdrawn')) AS settled,
                      (SELECT min(version) FROM plan_event e WHERE e.plan_id = j.value ->> 0
                         AND e.version < j.value ->> 1) AS first
               FROM jsonb_each(?) j) v",
    )
    .bind(json(&again)?)
    .fetch_all(tx.conn())
    .await?;
    let with_document = rows.into_iter().filter_map(|(id, settled, text)| Some((id, settled, text?)));
    with_document
        .map(|(id, settled, text)| {
            let document = unjson(&text).with_context(|| format!("what plan {id} is compared with"))?;
            Ok((id, Base { document, settled }))
        })
        .collect()
}

/// The history of a plan, oldest first.
pub async fn events(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Vec<PlanEvent>> {
    type Row = (i64, String, i64, DateTime<Utc>, Option<String>, Option<String>);
    let rows: Vec<Row> =
        sqlx::query_as("SELECT version, what, who, at, reason, document FROM plan_event WHERE plan_id = ? ORDER BY id")
            .bind(plan)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter()
        .map(|(version, what, who, at, reason, document)| {
            Ok(PlanEvent {
                version,
                kind: EventKind::named(&what).with_context(|| format!("plan event '{what}'"))?,
                who,
                at,
                reason,
                document: document.map(|text| unjson(&text)).transpose()?,
            })
        })
        .collect()
}

/// A person's plans that were ever handed in, newest week first, at most `most`.
pub async fn newest_of(tx: &mut Tx, person: PersonId, most: u32) -> anyhow::Result<Vec<PlanId>> {
    let ids = sqlx::query_scalar("SELECT id FROM plan WHERE person_id = ? AND version > 0 ORDER BY week DESC LIMIT ?")
        .bind(person)
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    Ok(ids)
}
