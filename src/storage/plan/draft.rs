//! Drafts: what the author, or the bot, writes before a plan is handed in.

use anyhow::Context as _;

use crate::domain::plan::{Draft, Edit, Plan};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};

/// Keeps what the bot has made of a draft: there is nothing to take back.
///
/// # Errors
/// Where the plan is not the author's to edit any more.
pub async fn save_draft(tx: &mut Tx, plan: &mut Plan, draft: Draft) -> anyhow::Result<()> {
    let edit = plan.rewrite(draft)?;
    write(tx, plan, edit).await
}

/// Keeps what the author has made of a draft, so that it can be taken back.
///
/// # Errors
/// Where the plan is not the author's to edit any more.
pub async fn save_change(tx: &mut Tx, plan: &mut Plan, draft: Draft) -> anyhow::Result<()> {
    let edit = plan.edit(draft)?;
    write(tx, plan, edit).await
}

/// Takes the last change back: the draft is what it was before.
///
/// # Errors
/// Where there is nothing to take back, the plan is not the author's to edit any more.
pub async fn take_back(tx: &mut Tx, plan: &mut Plan) -> anyhow::Result<()> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT undo_draft FROM plan WHERE id = ?").bind(plan.id).fetch_one(tx.conn()).await?;
    let before = before.with_context(|| format!("nothing to take back in plan {}", plan.id))?;
    let mut before: Draft = unjson(&before).with_context(|| format!("draft before of plan {}", plan.id))?;
    before.number();
    let edit = plan.take_back(before)?;
    write(tx, plan, edit).await
}

/// Writes the draft, if the plan still is what it was edited as, and with it what its last change goes back to.
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
