//! What was said about lines of a version of a plan when it was returned.

use crate::domain::approval::line_comment::Mark;
use crate::storage::Tx;
use crate::storage::json::json;
use crate::storage::plan::Plan;

/// Keeps the marks of the version that is being returned. They stay in its history.
///
/// # Errors
/// Where the database fails.
pub async fn save_marks(tx: &mut Tx, plan: &Plan, marks: &[Mark]) -> anyhow::Result<()> {
    if marks.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT OR REPLACE INTO plan_mark (plan_id, version, position, mark) SELECT ?, ?, key, value FROM json_each(?)",
    )
    .bind(plan.id)
    .bind(plan.version)
    .bind(json(marks)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}
