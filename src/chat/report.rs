//! The author and their report: numbers, what became of the tasks, what the others should know.

use std::sync::Arc;

use rust_decimal::Decimal;
use teloxide::types::Message;

use crate::cards;
use crate::cards::report::Aside;
use crate::domain::company::Person;
use crate::domain::intake::{NoteKind, ReportItem, ReportReading, TaskMark};
use crate::domain::kpi::team_metrics;
use crate::domain::plan::TaskState;
use crate::domain::week::Week;
use crate::render::report as render;
use crate::say;
use crate::storage::attention::{self, Question};
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, Plan, Task};
use crate::storage::{note as notes, report as reports};
use crate::texts::Zoned;
use crate::unit::Unit;

use super::plan::calendar;
use super::{Answer, prefill, tell};

/// The week whose report the calendar has asked for last; where the person did not work in it, the last one they worked in.
pub fn asked_week(unit: &Unit<'_>, person: &Person) -> Week {
    let (ritual, zone) = unit.roster.calendar_of(person);
    unit.roster.last_worked_by(person, ritual.report_week(unit.now, zone))
}

/// The week this person owes a report for now: the one asked for last, if the company was there when it was asked, and it
/// is not in yet.
pub async fn owed_week(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Option<Week>> {
    let roster = Arc::clone(&unit.roster);
    let week = asked_week(unit, person);
    if roster.predates(cards::report::due(&roster, person, week).at, unit.now) {
        return Ok(None);
    }
    let report = reports::find(unit.conn, person.id, week).await?;
    Ok((!report.is_some_and(|r| r.sent)).then_some(week))
}

/// The submitted tasks of a person's week.
pub async fn tasks_of(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Vec<Task>> {
    match plans::find(unit.conn, person.id, week).await? {
        Some(plan) if plan.version > 0 => plans::tasks(unit.conn, plan.id).await,
        _ => Ok(Vec::new()),
    }
}

/// `/report`: the one that is owed; before this week's is asked for, the last one.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let week = asked_week(unit, person);
    if unit.roster.predates(cards::report::due(&unit.roster, person, week).at, unit.now) {
        let (running, _) = calendar(&unit.roster, person, unit.now);
        let zone = unit.roster.timezone_of(person);
        let open = unit.roster.calendar_of(person).0.in_week(running).report_open;
        let words = unit.words(person);
        let when = words.moment(Zoned { at: open.instant(running, zone), zone });
        return tell(unit, person, &say!(words, "report-not-yet", week = words.week(running), when = when)).await;
    }
    cards::report::show(unit, person, week, Place::Below, Lane::Interactive, None, false).await
}

/// What a message says for the report: kept, and shown on the card. How many things were taken.
pub async fn take(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
    message: &Message,
) -> anyhow::Result<usize> {
    let source = i64::from(message.id.0);
    notes::drop_source(unit.conn, person.id, source).await?;
    reports::open(unit.conn, person.id, week).await?;
    let mut taken = 0;
    let at = first_task(reading);
    for item in &reading.items {
        taken += 1;
        match item {
            ReportItem::Actual { metric, value } => {
                reports::set_actual(unit.conn, person.id, metric, week, *value, unit.now).await?;
            }
            ReportItem::BareNumbers(values) => bare(unit, person, week, values).await?,
            ReportItem::Note { kind, text } => {
                notes::add(unit.conn, person.id, week, *kind, text, Some(source), unit.now).await?;
            }
            ReportItem::Task { .. } | ReportItem::AllDone => apply_mark(unit, tasks, item).await?,
        }
    }
    let meant = meant(unit, person, week, reading).await?;
    let aside = Aside { at, meant, ..Aside::default() };
    cards::report::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    cards::pulse::follow(unit, person, week).await?;
    Ok(taken)
}

/// The number of the first task a message speaks of: its page is shown. 0 where it speaks of none.
fn first_task(reading: &ReportReading) -> i64 {
    let number = |item: &ReportItem| match item {
        ReportItem::Task { number, .. } => Some(i64::from(*number)),
        _ => None,
    };
    reading.items.iter().find_map(number).unwrap_or(0)
}

/// Where a message holds nothing but numbers by name while the next week's plan is being written, they may be meant as its
/// targets: that week, and what to type then.
async fn meant(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    reading: &ReportReading,
) -> anyhow::Result<Option<(Week, String)>> {
    let roster = Arc::clone(&unit.roster);
    let words = unit.words(person);
    let numbers_only = reading.items.iter().all(|item| matches!(item, ReportItem::Actual { .. }));
    if !numbers_only || !calendar(&roster, person, unit.now).1 {
        return Ok(None);
    }
    let plan = plans::find(unit.conn, person.id, week.next()).await?;
    if plan.as_ref().is_some_and(|plan| plan.state.handed_in()) {
        return Ok(None);
    }
    let open = |key: &str| plan.as_ref().is_none_or(|plan| plan.draft.target(key).is_none());
    let named = reading.items.iter().find_map(|item| match item {
        ReportItem::Actual { metric, value } if open(metric) => roster.metric(metric).zip(Some(*value)),
        _ => None,
    });
    Ok(named.map(|(metric, value)| {
        let value = words.number(value);
        (week.next(), say!(words, "report-target-form", name = metric.name.as_str(), value = value))
    }))
}

/// Marks in the running week, shown on the card of `/week`.
pub async fn take_marks(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
) -> anyhow::Result<()> {
    for item in &reading.items {
        apply_mark(unit, tasks, item).await?;
    }
    let tasks = tasks_of(unit, person, week).await?;
    cards::week::show(unit, person, week, &tasks, first_task(reading), Place::InPlace);
    cards::pulse::follow(unit, person, week).await
}

/// Numbers without names go, in order, to the metrics that have none yet; when all have one, to all from the first.
async fn bare(unit: &mut Unit<'_>, person: &Person, week: Week, values: &[Decimal]) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let then = roster.in_week(week);
    let person = then.person(person.id).unwrap_or(person);
    let known = reports::actuals(unit.conn, person.id, week).await?;
    let all: Vec<&str> = then.typed_metrics(person).map(|m| m.key.as_str()).collect();
    let open: Vec<&str> = all.iter().copied().filter(|key| !known.iter().any(|(k, _)| k == key)).collect();
    let keys = if values.len() == all.len() || open.is_empty() { all } else { open };
    for (key, value) in keys.iter().zip(values) {
        reports::set_actual(unit.conn, person.id, key, week, *value, unit.now).await?;
    }
    Ok(())
}

async fn apply_mark(unit: &mut Unit<'_>, tasks: &[Task], item: &ReportItem) -> anyhow::Result<()> {
    match item {
        ReportItem::AllDone => {
            for task in tasks.iter().filter(|t| t.state == TaskState::Open) {
                let mut task = task.clone();
                set_state(&mut task, TaskState::Done);
                plans::save_task(unit.conn, &task).await?;
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
            task.result = text.clone().or(task.result);
            plans::save_task(unit.conn, &task).await?;
        }
        ReportItem::Actual { .. } | ReportItem::BareNumbers(_) | ReportItem::Note { .. } => {}
    }
    Ok(())
}

/// A done task took what was planned until somebody says otherwise; one that was not begun took nothing.
fn set_state(task: &mut Task, state: TaskState) {
    task.state = state;
    match state {
        TaskState::Done => task.actual_minutes = task.actual_minutes.filter(|m| *m > 0).or(task.minutes),
        TaskState::NotDone => task.actual_minutes = Some(0),
        TaskState::Partly | TaskState::Open | TaskState::Cancelled => {
            task.actual_minutes = task.actual_minutes.filter(|m| *m > 0);
        }
    }
}

/// A mark under a task. Tapped again, it is taken back.
pub async fn mark(
    unit: &mut Unit<'_>,
    person: &Person,
    id: i64,
    state: TaskState,
    from_report: bool,
) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let stale = || Answer::Alert(say!(words, "stale-button", command = if from_report { "/report" } else { "/week" }));
    let Some((mut task, plan)) = open_task(unit, person, id).await?.filter(|_| state != TaskState::Cancelled) else {
        return Ok(stale());
    };
    turn(&mut task, state);
    plans::save_task(unit.conn, &task).await?;
    if from_report {
        let aside = Aside { at: task.number, ..Aside::default() };
        cards::report::put(unit, person, plan.week, Place::InPlace, Lane::Interactive, aside).await?;
    } else {
        let tasks = plans::tasks(unit.conn, plan.id).await?;
        cards::week::show(unit, person, plan.week, &tasks, task.number, Place::InPlace);
    }
    cards::pulse::follow(unit, person, plan.week).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// What a tap says became of a task; tapped again, it is taken back.
pub fn turn(task: &mut Task, state: TaskState) {
    let state = if task.state == state { TaskState::Open } else { state };
    set_state(task, state);
    if state == TaskState::Open {
        task.actual_minutes = None;
    }
}

/// The task of this id with its plan, if it is the person's own and the report on its week is not in.
pub async fn open_task(unit: &mut Unit<'_>, person: &Person, id: i64) -> anyhow::Result<Option<(Task, Plan)>> {
    let Some((task, plan)) = plans::task(unit.conn, id).await?.filter(|(_, plan)| plan.person == person.id) else {
        return Ok(None);
    };
    let sent = reports::find(unit.conn, person.id, plan.week).await?.is_some_and(|r| r.sent);
    Ok((!sent).then_some((task, plan)))
}

/// «All done».
pub async fn all_done(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    if owed_week(unit, person).await? != Some(week) {
        return Ok(Answer::Alert(say!(words, "stale-button", command = "/report")));
    }
    let tasks = tasks_of(unit, person, week).await?;
    apply_mark(unit, &tasks, &ReportItem::AllDone).await?;
    cards::report::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    cards::pulse::follow(unit, person, week).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// «Report is ready».
pub async fn send(unit: &mut Unit<'_>, person: &Person, week: Week, anyway: bool) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let roster = Arc::clone(&unit.roster);
    if owed_week(unit, person).await? != Some(week) {
        cards::report::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
        return Ok(Answer::Alert(say!(words, "stale-button", command = "/report")));
    }
    let facts = cards::report::facts(unit, person, week).await?;
    let then = roster.in_week(week);
    let lived = then.person(person.id).unwrap_or(person);
    let view = cards::report::view(&then, lived, week, &facts, unit.now);
    let (numbers, tasks) = view.missing();
    let complete = numbers.is_empty() && tasks.is_empty();
    if !complete && !anyway {
        let missing = render::missing(words, &view);
        cards::report::show(unit, person, week, Place::InPlace, Lane::Interactive, None, true).await?;
        return Ok(Answer::Alert(missing));
    }
    let late = unit.now > cards::report::due(&roster, person, week).at;
    reports::send(unit.conn, person.id, week, late, unit.now).await?;
    cards::report::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    // Other teams' formulas may have parts that this person reports.
    let derived = |team| team_metrics(&roster, team).iter().any(|m| m.formula.is_some());
    for team in roster.teams.iter().filter(|t| t.id == person.team || derived(t)) {
        cards::digest::refresh(unit, team, week).await?;
    }
    prefill::after_report(unit, person, week).await
}

/// «Correct»: a sent report is open again, until the next week's is asked for.
pub async fn correct(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let report = reports::find(unit.conn, person.id, week).await?;
    if week != asked_week(unit, person) || !report.is_some_and(|r| r.sent) {
        return Ok(Answer::Alert(say!(words, "stale-button", command = "/report")));
    }
    reports::open(unit.conn, person.id, week).await?;
    cards::report::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    Ok(Answer::Quiet)
}

/// `/blocker` and `/insight`: a word for the sync, at any time.
pub async fn note(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    text: &str,
    blocker: bool,
) -> anyhow::Result<()> {
    let words = unit.words(person);
    if text.trim().is_empty() {
        attention::ask(unit.conn, person.id, &Question::Note { blocker }).await?;
        return tell(
            unit,
            person,
            &if blocker { say!(words, "note-ask-blocker") } else { say!(words, "note-ask-insight") },
        )
        .await;
    }
    attention::settle(unit.conn, person.id).await?;
    let (running, _) = calendar(&unit.roster, person, unit.now);
    let kind = if blocker { NoteKind::Blocker } else { NoteKind::Insight };
    let source = Some(i64::from(message.id.0));
    notes::add(unit.conn, person.id, running, kind, text.trim(), source, unit.now).await?;
    tell(unit, person, &if blocker { say!(words, "note-kept-blocker") } else { say!(words, "note-kept-insight") }).await
}
