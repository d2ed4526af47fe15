//! Drafts: what the author or the bot writes before a plan is handed in.

use anyhow::Context as _;

use crate::domain::plan::{Draft, Edit, Plan};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

/// Stores a draft that the bot has changed. The author has nothing to undo then.
///
/// # Errors
/// Where the plan is not the author's to edit any more.
pub async fn save_draft(tx: &mut Tx, plan: &mut Plan, draft: Draft) -> anyhow::Result<()> {
    let edit = plan.rewrite(draft)?;
    write(tx, plan, edit).await
}

/// Stores a draft that its author has changed, so that the change can be undone.
///
/// # Errors
/// Where the plan is not the author's to edit any more.
pub async fn save_change(tx: &mut Tx, plan: &mut Plan, draft: Draft) -> anyhow::Result<()> {
    let edit = plan.edit(draft)?;
    write(tx, plan, edit).await
}

/// Undoes the author's last change.
///
/// # Errors
/// Where there is nothing to undo, or the plan is not the author's to edit any more.
pub async fn take_back(tx: &mut Tx, plan: &mut Plan) -> anyhow::Result<()> {
    let before = before(tx, plan).await?;
    let edit = plan.take_back(before)?;
    write(tx, plan, edit).await
}

/// What the last change goes back to.
///
/// # Errors
/// Where there is nothing to take back.
pub async fn before(tx: &mut Tx, plan: &Plan) -> anyhow::Result<Draft> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT undo_draft FROM plan WHERE id = ?").bind(plan.id).fetch_one(tx.conn()).await?;
    let before = before.with_context(|| format!("nothing to take back in plan {}", plan.id))?;
    let mut before: Draft = unjson(&before).with_context(|| format!("draft before of plan {}", plan.id))?;
    before.number();
    Ok(before)
}

/// Keeps what a plan that waits was before its author changed it, so that the change can be taken back. `undone`: that was the
/// last change taken back, which can be made again.
pub async fn remember(tx: &mut Tx, plan: &mut Plan, before: &Draft, undone: bool) -> anyhow::Result<()> {
    *plan = plan.changed_from(before, undone);
    sqlx::query("UPDATE plan SET undo_draft = ?, undo = ? WHERE id = ? AND version = ?")
        .bind(before.document())
        .bind(plan.undo.as_ref().map(json).transpose()?)
        .bind(plan.id)
        .bind(plan.version)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Writes the draft and what its last change is undone to. Fails where the plan was moved meanwhile.
async fn write(tx: &mut Tx, plan: &mut Plan, edit: Edit) -> anyhow::Result<()> {
    let Edit { plan: after, keeps_before } = edit;
    let changed = sqlx::query(
        "UPDATE plan SET undo_draft = iif(?, draft, undo_draft), draft = ?, undo = ?
         WHERE id = ? AND version = ? AND state = ?",
    )
    .bind(keeps_before)
    .bind(after.draft.document())
    .bind(after.undo.as_ref().map(json).transpose()?)
    .bind(plan.id)
    .bind(plan.version)
    .bind(plan.state.name())
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "plan {} is not editable", plan.id);
    *plan = after;
    Ok(())
}
