//! The card of `/week`: the running week's tasks, and one task with all its buttons, there and on the report's card.

use crate::cards::report::card;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::Plan;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, WordsAction};
use crate::render::week::card::{Asking, TaskView, list, page_of, task as render_task};
use crate::say;
use crate::storage::outbox;
use crate::storage::outbox::{CardKey, Lane, Place, Post};
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;

/// The card's key in its author's chat.
pub fn key(week: Week) -> CardKey {
    CardKey::Week(week)
}

/// Puts the list of a week's tasks up in their author's chat, at the page of the task with the number `at`.
pub fn show(unit: &mut Unit<'_>, author: &Person, week: Week, tasks: &[Task], at: i64, place: Place) {
    let Some(chat) = author.telegram_id else { return };
    let parts = list(unit.words(author), week, tasks, page_of(tasks, at)).parts();
    outbox::show(unit.tx, Post { chat, key: key(week), lane: Lane::Interactive, place }, parts, unit.now);
}

/// The same after words marked tasks of it: what they did can be taken back.
pub fn show_taken(unit: &mut Unit<'_>, author: &Person, week: Week, tasks: &[Task], at: i64) {
    let Some(chat) = author.telegram_id else { return };
    let words = unit.words(author);
    let back = Action::Words(WordsAction::TakeBack { week });
    let parts = list(words, week, tasks, page_of(tasks, at)).button(say!(words, "btn-take-back"), &back).parts();
    outbox::show(unit.tx, Post { chat, key: key(week), lane: Lane::Interactive, place: Place::Near }, parts, unit.now);
}

/// Redraws the list and the report's card where they stand, but puts neither up where it does not; true where one of
/// them stands. `at` is the number of the task whose page is shown.
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

/// One task with all its buttons, in place of the list on one of two cards.
#[derive(Debug, Clone, Copy)]
pub struct TaskFace {
    /// The task, by its database id.
    pub task: i64,
    /// In place of the report's card; otherwise of that of `/week`.
    pub from_report: bool,
    /// What the next message is asked to say.
    pub asking: Asking,
}

/// Puts one task up in place of its card.
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
