//! Reasons why a task was not done or a number missed its target.

use crate::cards::week::card::TaskFace;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{looks_like_plan, read_report};
use crate::domain::numbers::definitions::mark;
use crate::domain::plan::Plan;
use crate::domain::week::task::Task;
use crate::render::html::ellipsis;
use crate::render::report::reason as render;
use crate::render::week::card::Asking;
use crate::storage::conversation;
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::reason as reasons;
use crate::storage::week::task as week_tasks;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt};
use crate::chat::calendar::names_in_week;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::{asked_week, is_sent, open_task, own_task, still_open, tasks_of};
use crate::chat::report::spread::redraw;
use crate::chat::week::tasks::stale;

/// The longest reason, in characters.
const REASON: usize = 300;

/// Stores one of the usual reasons for a task.
pub async fn task_because(
    unit: &mut Unit<'_>,
    person: &Person,
    task: i64,
    reason: u8,
    report: bool,
) -> Outcome<Answer> {
    let words = unit.words(person);
    // Reasons are read in the team's chat, so they are stored in the company's language.
    let reason = render::usual_of_tasks(unit.words_in(unit.roster.locale)).into_iter().nth(usize::from(reason));
    let found = missed_task(unit, person, task, report).await?;
    let (Some((task, plan)), Some(reason)) = (found, reason) else { return Err(stale(unit, person, report)) };
    conversation::close(unit.tx, person.id).await?;
    week_tasks::save_reason(unit.tx, task.id, &reason).await?;
    effects::forget(unit.tx, person.id, &Effect::TaskReason { task: task.id }).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Nothing };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// «In my own words»: the next message is taken as the reason.
pub async fn ask_task(unit: &mut Unit<'_>, person: &Person, task: i64, report: bool) -> Outcome<Answer> {
    let Some((task, plan)) = missed_task(unit, person, task, report).await? else {
        return Err(stale(unit, person, report));
    };
    conversation::ask(unit.tx, person.id, &Question::Reason { task: task.id, report }, unit.now).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Reason };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Stores the reason why a task was not done, in the person's own words.
pub async fn task_in_words(unit: &mut Unit<'_>, heard: Heard<'_>, task: i64, report: bool) -> Outcome<Hearing> {
    let person = heard.person;
    conversation::close(unit.tx, person.id).await?;
    let Some((task, plan)) = missed_task(unit, person, task, report).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "why-late")));
    };
    week_tasks::save_reason(unit.tx, task.id, &ellipsis(heard.text.trim(), REASON)).await?;
    effects::keep(unit.tx, person.id, heard.id(), &Effect::TaskReason { task: task.id }).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Nothing };
    cards::week::card::show_task(unit, person, &plan, face, Place::Near).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// The message with the reason for a task was edited: the reason is replaced.
pub async fn task_retold(unit: &mut Unit<'_>, heard: Heard<'_>, task: i64) -> Outcome<Hearing> {
    let person = heard.person;
    let Some((task, plan)) = open_task(unit, person, task).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "why-late")));
    };
    week_tasks::save_reason(unit.tx, task.id, &ellipsis(heard.text.trim(), REASON)).await?;
    cards::week::card::refresh(unit, person, &plan, task.number).await?;
    Ok(Hearing::Handled)
}

/// Asks why a number missed its target: by one of the usual reasons, or by the next message.
pub async fn metric(unit: &mut Unit<'_>, person: &Person, week: Week, metric: u32) -> Outcome<Answer> {
    let Some(key) = open_metric(unit, person, week, metric).await? else { return Err(stale(unit, person, true)) };
    let question = Question::MetricReason { week, metric: key.clone() };
    conversation::ask(unit.tx, person.id, &question, unit.now).await?;
    cards::report::card::show_metric(unit, person, week, &key).await?;
    Ok(Answer::Quiet)
}

/// Stores one of the usual reasons for a number.
pub async fn metric_because(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    metric: u32,
    reason: u8,
) -> Outcome<Answer> {
    let reason = render::usual_of_metrics(unit.words_in(unit.roster.locale)).into_iter().nth(usize::from(reason));
    let (Some(key), Some(reason)) = (open_metric(unit, person, week, metric).await?, reason) else {
        return Err(stale(unit, person, true));
    };
    conversation::close(unit.tx, person.id).await?;
    reasons::set(unit.tx, person.id, &key, week, &reason).await?;
    effects::forget(unit.tx, person.id, &Effect::MetricReason { week, metric: key }).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-marked")))
}

/// Stores the reason why a number missed its target, in the person's own words. Numbers, tasks and lines of a plan go
/// to the other handlers.
pub async fn metric_in_words(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week, key: &str) -> Outcome<Hearing> {
    let (person, text) = (heard.person, heard.text);
    conversation::close(unit.tx, person.id).await?;
    let then = unit.roster.in_week(week);
    let names = names_in_week(&then, person);
    let tasks = tasks_of(unit, person, week).await?;
    let other = looks_like_plan(text, &names) || !read_report(text, &names, tasks.len()).items.is_empty();
    if other || is_sent(unit, person, week).await? {
        return Ok(Hearing::NotMine);
    }
    reasons::set(unit.tx, person.id, key, week, &ellipsis(text.trim(), REASON)).await?;
    let effect = Effect::MetricReason { week, metric: key.to_owned() };
    effects::keep(unit.tx, person.id, heard.id(), &effect).await?;
    cards::report::card::show(unit, person, week, Place::Near, Lane::Interactive).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// The message with the reason for a number was edited: the reason is replaced, even if the report is sent.
pub async fn metric_retold(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week, key: &str) -> Outcome<Hearing> {
    let person = heard.person;
    still_open(unit, person, week)?;
    reasons::set(unit.tx, person.id, key, week, &ellipsis(heard.text.trim(), REASON)).await?;
    redraw(unit, person, week, 0).await?;
    Ok(Hearing::Handled)
}

/// Shows the report's card again.
pub async fn back(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    if week != asked_week(unit, person) {
        return Err(stale(unit, person, true));
    }
    conversation::close(unit.tx, person.id).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
    Ok(Answer::Quiet)
}

/// The task with this id and its plan, if it was not done and its card may be put up.
async fn missed_task(
    unit: &mut Unit<'_>,
    person: &Person,
    task: i64,
    report: bool,
) -> anyhow::Result<Option<(Task, Plan)>> {
    Ok(own_task(unit, person, task, report).await?.filter(|(task, _)| task.is_missed()))
}

/// The key of the metric, if it missed its target in a report that this person is writing.
async fn open_metric(unit: &mut Unit<'_>, person: &Person, week: Week, metric: u32) -> anyhow::Result<Option<String>> {
    if week != asked_week(unit, person) {
        return Ok(None);
    }
    let then = unit.roster.in_week(week);
    let facts = cards::report::card::facts(unit, person, week).await?;
    let due = cards::report::card::due(unit.roster, person, week);
    let view = cards::report::card::view(&then, person.id, &facts, due, unit.now);
    let missed = view.numbers.iter().find(|number| mark(&number.metric.key) == metric && number.missed());
    Ok(missed.filter(|_| !facts.sent).map(|number| number.metric.key.clone()))
}
