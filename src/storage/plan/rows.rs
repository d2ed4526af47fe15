//! Targets and tasks of a plan as rows: what counts during the week, with the state of each task.

use crate::domain::plan::diff::pairs;
use crate::domain::plan::{Draft, PlanId};
use crate::storage::Tx;
use crate::storage::json::json;

/// Turns the rows of `before` into those of `after`. A task that stays keeps its row, and with it its state and the
/// time it took. Unplanned tasks that were added meanwhile come after the plan's own.
pub async fn write(tx: &mut Tx, plan: PlanId, before: &Draft, after: &Draft) -> anyhow::Result<()> {
    let kept = json(&pairs(&before.tasks, &after.tasks))?;
    // Several statements in one call to SQLite. Existing numbers are moved out of the way first, so that none is there
    // twice. A regular task, a decision or a milestone may have been deleted since the draft was written.
    sqlx::query(
        "DELETE FROM plan_target WHERE plan_id = ?1;
         INSERT INTO plan_target (plan_id, metric_key, target, position)
         SELECT ?1, value ->> 'metric', value ->> 'value', key FROM jsonb_each(?2, '$.targets');
         UPDATE task SET number = number + 1000 WHERE plan_id = ?1;
         DELETE FROM task WHERE plan_id = ?1 AND origin <> 'unplanned'
         AND number - 1001 NOT IN (SELECT value FROM json_each(?3) WHERE value IS NOT NULL);
         UPDATE task SET number = n.key + 1, title = n.value ->> 'title', deliverable = n.value ->> 'deliverable',
                minutes = n.value ->> 'minutes', goal = n.value ->> 'goal', origin = n.value ->> 'origin',
                carried_weeks = coalesce(n.value ->> 'carried_weeks', 0),
                regular_id = (SELECT id FROM regular WHERE id = n.value ->> '$.seed.regular'),
                decision_id = (SELECT id FROM decision WHERE id = n.value ->> '$.seed.decision'),
                goal_id = coalesce((SELECT id FROM goal WHERE id = n.value ->> '$.step.goal'), goal_id),
                goal_month = coalesce((SELECT month FROM goal_milestone WHERE goal_id = n.value ->> '$.step.goal'
                                                                          AND month = n.value ->> '$.step.month'), goal_month),
                own_minutes = iif(n.value ->> '$.calibrated.to' = n.value ->> 'minutes', n.value ->> '$.calibrated.own', NULL)
         FROM (SELECT d.key, d.value, k.value AS place FROM jsonb_each(?2, '$.tasks') d
               JOIN json_each(?3) k ON k.key = d.key WHERE k.value IS NOT NULL) n
         WHERE task.plan_id = ?1 AND task.origin <> 'unplanned' AND task.number = n.place + 1001;
         INSERT INTO task (plan_id, number, title, deliverable, minutes, goal, origin, carried_weeks, regular_id, decision_id,
                           goal_id, goal_month, own_minutes)
         SELECT ?1, key + 1, value ->> 'title', value ->> 'deliverable', value ->> 'minutes', value ->> 'goal',
                value ->> 'origin', coalesce(value ->> 'carried_weeks', 0),
                (SELECT id FROM regular WHERE id = value ->> '$.seed.regular'),
                (SELECT id FROM decision WHERE id = value ->> '$.seed.decision'),
                (SELECT id FROM goal WHERE id = value ->> '$.step.goal'),
                (SELECT month FROM goal_milestone WHERE goal_id = value ->> '$.step.goal' AND month = value ->> '$.step.month'),
                iif(value ->> '$.calibrated.to' = value ->> 'minutes', value ->> '$.calibrated.own', NULL)
         FROM jsonb_each(?2, '$.tasks') WHERE (?3 ->> ('$[' || key || ']')) IS NULL;
         UPDATE task SET number = ?4 + (SELECT count(*) FROM task o
                                        WHERE o.plan_id = task.plan_id AND o.origin = 'unplanned' AND o.id <= task.id)
         WHERE plan_id = ?1 AND origin = 'unplanned'",
    )
    .bind(plan)
    .bind(json(after)?)
    .bind(kept)
    .bind(i64::try_from(after.tasks.len())?)
    .execute(tx.conn())
    .await?;
    Ok(())
}
