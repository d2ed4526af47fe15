//! What became of tasks, said in a line or with a tap: «1 готово 5ч программа согласована».

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::{ReportItem, ReportReading, TaskMark};
use crate::domain::plan::TaskState;
use crate::domain::week::task::Task;
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;

use crate::chat::report::owed::tasks_of;

/// Marks in the running week, shown on the card of `/week`, where they can be taken back.
pub async fn take(
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
    cards::week::card::show_taken(unit, person, week, &tasks, first_task(reading));
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
                    TaskMark::Cancelled => TaskState::Cancelled,
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
