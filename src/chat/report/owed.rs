//! The report that a person owes, and the tasks that can be changed by it.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::Plan;
use crate::domain::week::task::Task;
use crate::storage::plan as plans;
use crate::storage::report::sent as reports;
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Outcome, Refusal};

/// The week whose report the calendar has asked for last; if the person did not work in it, the last week they worked
/// in.
pub fn asked_week(unit: &Unit<'_>, person: &Person) -> Week {
    let (ritual, zone) = unit.roster.calendar_of(person);
    unit.roster.last_worked_by(person, ritual.report_week(unit.now, zone))
}

/// Whether messages may still change what a report says: until the next one is asked for.
///
/// # Errors
/// Says that it is closed.
pub fn still_open(unit: &Unit<'_>, person: &Person, week: Week) -> Outcome<()> {
    if week == asked_week(unit, person) {
        return Ok(());
    }
    let words = unit.words(person);
    Err(Refusal::Because(say!(words, "report-edit-closed", week = words.week(week))))
}

/// The week for which this person owes a report now: the one asked for last, if the company was declared by then and
/// the report is not sent.
pub async fn owed_week(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Option<Week>> {
    let week = asked_week(unit, person);
    if unit.roster.predates(cards::report::card::due(unit.roster, person, week).at, unit.now) {
        return Ok(None);
    }
    Ok((!is_sent(unit, person, week).await?).then_some(week))
}

/// Whether the person's report of a week is sent.
pub async fn is_sent(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<bool> {
    Ok(reports::find(unit.tx, person.id, week).await?.is_some_and(|report| report.sent))
}

/// The submitted tasks of a person's week.
pub async fn tasks_of(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Vec<Task>> {
    match plans::find(unit.tx, person.id, week).await? {
        Some(plan) if plan.version > 0 => week_tasks::of_plan(unit.tx, plan.id).await,
        _ => Ok(Vec::new()),
    }
}

/// The task with this id and its plan, if it is the person's own and the report of its week is not sent.
pub async fn open_task(unit: &mut Unit<'_>, person: &Person, id: i64) -> anyhow::Result<Option<(Task, Plan)>> {
    let Some((task, plan)) = week_tasks::get(unit.tx, id).await?.filter(|(_, plan)| plan.person == person.id) else {
        return Ok(None);
    };
    Ok((!is_sent(unit, person, plan.week).await?).then_some((task, plan)))
}

/// The task with this id and its plan, if its card may be put up: on a report only once that was asked for.
pub async fn own_task(
    unit: &mut Unit<'_>,
    person: &Person,
    task: i64,
    report: bool,
) -> anyhow::Result<Option<(Task, Plan)>> {
    let found = open_task(unit, person, task).await?;
    Ok(found.filter(|(_, plan)| !report || plan.week <= asked_week(unit, person)))
}

/// Whether this person has an approved plan for the week.
pub async fn runs_by_plan(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<bool> {
    Ok(plans::find(unit.tx, person.id, week).await?.is_some_and(|p| p.in_force().is_some()))
}
