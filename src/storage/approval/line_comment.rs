//! What was said about lines of a version of a plan when it was returned.

use crate::domain::plan::Plan;
use crate::storage::Tx;
use crate::storage::json::json;

/// Stores the comments on the version that was returned. They stay in the plan's history.
pub async fn save(tx: &mut Tx, plan: &Plan) -> anyhow::Result<()> {
    if plan.comments.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT OR REPLACE INTO line_comment (plan_id, version, position, comment) SELECT ?, ?, key, value FROM json_each(?)",
    )
    .bind(plan.id)
    .bind(plan.version)
    .bind(json(&plan.comments)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}
