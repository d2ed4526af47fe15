//! The author and their report: numbers, what became of the tasks, what the others should know.

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use teloxide::types::Message;

use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::{NoteKind, ReportItem, ReportReading, TaskMark, read_report};
use crate::domain::plan::TaskState;
use crate::domain::week::task::Task;
use crate::render::report::card as render;
use crate::storage::conversation;
use crate::storage::conversation::Question;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan::{self as plans, Plan};
use crate::storage::report::{implausible as doubts, note as notes, reason as reasons, said, sent as reports};
use crate::texts::Zoned;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, tell};
use crate::chat::conversation::text::{not_understood, receipt};
use crate::chat::plan::prefill;
use crate::chat::plan::writing::{calendar, metric_names};
use crate::chat::report::{implausible, imported_actual};

/// The reaction to a message with a number that is asked about: the question stands on the card.
const DOUBT: &str = "🤔";

/// The week whose report the calendar has asked for last; where the person did not work in it, the last one they worked in.
pub fn asked_week(unit: &Unit<'_>, person: &Person) -> Week {
    let (ritual, zone) = unit.roster.calendar_of(person);
    unit.roster.last_worked_by(person, ritual.report_week(unit.now, zone))
}

/// The week this person owes a report for now: the one asked for last, if the company was there when it was asked, and it
/// is not in yet.
pub async fn owed_week(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Option<Week>> {
    let roster = unit.roster;
    let week = asked_week(unit, person);
    if roster.predates(cards::report::card::due(&roster, person, week).at, unit.now) {
        return Ok(None);
    }
    let report = reports::find(unit.tx, person.id, week).await?;
    Ok((!report.is_some_and(|r| r.sent)).then_some(week))
}

/// Whether the person's report of a week is in.
pub async fn is_sent(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<bool> {
    Ok(reports::find(unit.tx, person.id, week).await?.is_some_and(|report| report.sent))
}

/// The submitted tasks of a person's week.
pub async fn tasks_of(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Vec<Task>> {
    match plans::find(unit.tx, person.id, week).await? {
        Some(plan) if plan.version > 0 => plans::tasks(unit.tx, plan.id).await,
        _ => Ok(Vec::new()),
    }
}

/// `/report`: the one that is owed; before this week's is asked for, the last one.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let week = asked_week(unit, person);
    if unit.roster.predates(cards::report::card::due(&unit.roster, person, week).at, unit.now) {
        let (running, _) = calendar(&unit.roster, person, unit.now);
        let zone = unit.roster.timezone_of(person);
        let open = unit.roster.calendar_of(person).0.in_week(running).report_open;
        let words = unit.words(person);
        let when = words.moment(Zoned { at: open.instant(running, zone), zone });
        return tell(unit, person, &say!(words, "report-not-yet", week = words.week(running), when = when)).await;
    }
    cards::report::card::show(unit, person, week, Place::Below, Lane::Interactive, None, false).await
}

/// What a message says for the report: kept, shown on the card, and the message marked as taken. How many things it said.
pub async fn take(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
    message: &Message,
) -> anyhow::Result<usize> {
    reports::open(unit.tx, person.id, week).await?;
    let asked = keep(unit, person, week, tasks, reading, i64::from(message.id.0)).await?;
    let numbers = |item: &ReportItem| matches!(item, ReportItem::Actual { .. } | ReportItem::BareNumbers(_));
    if !asked && reading.items.iter().any(numbers) {
        imported_actual::ask_why(unit, person, week).await?;
    }
    let meant = meant(unit, person, week, reading).await?.filter(|_| !asked);
    let aside = Aside { at: first_task(reading), meant, ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    cards::week::pulse::follow(unit, person, week).await?;
    mark_taken(unit, person, message, asked);
    Ok(reading.items.len())
}

fn mark_taken(unit: &mut Unit<'_>, person: &Person, message: &Message, asked: bool) {
    match person.telegram_id {
        Some(chat) if asked => outbox::react(unit.tx, chat, i64::from(message.id.0), DOUBT, unit.now),
        _ => receipt(unit, person, message),
    }
}

/// Keeps what a message says in place of what it had said before. Whether one of its numbers is asked about.
async fn keep(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
    source: i64,
) -> anyhow::Result<bool> {
    notes::drop_source(unit.tx, person.id, source).await?;
    let before = said::by(unit.tx, person.id, source).await?.filter(|said| said.week == week);
    let before = before.map(|said| said.numbers).unwrap_or_default();
    let mut numbers = BTreeMap::new();
    for item in &reading.items {
        match item {
            ReportItem::Actual { metric, value } => {
                numbers.insert(metric.clone(), *value);
            }
            ReportItem::BareNumbers(values) => {
                numbers.extend(bare(unit, person, week, values, &before).await?);
            }
            ReportItem::Note { kind, text } => {
                notes::add(unit.tx, person.id, week, *kind, text, Some(source), unit.now).await?;
            }
            ReportItem::Task { .. } | ReportItem::AllDone => apply_mark(unit, tasks, item).await?,
        }
    }
    let mut asked = false;
    let scales = implausible::scales(unit, person, week).await?;
    // What the message says as before may have been corrected by a later one.
    for (metric, value) in numbers.iter().filter(|(metric, value)| before.get(*metric) != Some(*value)) {
        asked |= implausible::weigh(unit, person, week, &scales, metric, *value).await?;
    }
    for metric in before.keys().filter(|metric| !numbers.contains_key(*metric)) {
        if !said::elsewhere(unit.tx, person.id, source, week, metric).await? {
            doubts::forget(unit.tx, person.id, metric, week).await?;
            reports::drop_actual(unit.tx, person.id, metric, week).await?;
        }
    }
    said::keep(unit.tx, person.id, source, week, &numbers).await?;
    Ok(asked)
}

/// A message that a report was told in was edited; true where it was such a message. A report that is in changes too, and with it
/// the digest, until the next one is asked for.
pub async fn retold(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<bool> {
    let source = i64::from(message.id.0);
    let told = said::by(unit.tx, person.id, source).await?;
    let reason = reasons::by_message(unit.tx, person.id, source).await?;
    let Some(week) = told.as_ref().map(|said| said.week).or(reason.as_ref().map(|(week, _)| *week)) else {
        return retold_note(unit, person, message, text).await;
    };
    let words = unit.words(person);
    if week != asked_week(unit, person) {
        tell(unit, person, &say!(words, "report-edit-closed", week = words.week(week))).await?;
        return Ok(true);
    }
    let sent = is_sent(unit, person, week).await?;
    if let Some((_, metric)) = reason {
        reasons::set(unit.tx, person.id, &metric, week, text.trim(), Some(source)).await?;
        redraw(unit, person, week, 0).await?;
        return Ok(true);
    }
    let roster = unit.roster;
    let tasks = tasks_of(unit, person, week).await?;
    let reading = read_report(text, &metric_names(&roster, person), tasks.len());
    let mut taken = reading.items.len();
    if !sent && taken > 0 {
        taken = take(unit, person, week, &tasks, &reading, message).await?;
    } else if taken > 0 {
        let asked = keep(unit, person, week, &tasks, &reading, source).await?;
        redraw(unit, person, week, first_task(&reading)).await?;
        mark_taken(unit, person, message, asked);
    }
    not_understood(unit, person, taken, &reading.puzzles, tasks.len(), true).await?;
    Ok(true)
}

/// A message that was a word for the others was edited.
async fn retold_note(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<bool> {
    let Some(week) = notes::retell(unit.tx, person.id, i64::from(message.id.0), text.trim()).await? else {
        return Ok(false);
    };
    if week == asked_week(unit, person) {
        redraw(unit, person, week, 0).await?;
    }
    receipt(unit, person, message);
    Ok(true)
}

/// The card of a report that was changed by something else than a tap on it, and, where the report is in, all that others see of it.
async fn redraw(unit: &mut Unit<'_>, person: &Person, week: Week, at: i64) -> anyhow::Result<()> {
    let aside = Aside { at, ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    if is_sent(unit, person, week).await? { spread(unit, person, week).await } else { Ok(()) }
}

/// What others see of a report follows it: the digests, and the report itself where it was opened.
pub async fn spread(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    cards::numbers::digest::refresh(unit, &[person.id], week).await?;
    cards::report::card::refresh_others(unit, person, week).await
}

/// The number of the first task a message speaks of: its page is shown. 0 where it speaks of none.
pub fn first_task(reading: &ReportReading) -> i64 {
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
    let roster = unit.roster;
    let words = unit.words(person);
    let numbers_only = reading.items.iter().all(|item| matches!(item, ReportItem::Actual { .. }));
    if !numbers_only || !calendar(&roster, person, unit.now).1 {
        return Ok(None);
    }
    let plan = plans::find(unit.tx, person.id, week.next()).await?;
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
    cards::week::card::show(unit, person, week, &tasks, first_task(reading), Place::InPlace);
    cards::week::pulse::follow(unit, person, week).await
}

/// Numbers without names go, in order, to the metrics that have none yet; when all have one, to all from the first. What this
/// message had said `before` counts as not said.
async fn bare(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    values: &[Decimal],
    before: &BTreeMap<String, Decimal>,
) -> anyhow::Result<Vec<(String, Decimal)>> {
    let roster = unit.roster;
    let then = roster.in_week(week);
    let person = then.person(person.id).unwrap_or(person);
    let mut known = reports::actuals(unit.tx, person.id, week).await?;
    known.extend(doubts::asked(unit.tx, person.id, week).await?);
    known.retain(|(key, _)| !before.contains_key(key));
    let all: Vec<&str> = then.typed_metrics(person).map(|m| m.key.as_str()).collect();
    let open: Vec<&str> = all.iter().copied().filter(|key| !known.iter().any(|(k, _)| k == key)).collect();
    let keys = if values.len() == all.len() || open.is_empty() { all } else { open };
    Ok(keys.iter().map(|key| (*key).to_owned()).zip(values.iter().copied()).collect())
}

async fn apply_mark(unit: &mut Unit<'_>, tasks: &[Task], item: &ReportItem) -> anyhow::Result<()> {
    match item {
        ReportItem::AllDone => {
            for task in tasks.iter().filter(|t| t.state == TaskState::Open) {
                let mut task = task.clone();
                set_state(&mut task, TaskState::Done);
                plans::save_task(unit.tx, &task).await?;
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
            plans::save_task(unit.tx, &task).await?;
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

/// A mark under a task. Tapped again, it is taken back.
pub async fn mark(
    unit: &mut Unit<'_>,
    person: &Person,
    id: i64,
    state: TaskState,
    from_report: bool,
) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let stale = || Answer::stale(words, if from_report { "/report" } else { "/week" });
    let Some((mut task, plan)) = open_task(unit, person, id).await?.filter(|_| state != TaskState::Cancelled) else {
        return Ok(stale());
    };
    turn(&mut task, state);
    plans::save_task(unit.tx, &task).await?;
    if from_report {
        conversation::settle_report(unit.tx, person.id).await?;
        let aside = Aside { at: task.number, ..Aside::default() };
        cards::report::card::put(unit, person, plan.week, Place::InPlace, Lane::Interactive, aside).await?;
    } else {
        let tasks = plans::tasks(unit.tx, plan.id).await?;
        cards::week::card::show(unit, person, plan.week, &tasks, task.number, Place::InPlace);
    }
    cards::week::pulse::follow(unit, person, plan.week).await?;
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
    let Some((task, plan)) = plans::task(unit.tx, id).await?.filter(|(_, plan)| plan.person == person.id) else {
        return Ok(None);
    };
    Ok((!is_sent(unit, person, plan.week).await?).then_some((task, plan)))
}

/// «All done».
pub async fn all_done(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    if owed_week(unit, person).await? != Some(week) {
        return Ok(Answer::stale(words, "/report"));
    }
    let tasks = tasks_of(unit, person, week).await?;
    apply_mark(unit, &tasks, &ReportItem::AllDone).await?;
    conversation::settle_report(unit.tx, person.id).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    cards::week::pulse::follow(unit, person, week).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// «Report is ready».
pub async fn send(unit: &mut Unit<'_>, person: &Person, week: Week, anyway: bool) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    if owed_week(unit, person).await? != Some(week) {
        cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
        return Ok(Answer::stale(words, "/report"));
    }
    conversation::settle_report(unit.tx, person.id).await?;
    let facts = cards::report::card::facts(unit, person, week).await?;
    let then = roster.in_week(week);
    let lived = then.person(person.id).unwrap_or(person);
    let view = cards::report::card::view(&then, lived, week, &facts, unit.now);
    let (numbers, tasks) = view.missing();
    let asked = view.numbers.iter().find_map(|number| Some((number, number.asked?)));
    let complete = numbers.is_empty() && tasks.is_empty() && asked.is_none();
    if !complete && !anyway {
        let missing = match asked {
            Some((number, asked)) => {
                let value = words.value(number.metric, &roster.currency, asked.value);
                say!(words, "odd-unanswered", name = number.metric.name.as_str(), value = value)
            }
            None => render::missing(words, &view),
        };
        cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive, None, true).await?;
        return Ok(Answer::Alert(missing));
    }
    let late = unit.now > cards::report::card::due(&roster, person, week).at;
    reports::send(unit.tx, person.id, week, late, unit.now).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    spread(unit, person, week).await?;
    prefill::after_report(unit, person, week).await
}

/// «Correct»: a sent report is open again, until the next week's is asked for.
pub async fn correct(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    if week != asked_week(unit, person) || !is_sent(unit, person, week).await? {
        return Ok(Answer::stale(words, "/report"));
    }
    reports::open(unit.tx, person.id, week).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    Ok(Answer::Quiet)
}

/// A button under the report for a word to the others: the next message is it.
pub async fn ask_note(unit: &mut Unit<'_>, person: &Person, week: Week, kind: NoteKind) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    if owed_week(unit, person).await? != Some(week) {
        return Ok(Answer::stale(words, "/report"));
    }
    conversation::ask(unit.tx, person.id, &Question::Note { kind, report: Some(week) }).await?;
    let aside = Aside { ask: Some(note_question(unit, person, kind)), ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    Ok(Answer::Quiet)
}

/// `/blocker`, `/insight` and what was asked for by a button: a word for the sync, at any time. `report` is the week on whose report
/// it was asked for.
pub async fn note(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    text: &str,
    kind: NoteKind,
    report: Option<Week>,
) -> anyhow::Result<()> {
    let words = unit.words(person);
    if text.trim().is_empty() {
        conversation::ask(unit.tx, person.id, &Question::Note { kind, report }).await?;
        return tell(unit, person, &note_question(unit, person, kind)).await;
    }
    conversation::settle(unit.tx, person.id).await?;
    let (running, _) = calendar(&unit.roster, person, unit.now);
    let source = Some(i64::from(message.id.0));
    let week = report.unwrap_or(running);
    notes::add(unit.tx, person.id, week, kind, text.trim(), source, unit.now).await?;
    if report.is_some() {
        redraw(unit, person, week, 0).await?;
        receipt(unit, person, message);
        return Ok(());
    }
    tell(
        unit,
        person,
        &match kind {
            NoteKind::Blocker => say!(words, "note-kept-blocker"),
            _ => say!(words, "note-kept-insight"),
        },
    )
    .await
}

fn note_question(unit: &Unit<'_>, person: &Person, kind: NoteKind) -> String {
    let words = unit.words(person);
    match kind {
        NoteKind::Blocker => say!(words, "note-ask-blocker"),
        NoteKind::Insight => say!(words, "note-ask-insight"),
        NoteKind::Lesson => say!(words, "note-ask-lesson"),
        NoteKind::Highlight => say!(words, "note-ask-highlight"),
        NoteKind::Need => say!(words, "note-ask-need"),
    }
}
