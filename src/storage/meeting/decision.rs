//! Decisions of syncs: open until somebody closes them.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::domain::meeting::decision::{Decision, DecisionId, DecisionState, NewDecision};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::stamp::stamp;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    sync_id: i64,
    owner_id: Option<i64>,
    text: String,
    week: String,
    state: String,
    made_by: i64,
    closed_by: Option<i64>,
    asked: Option<String>,
}

impl TryFrom<Row> for Decision {
    type Error = anyhow::Error;

    fn try_from(row: Row) -> anyhow::Result<Self> {
        Ok(Self {
            id: row.id,
            sync: row.sync_id,
            owner: row.owner_id,
            text: row.text,
            week: row.week.parse()?,
            state: DecisionState::named(&row.state).with_context(|| format!("decision state '{}'", row.state))?,
            made_by: row.made_by,
            closed_by: row.closed_by,
            asked: row.asked.map(|asked| unjson(&asked)).transpose()?.unwrap_or_default(),
        })
    }
}

/// Stores a decision. Where an open one for the same week has the same words, that one is given instead.
pub async fn add(tx: &mut Tx, new: &NewDecision<'_>, now: DateTime<Utc>) -> anyhow::Result<Decision> {
    let known: Option<Row> = sqlx::query_as(
        "SELECT id, sync_id, owner_id, text, week, state, made_by, closed_by, asked FROM decision
         WHERE sync_id = ? AND week = ? AND text = ? AND owner_id IS ? AND state = 'open'",
    )
    .bind(new.sync)
    .bind(new.week.to_string())
    .bind(new.text)
    .bind(new.owner)
    .fetch_optional(tx.conn())
    .await?;
    if let Some(known) = known {
        return known.try_into();
    }
    let asked = if new.asked.is_empty() { None } else { Some(json(new.asked)?) };
    let row: Row = sqlx::query_as(
        "INSERT INTO decision (sync_id, owner_id, text, week, made_by, made_at, asked) VALUES (?, ?, ?, ?, ?, ?, ?)
         RETURNING id, sync_id, owner_id, text, week, state, made_by, closed_by, asked",
    )
    .bind(new.sync)
    .bind(new.owner)
    .bind(new.text)
    .bind(new.week.to_string())
    .bind(new.made_by)
    .bind(stamp(now))
    .bind(asked)
    .fetch_one(tx.conn())
    .await?;
    row.try_into()
}

/// The decision with this id.
pub async fn get(tx: &mut Tx, id: DecisionId) -> anyhow::Result<Option<Decision>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, sync_id, owner_id, text, week, state, made_by, closed_by, asked FROM decision WHERE id = ?",
    )
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    row.map(Decision::try_from).transpose()
}

/// Stores a decision's owner, its sync and what is still asked about it, after a question about it was answered.
///
/// # Errors
/// Where the decision is not open any more.
pub async fn answer(tx: &mut Tx, decision: &Decision) -> anyhow::Result<()> {
    let asked = if decision.asked.is_empty() { None } else { Some(json(&decision.asked)?) };
    let changed =
        sqlx::query("UPDATE decision SET owner_id = ?, sync_id = ?, asked = ? WHERE id = ? AND state = 'open'")
            .bind(decision.owner)
            .bind(decision.sync)
            .bind(asked)
            .bind(decision.id)
            .execute(tx.conn())
            .await?
            .rows_affected();
    anyhow::ensure!(changed == 1, "decision {} is not open any more", decision.id);
    Ok(())
}

/// Closes a decision as done or dropped.
///
/// # Errors
/// Where the decision is not open any more.
pub async fn close(
    tx: &mut Tx,
    id: DecisionId,
    state: DecisionState,
    by: PersonId,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let changed = sqlx::query(
        "UPDATE decision SET state = ?, closed_by = ?, closed_at = ?, asked = NULL WHERE id = ? AND state = 'open'",
    )
    .bind(state.name())
    .bind(by)
    .bind(stamp(now))
    .bind(id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "decision {id} is not open any more");
    Ok(())
}

/// The decisions that a sync's meeting looks at, oldest first: those that are open, and those done at `since` or later.
pub async fn of_sync(tx: &mut Tx, sync: i64, since: DateTime<Utc>) -> anyhow::Result<Vec<Decision>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, sync_id, owner_id, text, week, state, made_by, closed_by, asked FROM decision
         WHERE sync_id = ? AND (state = 'open' OR (state = 'done' AND closed_at >= ?)) ORDER BY id",
    )
    .bind(sync)
    .bind(stamp(since))
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Decision::try_from).collect()
}

/// Whether a sync has a decision that is still open.
pub async fn any_open(tx: &mut Tx, sync: i64) -> anyhow::Result<bool> {
    let any = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM decision WHERE sync_id = ? AND state = 'open')");
    Ok(any.bind(sync).fetch_one(tx.conn()).await?)
}

/// The open decisions a person answers for, of every sync, oldest first.
pub async fn open_decisions_of(tx: &mut Tx, owner: PersonId) -> anyhow::Result<Vec<Decision>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, sync_id, owner_id, text, week, state, made_by, closed_by, asked FROM decision
         WHERE owner_id = ? AND state = 'open' ORDER BY id",
    )
    .bind(owner)
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter().map(Decision::try_from).collect()
}
