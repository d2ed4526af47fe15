//! What became of tasks, said in a line or with a tap: «1 готово 5ч программа согласована».

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::{ReportItem, ReportReading, TaskMark, looks_like_plan, read_report};
use crate::domain::plan::TaskState;
use crate::domain::week::task::Task;
use crate::storage::outbox::Place;
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;

use crate::chat::answer::{Outcome, receipt};
use crate::chat::calendar::{calendar, metric_names};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::{owed_week, runs_by_plan, tasks_of};

/// Marks in the running week, also where last week's report is still owed. Anything less clear is left to the report or the plan.
pub async fn heard(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let (roster, person) = (unit.roster, heard.person);
    let names = metric_names(roster, person);
    let (running, _) = calendar(roster, person, unit.now);
    if looks_like_plan(heard.text, &names)
        || owed_week(unit, person).await? == Some(running)
        || !runs_by_plan(unit, person, running).await?
    {
        return Ok(Hearing::NotMine);
    }
    let tasks = tasks_of(unit, person, running).await?;
    let reading = read_report(heard.text, &names, tasks.len());
    if tasks.is_empty() || !marks_only(&reading) {
        return Ok(Hearing::NotMine);
    }
    take(unit, person, running, &tasks, &reading).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

fn marks_only(reading: &ReportReading) -> bool {
    let mark = |item: &ReportItem| matches!(item, ReportItem::Task { state: Some(_), .. } | ReportItem::AllDone);
    !reading.items.is_empty() && reading.puzzles.is_empty() && reading.items.iter().all(mark)
}

/// Marks in the running week, shown on the card of `/week`.
async fn take(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
) -> anyhow::Result<()> {
    for item in &reading.items {
        apply(unit, tasks, item).await?;
    }
    let tasks = tasks_of(unit, person, week).await?;
    cards::week::card::show(unit, person, week, &tasks, first_task(reading), Place::InPlace);
    cards::week::pulse::follow(unit, person, week).await
}

/// The number of the first task a message speaks of: its page is shown. 0 where it speaks of none.
pub fn first_task(reading: &ReportReading) -> i64 {
    let number = |item: &ReportItem| match item {
        ReportItem::Task { number, .. } => Some(i64::from(*number)),
        _ => None,
    };
    reading.items.iter().find_map(number).unwrap_or(0)
}

/// Keeps what a line says of a task; of what is no task, nothing.
pub async fn apply(unit: &mut Unit<'_>, tasks: &[Task], item: &ReportItem) -> anyhow::Result<()> {
    match item {
        ReportItem::AllDone => {
            for task in tasks.iter().filter(|t| t.state == TaskState::Open) {
                let mut task = task.clone();
                set_state(&mut task, TaskState::Done);
                week_tasks::save(unit.tx, &task).await?;
            }
        }
        ReportItem::Task { number, state, minutes, text } => {
            let Some(task) = tasks.iter().find(|t| t.number == i64::from(*number)) else { return Ok(()) };
            let mut task = task.clone();
            if let Some(state) = state {
                let state = match state {
                    TaskMark::Done => TaskState::Done,
                    TaskMark::Partly => TaskState::Partly,
                    TaskMark::NotDone => TaskState::NotDone,
                };
                set_state(&mut task, state);
            }
            task.actual_minutes = minutes.or(task.actual_minutes);
            match text {
                // «2 no: the speakers did not answer» says why.
                Some(text) if task.state == TaskState::NotDone => task.reason = Some(text.clone()),
                Some(text) => task.result = Some(text.clone()),
                None => {}
            }
            week_tasks::save(unit.tx, &task).await?;
        }
        ReportItem::Actual { .. } | ReportItem::BareNumbers(_) | ReportItem::Note { .. } => {}
    }
    Ok(())
}

/// A done task took what was planned until somebody says otherwise; one that was not begun took nothing. Only what was missed has
/// a reason.
fn set_state(task: &mut Task, state: TaskState) {
    task.state = state;
    if !matches!(state, TaskState::NotDone | TaskState::Partly) {
        task.reason = None;
    }
    match state {
        TaskState::Done => task.actual_minutes = task.actual_minutes.filter(|m| *m > 0).or(task.minutes),
        TaskState::NotDone => task.actual_minutes = Some(0),
        TaskState::Partly | TaskState::Open | TaskState::Cancelled => {
            task.actual_minutes = task.actual_minutes.filter(|m| *m > 0);
        }
    }
}

/// What a tap says became of a task; tapped again, it is taken back.
pub fn turn(task: &mut Task, state: TaskState) {
    let state = if task.state == state { TaskState::Open } else { state };
    set_state(task, state);
    if state == TaskState::Open {
        task.actual_minutes = None;
    }
}
