//! Tasks that go to the plan of the week after, and come back where that is taken back.

use crate::domain::company::Person;
use crate::domain::intake::{PlanItem, PlanReading, PlanWhat, TaskText};
use crate::domain::plan::{Draft, DraftTask, Plan};
use crate::say;
use crate::storage::plan as plans;
use crate::unit::Unit;

use crate::chat::answer::tell;

/// Puts a task into the plan of the week after. False where there is none, or that plan was handed in.
pub async fn postpone(unit: &mut Unit<'_>, person: &Person, plan: &Plan, number: u32) -> anyhow::Result<bool> {
    let words = unit.words(person);
    let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let Some(task) = place.and_then(|place| plan.draft.tasks.get(place)) else { return Ok(false) };
    let mut later = plans::find_or_create(unit.tx, person.id, plan.week.next()).await?;
    let week = words.week(later.week);
    if !later.state.editable() {
        tell(unit, person, &say!(words, "words-postpone-late", title = task.title.as_str(), week = week)).await?;
        return Ok(false);
    }
    let text = TaskText {
        title: task.title.clone(),
        deliverable: task.deliverable.clone(),
        minutes: task.minutes,
        goal: task.goal.clone(),
    };
    let items = vec![PlanItem { line: 0, what: PlanWhat::Task(text) }];
    let mut draft = later.draft.clone();
    draft.take(&PlanReading { says_plan: false, items, puzzles: Vec::new() }, None);
    plans::save_change(unit.tx, &mut later, draft).await?;
    tell(unit, person, &say!(words, "words-postponed", title = task.title.as_str(), week = week)).await?;
    Ok(true)
}

/// The plan took tasks back that it did not have `before`: what was put into the week after for them leaves it again, as long as
/// nobody has changed it there.
pub async fn call_back(unit: &mut Unit<'_>, person: &Person, plan: &Plan, before: &Draft) -> anyhow::Result<()> {
    let back: Vec<&DraftTask> = plan.draft.tasks.iter().filter(|task| before.place_of(task.uid).is_none()).collect();
    if back.is_empty() {
        return Ok(());
    }
    let Some(mut later) = plans::find(unit.tx, person.id, plan.week.next()).await?.filter(|p| p.state.editable())
    else {
        return Ok(());
    };
    let is_copy = |task: &DraftTask| {
        task.source.is_none()
            && task.seed.is_none()
            && back.iter().any(|own| {
                (&own.title, own.minutes, &own.deliverable) == (&task.title, task.minutes, &task.deliverable)
            })
    };
    let mut draft = later.draft.clone();
    draft.tasks.retain(|task| !is_copy(task));
    if draft != later.draft {
        plans::save_change(unit.tx, &mut later, draft).await?;
    }
    Ok(())
}
