//! What words do to a plan: its targets and tasks, their order, and what goes to the week after.

use crate::cards;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::intake::understand::Act;
use crate::domain::intake::{PlanItem, PlanReading, PlanWhat};
use crate::domain::plan::{Plan, PlanState};
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;

use crate::chat::plan::writing::take_lines;
use crate::chat::plan::{postpone, version};

/// Makes these changes of a plan: of its draft, or of what waits as a new version. `message`: the one that says so, where it was
/// one. Whether anything is otherwise now.
pub async fn make(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &mut Plan,
    acts: &[Act],
    message: Option<i64>,
) -> anyhow::Result<bool> {
    let before = plan.draft.clone();
    let mut items = Vec::new();
    for act in acts {
        match act {
            Act::PostponeTask { number } => {
                if postpone::postpone(unit, person, plan, *number).await? {
                    items.push(PlanWhat::Delete { number: *number });
                }
            }
            other => items.extend(as_line(other)),
        }
    }
    let items = items.into_iter().map(|what| PlanItem { line: 0, what }).collect();
    let reading = PlanReading { says_plan: false, items, puzzles: Vec::new() };
    let taken = take_lines(unit, person, plan, &reading, message).await?;
    if let Some(message) = message.filter(|_| taken.any()) {
        effects::keep(unit.tx, person.id, message, &Effect::PlanLines { plan: plan.id }).await?;
    }
    Ok(plan.draft != before)
}

/// A change as a line of a plan says it; none where it is none of the plan's.
pub fn as_line(act: &Act) -> Option<PlanWhat> {
    Some(match act {
        Act::Target { metric, value } => PlanWhat::Target { metric: metric.clone(), value: *value },
        Act::AddTask(task) => PlanWhat::Task(task.clone()),
        Act::ChangeTask { number, change } => PlanWhat::Change { number: *number, change: change.clone() },
        Act::RemoveTask { number } => PlanWhat::Delete { number: *number },
        Act::MoveTask { number, to } => PlanWhat::Move { number: *number, to: *to },
        Act::SwapTasks { number, with } => PlanWhat::Swap { number: *number, with: *with },
        Act::PostponeTask { .. }
        | Act::Undo
        | Act::Actual { .. }
        | Act::BareActuals(_)
        | Act::Mark(_)
        | Act::AddUnplanned(_)
        | Act::Note { .. } => return None,
    })
}

/// «отмени»: the last change of the plan is taken back. False where there is none.
pub async fn undo(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan) -> anyhow::Result<bool> {
    if plan.state == PlanState::Approved || plan.undo.as_ref().is_none_or(|undo| undo.undone) {
        return Ok(false);
    }
    version::take_back(unit, person, plan).await?;
    cards::plan::card::show(unit, person, plan, Place::Near, Lane::Interactive, None).await?;
    Ok(true)
}
