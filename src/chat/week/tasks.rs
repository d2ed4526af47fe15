//! Tasks during the week: states, time taken, results, and adding unplanned ones.

use crate::cards::report::card::Aside;
use crate::cards::week::card::TaskFace;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{NotUnderstood, PlanWhat, TaskText, read_plan};
use crate::domain::plan::{DraftTask, Plan, TaskState};
use crate::render::html::ellipsis;
use crate::render::week::card::{Asking, LONGEST, page};
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::week::task as week_tasks;
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::calendar::calendar;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::{asked_week, open_task, own_task, tasks_of};
use crate::chat::week::marks::turn;

/// The longest title of an unplanned task, in characters.
const TITLE: usize = 300;
/// The longest result of a task, in characters.
const RESULT: usize = 1000;

/// `/week`.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> Outcome<()> {
    let Some(plan) = running(unit, person).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "week-empty")));
    };
    let tasks = week_tasks::of_plan(unit.tx, plan.id).await?;
    cards::week::card::show(unit, person, plan.week, &tasks, 0, Place::Below);
    Ok(())
}

/// «List», and the buttons to its pages: shows a page of the tasks.
pub async fn turn_page(unit: &mut Unit<'_>, person: &Person, week: Week, shown: u8, report: bool) -> Outcome<Answer> {
    stop_asking(unit, person).await?;
    let tasks = tasks_of(unit, person, week).await?;
    let Some(first) = page(&tasks, usize::from(shown)).first().filter(|_| !report || week <= asked_week(unit, person))
    else {
        return Err(stale(unit, person, report));
    };
    let at = first.number;
    if report {
        let aside = Aside { at, ..Aside::default() };
        cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    } else {
        cards::week::card::show(unit, person, week, &tasks, at, Place::InPlace);
    }
    Ok(Answer::Quiet)
}

/// Shows one task.
pub async fn look(unit: &mut Unit<'_>, person: &Person, task: i64, report: bool) -> Outcome<Answer> {
    stop_asking(unit, person).await?;
    let Some((task, plan)) = own_task(unit, person, task, report).await? else {
        return Err(stale(unit, person, report));
    };
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Nothing };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Marks the task that is shown. A second tap takes the mark back.
pub async fn mark(unit: &mut Unit<'_>, person: &Person, task: i64, state: TaskState, report: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some((mut task, plan)) = own_task(unit, person, task, report).await?.filter(|_| state != TaskState::Open)
    else {
        return Err(stale(unit, person, report));
    };
    turn(&mut task, state);
    week_tasks::save(unit.tx, &task).await?;
    let asking = asking(unit, person, task.id).await?;
    let face = TaskFace { task: task.id, from_report: report, asking };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    cards::week::pulse::follow(unit, person, plan.week).await?;
    Ok(Answer::Toast(say!(words, "toast-marked")))
}

/// Stores the time that a task took.
pub async fn took(unit: &mut Unit<'_>, person: &Person, task: i64, minutes: u32, report: bool) -> Outcome<Answer> {
    let may = |state| minutes <= LONGEST && state != TaskState::Cancelled;
    let Some((mut task, plan)) = own_task(unit, person, task, report).await?.filter(|(task, _)| may(task.state)) else {
        return Err(stale(unit, person, report));
    };
    task.actual_minutes = Some(minutes);
    week_tasks::save(unit.tx, &task).await?;
    let asking = asking(unit, person, task.id).await?;
    let face = TaskFace { task: task.id, from_report: report, asking };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// «What came out»: the next message is taken as the result.
pub async fn ask_result(unit: &mut Unit<'_>, person: &Person, task: i64, report: bool) -> Outcome<Answer> {
    let Some((task, plan)) = own_task(unit, person, task, report).await? else {
        return Err(stale(unit, person, report));
    };
    conversation::ask(unit.tx, person.id, &Question::Result { task: task.id, report }, unit.now).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Result };
    cards::week::card::show_task(unit, person, &plan, face, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Stores the result of a task, in words or as a link.
pub async fn result_in_words(unit: &mut Unit<'_>, heard: Heard<'_>, task: i64, report: bool) -> Outcome<Hearing> {
    let person = heard.person;
    conversation::close(unit.tx, person.id).await?;
    let Some((task, plan)) = own_task(unit, person, task, report).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "task-result-late")));
    };
    week_tasks::save_result(unit.tx, task.id, &ellipsis(heard.text.trim(), RESULT)).await?;
    effects::keep(unit.tx, person.id, heard.id(), &Effect::TaskResult { task: task.id }).await?;
    let face = TaskFace { task: task.id, from_report: report, asking: Asking::Nothing };
    cards::week::card::show_task(unit, person, &plan, face, Place::Near).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// The message with the result was edited: the result is replaced.
pub async fn result_retold(unit: &mut Unit<'_>, heard: Heard<'_>, task: i64) -> Outcome<Hearing> {
    let person = heard.person;
    let Some((task, plan)) = open_task(unit, person, task).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "task-result-late")));
    };
    week_tasks::save_result(unit.tx, task.id, &ellipsis(heard.text.trim(), RESULT)).await?;
    cards::week::card::refresh(unit, person, &plan, task.number).await?;
    Ok(Hearing::Handled)
}

/// `/add`: adds unplanned tasks, a line each, which need no approval. As a reply, it adds the message that is replied
/// to.
pub async fn add(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let (person, words) = (heard.person, unit.words(heard.person));
    let Some(plan) = running(unit, person).await? else {
        conversation::close(unit.tx, person.id).await?;
        return Err(Refusal::Because(say!(words, "add-no-plan")));
    };
    let replied = heard.message.reply_to_message().filter(|m| m.from.as_ref().is_some_and(|from| !from.is_bot));
    let replied = replied.and_then(|m| m.text().or_else(|| m.caption())).unwrap_or_default();
    let text = if heard.text.trim().is_empty() { replied } else { heard.text };
    if text.trim().is_empty() {
        conversation::ask(unit.tx, person.id, &Question::Unplanned, unit.now).await?;
        tell(unit, person, &say!(words, "add-ask")).await?;
        return Ok(Hearing::Handled);
    }
    conversation::close(unit.tx, person.id).await?;
    let (mut added, mut known) = (Vec::new(), Vec::new());
    for task in unplanned(text) {
        match week_tasks::add_unplanned(unit.tx, plan.id, &task).await? {
            Some(id) => {
                effects::keep(unit.tx, person.id, heard.id(), &Effect::Unplanned { task: id }).await?;
                added.push(task.title);
            }
            None => known.push(task.title),
        }
    }
    if !added.is_empty() {
        if cards::week::card::refresh(unit, person, &plan, i64::MAX).await? {
            receipt(unit, heard);
        } else {
            tell(unit, person, &say!(words, "add-done", title = added.join("; "))).await?;
        }
    }
    if !known.is_empty() {
        tell(unit, person, &say!(words, "add-exists", title = known.join("; "))).await?;
    }
    Ok(Hearing::Handled)
}

/// The unplanned tasks in a text. A line that does not have the form of a task is taken as a title as it stands.
fn unplanned(text: &str) -> Vec<DraftTask> {
    let reading = read_plan(text, &[], 0);
    let cut = |task: &TaskText| DraftTask::unplanned(&TaskText { title: ellipsis(&task.title, TITLE), ..task.clone() });
    let bare = |line: &str| cut(&TaskText { title: line.trim().to_owned(), ..TaskText::default() });
    let from = |what: PlanWhat| match what {
        PlanWhat::Task(task) => Some(cut(&task)),
        _ => None,
    };
    let mut found: Vec<DraftTask> = reading.items.into_iter().filter_map(|item| from(item.what)).collect();
    let puzzled = |NotUnderstood { line, held, .. }: NotUnderstood| held.and_then(from).unwrap_or_else(|| bare(&line));
    found.extend(reading.puzzles.into_iter().map(puzzled));
    if found.is_empty() {
        found.extend(text.lines().filter(|line| !line.trim().is_empty()).map(bare));
    }
    found
}

/// Adds what a message says has turned up in a week. The week's plan; none where none was handed in, and nothing is added.
pub async fn add_to_week(
    unit: &mut Unit<'_>,
    (person, week): (&Person, Week),
    task: &TaskText,
    message: i64,
) -> anyhow::Result<Option<Plan>> {
    let plan = handed_in(unit, person, week).await?;
    if let Some(plan) = &plan
        && let Some(id) = week_tasks::add_unplanned(unit.tx, plan.id, &DraftTask::unplanned(task)).await?
    {
        effects::keep(unit.tx, person.id, message, &Effect::Unplanned { task: id }).await?;
    }
    Ok(plan)
}

/// A week's plan, if it was handed in.
async fn handed_in(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Option<Plan>> {
    let plan = plans::find(unit.tx, person.id, week).await?;
    Ok(plan.filter(|p| p.standing().handed_in()))
}

/// The running week's plan, if it was handed in.
async fn running(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Option<Plan>> {
    let (week, _) = calendar(unit.roster, person, unit.now);
    handed_in(unit, person, week).await
}

/// What the next message is asked to say of this task.
async fn asking(unit: &mut Unit<'_>, person: &Person, id: i64) -> anyhow::Result<Asking> {
    Ok(match conversation::asked(unit.tx, person.id).await? {
        Some(Question::Result { task, .. }) if task == id => Asking::Result,
        Some(Question::Reason { task, .. }) if task == id => Asking::Reason,
        _ => Asking::Nothing,
    })
}

/// Closes the questions for words that the card has asked (a result, a reason, a number of the report), since the
/// person has turned to something else on it.
async fn stop_asking(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let of_card = |question: &Question| {
        matches!(question, Question::Result { .. } | Question::Reason { .. }) || question.is_of_report()
    };
    conversation::close_where(unit.tx, person.id, of_card).await
}

/// The refusal of a tap on an outdated card of a task: says to use `/report` or `/week`.
pub fn stale(unit: &Unit<'_>, person: &Person, report: bool) -> Refusal {
    Refusal::stale(unit.words(person), if report { "/report" } else { "/week" })
}
