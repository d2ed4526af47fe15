//! Versions of a plan: changes to what waits or is in force, and the history of all of them.

use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::plan::Draft;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::plan::{Plan, PlanId, rows};
use crate::storage::stamp::stamp;

/// The author changed a plan that waits: it waits on, as the next version. The new version.
///
/// # Errors
/// Where it does not wait in the version given any more, or the database fails.
pub async fn amend(tx: &mut Tx, plan: &Plan, over: Option<&str>, now: DateTime<Utc>) -> anyhow::Result<i64> {
    let version = plan.version + 1;
    let document = json(&plan.draft)?;
    let changed = sqlx::query(
        "UPDATE plan SET version = ?1, draft = ?2 WHERE id = ?3 AND version = ?4 AND state = 'submitted';
         INSERT INTO plan_event (plan_id, version, what, who, at, reason, document)
         SELECT ?3, ?1, 'amended', ?5, ?6, ?7, ?2 WHERE changes() = 1",
    )
    .bind(version)
    .bind(&document)
    .bind(plan.id)
    .bind(plan.version)
    .bind(plan.person)
    .bind(stamp(now))
    .bind(over)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 2, "plan {} version {} does not wait any more", plan.id, plan.version);
    rows::of_waiting(tx, plan).await?;
    // Whoever was told of the version before need not be told anew: their card shows this one.
    sqlx::query(
        "INSERT INTO plan_holder (plan_id, version, person_id, holds, told_at)
         SELECT plan_id, ?, person_id, holds, told_at FROM plan_holder WHERE plan_id = ? AND version = ?",
    )
    .bind(version)
    .bind(plan.id)
    .bind(plan.version)
    .execute(tx.conn())
    .await?;
    Ok(version)
}

/// Somebody who decides approves a plan with changes of their own: `edited` becomes the next version and is in force. The
/// new version.
///
/// # Errors
/// Where the version given does not wait any more, or the database fails.
pub async fn approve_edited(
    tx: &mut Tx,
    plan: &Plan,
    edited: &Draft,
    by: PersonId,
    now: DateTime<Utc>,
) -> anyhow::Result<i64> {
    let version = plan.version + 1;
    let changed = sqlx::query(
        "UPDATE plan SET state = 'approved', version = ?1, draft = ?2, agreed_version = ?1, agreed = ?2, decided_at = ?3,
                         decided_by = ?4, reason = NULL
         WHERE id = ?5 AND version = ?6 AND state = 'submitted';
         INSERT INTO plan_event (plan_id, version, what, who, at, document)
         SELECT ?5, ?1, 'edited', ?4, ?3, ?2 WHERE changes() = 1;
         INSERT INTO plan_event (plan_id, version, what, who, at) SELECT ?5, ?1, 'approved', ?4, ?3 WHERE changes() = 1",
    )
    .bind(version)
    .bind(json(edited)?)
    .bind(stamp(now))
    .bind(by)
    .bind(plan.id)
    .bind(plan.version)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 3, "plan {} version {} does not wait any more", plan.id, plan.version);
    rows::write(tx, plan.id, plan.agreed.as_ref().unwrap_or(&plan.draft), edited).await?;
    Ok(version)
}

/// The author begins to change an approved plan, which stays in force.
///
/// # Errors
/// Where it is not approved any more, or the database fails.
pub async fn begin_change(tx: &mut Tx, plan: &Plan) -> anyhow::Result<()> {
    let changed = sqlx::query("UPDATE plan SET state = 'draft' WHERE id = ? AND version = ? AND state = 'approved'")
        .bind(plan.id)
        .bind(plan.version)
        .execute(tx.conn())
        .await?
        .rows_affected();
    anyhow::ensure!(changed == 1, "plan {} is not approved any more", plan.id);
    Ok(())
}

/// The author drops the change they were writing: the plan is what was approved, by whoever did so.
///
/// # Errors
/// Where no change is being written any more, or the database fails.
pub async fn keep_agreed(tx: &mut Tx, plan: &Plan) -> anyhow::Result<()> {
    let changed = sqlx::query(
        "UPDATE plan SET state = 'approved', draft = agreed, reason = NULL,
                decided_by = (SELECT who FROM plan_event e WHERE e.plan_id = plan.id AND e.version = agreed_version
                              AND e.what = 'approved' ORDER BY e.id DESC LIMIT 1)
         WHERE id = ? AND agreed IS NOT NULL AND state IN ('draft', 'returned')",
    )
    .bind(plan.id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "no change of plan {} is being written any more", plan.id);
    Ok(())
}

/// A version as it was handed in; none where there is no such version.
///
/// # Errors
/// Where the database fails.
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

/// What the author handed in last, before any changes to it: version and document.
///
/// # Errors
/// Where the database fails.
pub async fn handed_in(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Option<(i64, Draft)>> {
    let version: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM plan_event WHERE plan_id = ? AND what = 'submitted'")
            .bind(plan)
            .fetch_one(tx.conn())
            .await?;
    let Some(version) = version else { return Ok(None) };
    Ok(document(tx, plan, version).await?.map(|document| (version, document)))
}

/// What a version that waits is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Base {
    /// As it was handed in.
    pub document: Draft,
    /// Whoever decides has been done with it: it was returned, approved or taken back. Else it is what was handed in before
    /// the author changed it while it waited.
    pub settled: bool,
}

/// What this version of a plan is compared with: the last one that was returned, approved or taken back; where there is
/// none, what was handed in first. None for a first version.
///
/// # Errors
/// Where the database fails.
pub async fn base(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Option<Base>> {
    Ok(bases(tx, std::slice::from_ref(plan)).await?.remove(&plan.id))
}

/// The same of several plans.
///
/// # Errors
/// Where the database fails.
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

/// What happened to a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The author handed it in.
    Submitted,
    /// The author changed the version before it while that waited.
    Amended,
    /// The author took it back.
    Withdrawn,
    /// Whoever decides changed the version before it.
    Edited,
    /// Agreed.
    Approved,
    /// Sent back.
    Returned,
    /// Opened again after it was agreed.
    Reopened,
}

impl What {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "submitted" => Self::Submitted,
            "amended" => Self::Amended,
            "withdrawn" => Self::Withdrawn,
            "edited" => Self::Edited,
            "approved" => Self::Approved,
            "returned" => Self::Returned,
            "reopened" => Self::Reopened,
            _ => return None,
        })
    }
}

/// One line of a plan's history.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Of which version.
    pub version: i64,
    /// What happened.
    pub what: What,
    /// Who did it.
    pub who: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Why: of a return, or why there are more hours than fit.
    pub reason: Option<String>,
    /// The version itself, where this is how it came to be.
    pub document: Option<Draft>,
}

/// The history of a plan, oldest first.
///
/// # Errors
/// Where the database fails.
pub async fn events(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Vec<Event>> {
    type Row = (i64, String, i64, DateTime<Utc>, Option<String>, Option<String>);
    let rows: Vec<Row> =
        sqlx::query_as("SELECT version, what, who, at, reason, document FROM plan_event WHERE plan_id = ? ORDER BY id")
            .bind(plan)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter()
        .map(|(version, what, who, at, reason, document)| {
            Ok(Event {
                version,
                what: What::named(&what).with_context(|| format!("plan event '{what}'"))?,
                who,
                at,
                reason,
                document: document.map(|text| unjson(&text)).transpose()?,
            })
        })
        .collect()
}

/// A person's plans that were ever handed in, newest week first, at most `most`.
///
/// # Errors
/// Where the database fails.
pub async fn newest_of(tx: &mut Tx, person: PersonId, most: u32) -> anyhow::Result<Vec<PlanId>> {
    let ids = sqlx::query_scalar("SELECT id FROM plan WHERE person_id = ? AND version > 0 ORDER BY week DESC LIMIT ?")
        .bind(person)
        .bind(most)
        .fetch_all(tx.conn())
        .await?;
    Ok(ids)
}
