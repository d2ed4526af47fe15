//! Writing the moves of plans. Nothing else changes a plan's state.

use crate::domain::plan::{Draft, Happened, Plan, PlanId, Rows, Transition};
use crate::storage::Tx;
use crate::storage::approval::{line_comment, waiting};
use crate::storage::json::json;
use crate::storage::plan::{history, rows};
use crate::storage::stamp::stamp;

/// The plan was changed by somebody else since the move was made. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("plan {plan} is no longer in version {version}, or not in that state")]
pub struct SomebodyWasFirst {
    /// The plan's id.
    pub plan: PlanId,
    /// The version the move was made on.
    pub version: i64,
}

/// Writes a move, its line of history and the rows of targets and tasks, if the plan still has the version and the
/// state that the move was made on. Gives the plan as it is afterwards.
///
/// # Errors
/// Inside, where somebody else changed the plan first.
pub async fn write(tx: &mut Tx, transition: Transition) -> anyhow::Result<Result<Plan, SomebodyWasFirst>> {
    let (version, _) = transition.from;
    let plan = &transition.plan;
    let changed = update(tx, &transition).await?;
    if changed == 0 {
        return Ok(Err(SomebodyWasFirst { plan: plan.id, version }));
    }
    // One row for the plan, and one line of history for each thing that happened.
    anyhow::ensure!(changed == 1 + transition.happened.len() as u64, "plan {} moved without its history", plan.id);
    match &transition.rows {
        Rows::Stay => {}
        Rows::OfDraft(before) => rows::write(tx, plan.id, before, &plan.draft).await?,
        Rows::OfVersion(0) => rows::write(tx, plan.id, &Draft::default(), &plan.draft).await?,
        Rows::OfVersion(version) => {
            let before = history::document(tx, plan.id, *version).await?.unwrap_or_default();
            rows::write(tx, plan.id, &before, &plan.draft).await?;
        }
    }
    if transition.keeps_told {
        waiting::carry_over(tx, plan.id, version, plan.version).await?;
    }
    line_comment::save(tx, plan).await?;
    Ok(Ok(transition.plan))
}

/// Writes the plan's row and its history in one call to SQLite: a line of history is written exactly when the plan's
/// row changes. Gives the number of rows written.
async fn update(tx: &mut Tx, transition: &Transition) -> anyhow::Result<u64> {
    let Transition { plan, from: (version, state), new_draft, happened, .. } = transition;
    let decided_at = happened.iter().find(|h| h.kind.decides()).map(|h| stamp(h.at));
    let line = |h: &Happened| (h.kind.name(), h.who, stamp(h.at), h.reason.clone(), h.kind.makes_version());
    let lines: Vec<_> = happened.iter().map(line).collect();
    let changed = sqlx::query(
        "UPDATE plan SET state = ?1, version = ?2, late = ?3, submitted_at = ?4, decided_by = ?5, reason = ?6, escalation_level = ?7,
                draft = coalesce(?8, draft), undo = NULL, undo_draft = NULL, agreed_version = ?9,
                agreed = iif(?9 IS NULL, NULL, iif(?1 = 'approved', coalesce(?8, draft), agreed)),
                decided_at = coalesce(?10, decided_at),
                escalated_at = iif(?11, NULL, escalated_at), nudges = iif(?11, 0, nudges)
         WHERE id = ?12 AND version = ?13 AND state = ?14;
         INSERT INTO plan_event (plan_id, version, what, who, at, reason, document)
         SELECT ?12, ?2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, iif(value ->> 4, ?8, NULL)
         FROM jsonb_each(?15) WHERE changes() = 1 ORDER BY key",
    )
    .bind(plan.state.name())
    .bind(plan.version)
    .bind(plan.late)
    .bind(plan.submitted_at.map(stamp))
    .bind(plan.decided_by)
    .bind(&plan.reason)
    .bind(plan.level)
    .bind(new_draft.then(|| plan.draft.document()))
    .bind(plan.agreed_version)
    .bind(decided_at)
    .bind(transition.waits_anew)
    .bind(plan.id)
    .bind(version)
    .bind(state.name())
    .bind(json(&lines)?)
    .execute(tx.conn())
    .await?
    .rows_affected();
    Ok(changed)
}
