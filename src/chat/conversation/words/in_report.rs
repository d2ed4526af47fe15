//! What words do to a report or to the running week: numbers, marks, notes; and how that is taken back.

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::understand::{Act, Mark, State};
use crate::domain::intake::{ReportItem, ReportReading, TaskMark};
use crate::domain::report::undo::{Stood, Taken};
use crate::domain::week::task::Task;
use crate::say;
use crate::storage::outbox::{self, Place};
use crate::storage::report::{implausible, sent, undo};
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;

use crate::chat::answer::{Answer, Outcome, Refusal, receipt};
use crate::chat::heard::Heard;
use crate::chat::report::lines;
use crate::chat::report::owed::{is_sent, tasks_of};
use crate::chat::report::spread::redraw;
use crate::chat::week::marks;
use crate::chat::week::tasks::add_to_week;

use super::moment::Moment;

/// Takes what words say of the report that is owed, and of the running week: marks of its tasks, and what turned up.
pub async fn make(unit: &mut Unit<'_>, heard: Heard<'_>, moment: &Moment<'_>, acts: &[Act]) -> anyhow::Result<()> {
    let running = moment.running.as_ref().map(|(week, _)| *week);
    let of_running = running.filter(|week| Some(*week) != moment.owed);
    let is_marked = |act: &&Act| matches!(act, Act::AddUnplanned(_) | Act::Mark(_));
    let (marked, told): (Vec<&Act>, Vec<&Act>) = acts.iter().partition(|act| of_running.is_some() && is_marked(act));
    if let Some(week) = of_running.filter(|_| !marked.is_empty()) {
        in_week(unit, heard, week, &marked, false).await?;
    }
    if !told.is_empty() {
        let week = moment.report_week().unwrap_or(moment.week);
        in_week(unit, heard, week, &told, moment.owed.is_some() || !told.iter().all(is_marked)).await?;
    }
    Ok(())
}

/// Takes what words say of one week, so that it can be taken back. `report`: it is shown on the report's card, else on that of
/// `/week`.
async fn in_week(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week, acts: &[&Act], report: bool) -> anyhow::Result<()> {
    let person = heard.person;
    let tasks = tasks_of(unit, person, week).await?;
    let before = undo::stands(unit.tx, person.id, week, &tasks).await?;
    for act in acts {
        if let Act::AddUnplanned(task) = act {
            add_to_week(unit, (person, week), task, heard.id()).await?;
        }
    }
    let tasks = tasks_of(unit, person, week).await?;
    let reading = reading(acts.iter().copied());
    if report {
        lines::take(unit, heard, week, &tasks, &reading).await?;
    } else {
        marks::take(unit, person, week, &tasks, &reading).await?;
        receipt(unit, heard);
    }
    keep_undo(unit, person, week, before).await
}

async fn keep_undo(unit: &mut Unit<'_>, person: &Person, week: Week, before: Stood) -> anyhow::Result<()> {
    let tasks = tasks_of(unit, person, week).await?;
    let after = undo::stands(unit.tx, person.id, week, &tasks).await?;
    undo::keep(unit.tx, person.id, week, &Taken { before, after }).await
}

/// Acts as the lines of a report say them.
pub fn reading<'a>(acts: impl IntoIterator<Item = &'a Act>) -> ReportReading {
    ReportReading { items: acts.into_iter().filter_map(as_line).collect(), puzzles: Vec::new() }
}

fn as_line(act: &Act) -> Option<ReportItem> {
    Some(match act {
        Act::Actual { metric, value } => ReportItem::Actual { metric: metric.clone(), value: *value },
        Act::BareActuals(values) => ReportItem::BareNumbers(values.clone()),
        Act::Note { kind, text } => ReportItem::Note { kind: *kind, text: text.clone() },
        Act::Mark(Mark { number, state, minutes, text }) => ReportItem::Task {
            number: *number,
            state: state.map(|state| match state {
                State::Done => TaskMark::Done,
                State::Partly => TaskMark::Partly,
                State::NotDone => TaskMark::NotDone,
                State::Cancelled => TaskMark::Cancelled,
            }),
            minutes: *minutes,
            text: text.clone(),
        },
        _ => return None,
    })
}

/// «Отменить» under what was taken from words.
pub async fn take_back(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let words = unit.words(person);
    if is_sent(unit, person, week).await? || !restore(unit, person, week).await? {
        redraw_all(unit, person, week).await?;
        return Err(Refusal::Because(say!(words, "words-undo-late")));
    }
    redraw_all(unit, person, week).await?;
    Ok(Answer::Toast(say!(words, "toast-undone")))
}

/// Takes back what the last words did to a week. False where something else has changed since.
pub async fn restore(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<bool> {
    let Some(Taken { before, after }) = undo::last(unit.tx, person.id, week).await? else { return Ok(false) };
    let tasks = tasks_of(unit, person, week).await?;
    if undo::stands(unit.tx, person.id, week, &tasks).await? != after {
        return Ok(false);
    }
    for (metric, _) in after.actuals.iter().chain(&after.asked) {
        implausible::forget(unit.tx, person.id, metric, week).await?;
        sent::drop_actual(unit.tx, person.id, metric, week).await?;
    }
    for (metric, value) in &before.actuals {
        let key = sent::ActualKey { person: person.id, metric, week };
        sent::set_actual(unit.tx, key, *value, unit.now).await?;
    }
    for (metric, value) in &before.asked {
        implausible::ask(unit.tx, person.id, metric, week, *value).await?;
    }
    restore_tasks(unit, tasks, &before).await?;
    undo::drop_notes_but(unit.tx, person.id, week, &before.notes).await?;
    undo::forget(unit.tx, person.id, week).await?;
    Ok(true)
}

async fn restore_tasks(unit: &mut Unit<'_>, tasks: Vec<Task>, before: &Stood) -> anyhow::Result<()> {
    for mut task in tasks {
        if let Some(marked) = before.tasks.iter().find(|marked| marked.task == task.id) {
            marked.restore(&mut task);
            week_tasks::save(unit.tx, &task).await?;
        } else {
            week_tasks::remove_unplanned(unit.tx, task.id).await?;
        }
    }
    Ok(())
}

/// The cards that show the week, as it stands now.
pub async fn redraw_all(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    let chat = person.telegram_id.unwrap_or_default();
    if outbox::card_message(unit.tx, chat, cards::week::card::key(week)).await?.is_some() {
        let tasks = tasks_of(unit, person, week).await?;
        cards::week::card::show(unit, person, week, &tasks, 0, Place::InPlace);
    }
    if outbox::card_message(unit.tx, chat, cards::report::card::key(week)).await?.is_some() {
        redraw(unit, person, week, 0).await?;
    }
    cards::week::pulse::follow(unit, person, week).await
}
