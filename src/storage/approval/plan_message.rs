//! What author and approver write to each other about a plan.

use chrono::{DateTime, Utc};

use crate::domain::approval::plan_message::PlanMessage;
use crate::domain::company::PersonId;
use crate::domain::plan::{Plan, PlanId};
use crate::storage::Tx;
use crate::storage::stamp::stamp;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    plan_id: PlanId,
    version: i64,
    who: PersonId,
    whom: PersonId,
    at: DateTime<Utc>,
    text: String,
}

impl From<Row> for PlanMessage {
    fn from(row: Row) -> Self {
        let Row { id, plan_id, version, who, whom, at, text } = row;
        Self { id, plan: plan_id, version, who, whom, at, text }
    }
}

/// A message that is about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewMessage<'a> {
    /// Who writes it.
    pub who: PersonId,
    /// Who is to read it.
    pub whom: PersonId,
    /// What it says.
    pub text: &'a str,
}

/// Stores a message about a plan.
pub async fn add(tx: &mut Tx, plan: &Plan, new: NewMessage<'_>, now: DateTime<Utc>) -> anyhow::Result<PlanMessage> {
    let NewMessage { who, whom, text } = new;
    let id = sqlx::query_scalar(
        "INSERT INTO plan_message (plan_id, version, who, whom, at, text) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(plan.id)
    .bind(plan.version)
    .bind(who)
    .bind(whom)
    .bind(stamp(now))
    .bind(text)
    .fetch_one(tx.conn())
    .await?;
    Ok(PlanMessage { id, plan: plan.id, version: plan.version, who, whom, at: now, text: text.to_owned() })
}

/// The conversation about a plan, oldest first.
pub async fn about(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Vec<PlanMessage>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, plan_id, version, who, whom, at, text FROM plan_message WHERE plan_id = ? ORDER BY id",
    )
    .bind(plan)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(PlanMessage::from).collect())
}

/// The message with this id.
pub async fn find(tx: &mut Tx, id: i64) -> anyhow::Result<Option<PlanMessage>> {
    let row: Option<Row> =
        sqlx::query_as("SELECT id, plan_id, version, who, whom, at, text FROM plan_message WHERE id = ?")
            .bind(id)
            .fetch_optional(tx.conn())
            .await?;
    Ok(row.map(PlanMessage::from))
}
