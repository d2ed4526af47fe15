//! What author and approver write to each other about a plan.

use chrono::{DateTime, Utc};

use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::plan::{Plan, PlanId};
use crate::storage::stamp::stamp;

/// One message of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Remark {
    /// Database id.
    pub id: i64,
    /// About which plan.
    pub plan_id: PlanId,
    /// When it stood in which version.
    pub version: i64,
    /// Who wrote it.
    pub who: PersonId,
    /// To whom.
    pub whom: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
}

/// Keeps a message; its id.
///
/// # Errors
/// Where the database fails.
pub async fn add_remark(
    tx: &mut Tx,
    plan: &Plan,
    who: PersonId,
    whom: PersonId,
    text: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<i64> {
    let id = sqlx::query_scalar(
        "INSERT INTO plan_remark (plan_id, version, who, whom, at, text) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(plan.id)
    .bind(plan.version)
    .bind(who)
    .bind(whom)
    .bind(stamp(now))
    .bind(text)
    .fetch_one(tx.conn())
    .await?;
    Ok(id)
}

/// The conversation about a plan, oldest first.
///
/// # Errors
/// Where the database fails.
pub async fn remarks(tx: &mut Tx, plan: PlanId) -> anyhow::Result<Vec<Remark>> {
    let rows = sqlx::query_as(
        "SELECT id, plan_id, version, who, whom, at, text FROM plan_remark WHERE plan_id = ? ORDER BY id",
    )
    .bind(plan)
    .fetch_all(tx.conn())
    .await?;
    Ok(rows)
}

/// One message of a conversation.
///
/// # Errors
/// Where the database fails.
pub async fn remark(tx: &mut Tx, id: i64) -> anyhow::Result<Option<Remark>> {
    let row = sqlx::query_as("SELECT id, plan_id, version, who, whom, at, text FROM plan_remark WHERE id = ?")
        .bind(id)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row)
}
