//! The author's changes to a draft, the last of which can be taken back.

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::domain::plan::{Change, Draft};
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::plan::Plan;

/// A change that can be taken back, as long as nothing else has changed the plan since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// What it did.
    pub change: Change,
    /// The place of the task it is seen at.
    pub at: usize,
    /// It was taken back: now that can be.
    #[serde(default)]
    pub undone: bool,
    /// How often the plan had been handed in then.
    version: i64,
    /// Mark of the draft it led to.
    after: u64,
}

impl Undo {
    /// Tells this change from any other, in a button.
    pub fn mark(&self) -> u64 {
        self.after
    }

    /// The change that is kept, if the draft still is what it led to.
    pub(super) fn read(kept: &str, version: i64, draft: &str) -> Option<Self> {
        // What an older version of the program kept and can't be read any more is simply no longer taken back.
        let undo: Self = unjson(kept).ok()?;
        (undo.version == version && undo.after == mark(draft)).then_some(undo)
    }
}

/// A mark of a draft's document: different for different ones, but for one case in 10¹⁹ (FNV-1a).
fn mark(document: &str) -> u64 {
    document.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Keeps what the author has changed since `before`, which is what is kept so far, so that it can be taken back.
///
/// # Errors
/// Where the plan is not the author's to edit any more, or the database fails.
pub async fn save_change(tx: &mut Tx, plan: &mut Plan, before: &Draft) -> anyhow::Result<()> {
    let document = json(&plan.draft)?;
    let (version, after) = (plan.version, mark(&document));
    let change = plan.draft.change_since(before);
    // Where a reader sees no difference, the change before this one still is the last.
    let seen = change.is_some();
    plan.undo = match change {
        Some((change, at)) => Some(Undo { change, at, undone: false, version, after }),
        None => plan.undo.take().map(|undo| Undo { after, ..undo }),
    };
    write(tx, plan, document, seen).await
}

/// Writes the draft with what can be taken back; `seen`: what was kept so far is what it goes back to.
async fn write(tx: &mut Tx, plan: &Plan, document: String, seen: bool) -> anyhow::Result<()> {
    let undo = plan.undo.as_ref().map(json).transpose()?;
    let changed = sqlx::query(
        "UPDATE plan SET undo_draft = iif(?, draft, undo_draft), draft = ?, undo = ?
         WHERE id = ? AND state IN ('draft', 'returned')",
    )
    .bind(seen)
    .bind(document)
    .bind(undo)
    .bind(plan.id)
    .execute(tx.conn())
    .await?
    .rows_affected();
    anyhow::ensure!(changed == 1, "plan {} is not editable", plan.id);
    Ok(())
}

/// Takes the last change back: the draft is what it was before. Taking that back in turn brings the change again.
///
/// # Errors
/// Where there is nothing to take back, the plan is not the author's to edit any more, or the database fails.
pub async fn take_back(tx: &mut Tx, plan: &mut Plan) -> anyhow::Result<()> {
    let before: Option<String> =
        sqlx::query_scalar("SELECT undo_draft FROM plan WHERE id = ?").bind(plan.id).fetch_one(tx.conn()).await?;
    let before = before.with_context(|| format!("nothing to take back in plan {}", plan.id))?;
    let mut before: Draft = unjson(&before).with_context(|| format!("draft before of plan {}", plan.id))?;
    before.number();
    plan.draft = plan.draft.back_to(before);
    let document = json(&plan.draft)?;
    plan.undo = plan.undo.take().map(|undo| Undo { after: mark(&document), undone: !undo.undone, ..undo });
    write(tx, plan, document, true).await
}
