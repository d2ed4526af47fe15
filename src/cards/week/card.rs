//! The card of `/week`: the running week's tasks, and the face of one of them, there and on the report's card.

use crate::cards::report::card;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::Plan;
use crate::domain::week::task::Task;
use crate::render::week::card::{Asking, TaskView, list, page_of, task as render_task};
use crate::storage::outbox;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;

/// How the card is known.
pub fn key(week: Week) -> CardKey {
    CardKey::Week(week)
}

/// Puts up the list of a week's tasks in their author's chat, at the page of the task with this number.
pub fn show(unit: &mut Unit<'_>, author: &Person, week: Week, tasks: &[Task], at: i64, place: Place) {
    let Some(chat) = author.telegram_id else { return };
    let parts = list(unit.words(author), week, tasks, page_of(tasks, at)).parts();
    outbox::show(unit.tx, Post { chat, key: key(week), lane: Lane::Interactive, place }, parts, unit.now);
}

/// Redraws the list where it stands, and the report's card likewise; puts neither up anew. Whether there was one.
pub async fn refresh(unit: &mut Unit<'_>, author: &Person, plan: &Plan, at: i64) -> anyhow::Result<bool> {
    let Some(chat) = author.telegram_id else { return Ok(false) };
    let mut any = false;
    if outbox::card_message(unit.tx, chat, key(plan.week)).await?.is_some() {
        let tasks = week_tasks::of_plan(unit.tx, plan.id).await?;
        show(unit, author, plan.week, &tasks, at, Place::Near);
        any = true;
    }
    if outbox::card_message(unit.tx, chat, card::key(plan.week)).await?.is_some() {
        let aside = card::Aside { at, ..card::Aside::default() };
        card::put(unit, author, plan.week, Place::Near, Lane::Interactive, aside).await?;
        any = true;
    }
    Ok(any)
}

/// The face of one task, on one of the two cards that can turn into it.
#[derive(Debug, Clone, Copy)]
pub struct TaskFace {
    /// The task, by its database id.
    pub task: i64,
    /// On the report's card, not on that of `/week`.
    pub from_report: bool,
    /// What the next message is asked to say.
    pub asking: Asking,
}

/// Turns the card, where it stands, into the face of one task.
pub async fn show_task(
    unit: &mut Unit<'_>,
    author: &Person,
    plan: &Plan,
    face: TaskFace,
    place: Place,
) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let tasks = week_tasks::of_plan(unit.tx, plan.id).await?;
    let Some(task) = tasks.iter().find(|t| t.id == face.task) else { return Ok(()) };
    let view = TaskView { week: plan.week, list: &tasks, task, report: face.from_report, asking: face.asking };
    let parts = render_task(unit.words(author), &view).parts();
    let key = if face.from_report { card::key(plan.week) } else { key(plan.week) };
    outbox::show(unit.tx, Post { chat, key, lane: Lane::Interactive, place }, parts, unit.now);
    Ok(())
}
