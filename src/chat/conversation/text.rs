//! Free text: is it an answer, a report, or lines of a plan?

use teloxide::types::Message;

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::{
    PlanItem, PlanReading, PlanWhat, Puzzle, ReportItem, ReportReading, looks_like_plan, parse_minutes, read_plan,
    read_report,
};
use crate::domain::plan::{PlanState, Progress};
use crate::render::conversation::not_understood;
use crate::render::conversation::not_understood::Heard;
use crate::storage::conversation;
use crate::storage::conversation::Question;
use crate::storage::outbox::{self, Lane};
use crate::storage::plan::{self as plans, Plan};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::tell;
use crate::chat::approval::{deciding, line_comment, manager_edit, plan_message, reopen};
use crate::chat::meeting::hypothesis;
use crate::chat::numbers::{metric, target};
use crate::chat::plan::writing::{Source, calendar, current, metric_names, take};
use crate::chat::plan::{editor, over_budget, version};
use crate::chat::report::{implausible, imported_actual, reason, writing};
use crate::chat::week::{pulse, tasks};

/// The reaction that tells a person their message was taken.
const RECEIPT: &str = "👌";

/// A person typed something that is no command.
pub async fn typed(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<()> {
    let attention = conversation::load(unit.tx, person.id).await?;
    match attention.question {
        Some(Question::ReturnReason { plan, version, at: None, marks }) => {
            return deciding::return_in_words(unit, person, (plan, version), marks, text).await;
        }
        Some(Question::ReturnReason { plan, version, at: Some(spot), .. }) => {
            return line_comment::in_words(unit, person, plan, version, spot, text).await;
        }
        Some(Question::ReopenPlan { plan, version }) => {
            return reopen::plan_in_words(unit, person, plan, version, text).await;
        }
        Some(Question::ReopenReport { person: author, week }) => {
            return reopen::report_in_words(unit, person, author, week, text).await;
        }
        Some(Question::OverReason { plan }) if over_budget::is_reason(text) => {
            return over_budget::in_words(unit, person, plan, text).await;
        }
        Some(Question::OverReason { .. }) => conversation::settle(unit.tx, person.id).await?,
        Some(Question::TaskWords { plan, task, field }) => {
            conversation::settle(unit.tx, person.id).await?;
            if editor::answered(unit, person, message, text, (plan, task, field)).await? {
                receipt(unit, person, message);
                return Ok(());
            }
        }
        Some(Question::EditPlan { plan, version, ref draft, at })
            if manager_edit::lines(unit, person, message, text, (plan, version, draft, at)).await? =>
        {
            return Ok(());
        }
        Some(Question::Remark { plan, whom }) => {
            return plan_message::typed(unit, person, message, text, (plan, whom)).await;
        }
        Some(Question::Unplanned) => return tasks::add(unit, person, message, text).await,
        Some(Question::Result { task, report }) => {
            return tasks::result_in_words(unit, person, message, text, task, report).await;
        }
        Some(Question::Risk { week }) => return pulse::in_words(unit, person, message, text, week).await,
        Some(Question::Verdict { hypothesis, worked }) => {
            return hypothesis::decided(unit, person, message, text, (hypothesis, worked)).await;
        }
        Some(Question::Metric) => return metric::in_words(unit, person, message, text).await,
        Some(Question::Target { person: of, week, metric }) => {
            return target::in_words(unit, person, message, text, (of, week, &metric)).await;
        }
        Some(Question::GivenNote { week, ref metric })
            if imported_actual::note_in_words(unit, person, message, text, week, metric).await? =>
        {
            return Ok(());
        }
        Some(Question::Note { kind, report }) => return writing::note(unit, person, message, text, kind, report).await,
        Some(Question::Reason { task, report }) => {
            return reason::task_in_words(unit, person, message, text, task, report).await;
        }
        Some(Question::MetricReason { week, ref metric }) => {
            if reason::metric_in_words(unit, person, message, text, week, metric).await? {
                return Ok(());
            }
        }
        Some(Question::Actual { week, ref metric }) => {
            if implausible::in_words(unit, person, message, text, week, metric).await? {
                return Ok(());
            }
        }
        // Files without a task are forgotten once the talk is about something else.
        Some(Question::Files { .. }) => conversation::settle(unit.tx, person.id).await?,
        Some(Question::Hours { plan, held }) => {
            conversation::settle(unit.tx, person.id).await?;
            if answered(unit, person, message, text, plan, held).await? {
                return Ok(());
            }
        }
        Some(Question::EditPlan { .. } | Question::GivenNote { .. }) | None => {}
    }
    if route_report(unit, person, message, text).await? {
        return Ok(());
    }
    if tasks::answers_card(unit, person, message).await? {
        return tasks::add(unit, person, message, text).await;
    }
    lines(unit, person, text, attention.week, Source::New(i64::from(message.id.0))).await
}

/// `/plan` with lines behind it.
pub async fn plan_lines(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<()> {
    let chosen = conversation::load(unit.tx, person.id).await?.week;
    lines(unit, person, text, chosen, Source::New(i64::from(message.id.0))).await
}

/// A person changed the text of an earlier message: what it had said is replaced.
pub async fn edited(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<()> {
    let source = i64::from(message.id.0);
    let (running, _) = calendar(&unit.roster, person, unit.now);
    // Telegram lets a message be edited for two days: it may be one of the week before.
    for week in [running.next(), running, running.previous()] {
        let Some(mut plan) = plans::find(unit.tx, person.id, week).await? else { continue };
        if week < running && !version::settled(unit, person, &plan) {
            continue;
        }
        if editor::edited(unit, person, &mut plan, text, source).await? {
            return Ok(());
        }
        let from_here = plan.draft.tasks.iter().any(|t| t.source == Some(source))
            || plan.draft.targets.iter().any(|t| t.source == Some(source));
        if from_here {
            let roster = unit.roster;
            let reading = read_plan(text, &metric_names(&roster, person), plan.draft.tasks.len());
            take(unit, person, &mut plan, &reading, Source::Edited(source)).await?;
            return Ok(());
        }
    }
    if tasks::retold(unit, person, message, text).await? || pulse::retold(unit, person, message, text).await? {
        return Ok(());
    }
    if writing::retold(unit, person, message, text).await? || route_report(unit, person, message, text).await? {
        return Ok(());
    }
    let chosen = conversation::load(unit.tx, person.id).await?.week;
    lines(unit, person, text, chosen, Source::New(source)).await
}

/// `/cancel`: whatever was asked is no longer asked; nothing that was written goes.
pub async fn cancel(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let words = unit.words(person);
    let question = conversation::load(unit.tx, person.id).await?.question;
    conversation::settle(unit.tx, person.id).await?;
    if let Some(
        Question::ReturnReason { plan, .. } | Question::ReopenPlan { plan, .. } | Question::EditPlan { plan, .. },
    ) = question
    {
        deciding::stop_asking(unit, person, plan).await?;
    }
    if let Some(Question::TaskWords { plan, task, .. }) = question {
        editor::stop_asking(unit, person, plan, task).await?;
    }
    let asked = question.is_some();
    tell(unit, person, &if asked { say!(words, "cancelled") } else { say!(words, "nothing-to-cancel") }).await
}

/// Whether the text was for a report, or marks in the running week, and was handled as such.
async fn route_report(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let names = metric_names(&roster, person);
    if looks_like_plan(text, &names) {
        return Ok(false);
    }
    let owed = writing::owed_week(unit, person).await?;
    let (running, _) = calendar(&roster, person, unit.now);
    // During the week «1 готово 5ч что вышло» marks a task of the agreed plan, also where last week's report is still
    // owed; anything less clear is left to the report or the plan.
    if owed != Some(running) && approved(unit, person, running).await? {
        let tasks = writing::tasks_of(unit, person, running).await?;
        let reading = read_report(text, &names, tasks.len());
        if !tasks.is_empty() && marks_only(&reading) {
            writing::take_marks(unit, person, running, &tasks, &reading).await?;
            receipt(unit, person, message);
            return Ok(true);
        }
    }
    let Some(week) = owed else { return Ok(false) };
    let tasks = writing::tasks_of(unit, person, week).await?;
    // A week that is behind has the metrics it was lived with.
    let then = roster.in_week(week);
    let names = metric_names(&then, then.person(person.id).unwrap_or(person));
    let reading = read_report(text, &names, tasks.len());
    if reading.items.is_empty() {
        return Ok(false);
    }
    let taken = writing::take(unit, person, week, &tasks, &reading, message).await?;
    not_understood(unit, person, taken, &reading.puzzles, tasks.len(), true).await?;
    Ok(true)
}

fn marks_only(reading: &ReportReading) -> bool {
    let mark = |item: &ReportItem| matches!(item, ReportItem::Task { state: Some(_), .. } | ReportItem::AllDone);
    !reading.items.is_empty() && reading.puzzles.is_empty() && reading.items.iter().all(mark)
}

/// Whether the week runs by an agreed plan of this person.
pub async fn approved(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<bool> {
    Ok(plans::find(unit.tx, person.id, week).await?.is_some_and(|p| p.in_force().is_some()))
}

/// Lines for the plan of the week the calendar or the person chose.
async fn lines(
    unit: &mut Unit<'_>,
    person: &Person,
    text: &str,
    chosen: Option<Week>,
    source: Source,
) -> anyhow::Result<()> {
    let roster = unit.roster;
    let mut plan = current(unit, person, chosen).await?;
    // Numbers mean the tasks of the card. Whoever has not seen it yet numbers their own.
    let unseen = plan.draft.progress() == Progress::Prefilled && !seen(unit, person, &plan).await?;
    let tasks = if unseen { 0 } else { plan.draft.tasks.len() };
    let reading = read_plan(text, &metric_names(&roster, person), tasks);
    if reading.items.is_empty() && reading.puzzles.is_empty() {
        // Only a heading: show what there is to fill in.
        let place = outbox::Place::Below;
        return cards::plan::card::show(unit, person, &plan, place, Lane::Interactive, None).await;
    }
    let refused = plan.state == PlanState::Approved && !reading.items.is_empty();
    if !reading.items.is_empty() {
        take(unit, person, &mut plan, &reading, source).await?;
    }
    if refused {
        return Ok(());
    }
    let (Source::New(message) | Source::Edited(message)) = source;
    if !reading.items.is_empty()
        && let Some(chat) = person.telegram_id
    {
        outbox::react(unit.tx, chat, message, RECEIPT, unit.now);
    }
    if let [Puzzle { held: Some(held), .. }] = reading.puzzles.as_slice() {
        let question = Question::Hours { plan: plan.id, held: held.clone() };
        conversation::ask(unit.tx, person.id, &question).await?;
    }
    not_understood(unit, person, reading.items.len(), &reading.puzzles, plan.draft.tasks.len(), false).await
}

/// Whether the card of this plan was ever put up in its author's chat.
async fn seen(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> anyhow::Result<bool> {
    let Some(chat) = person.telegram_id else { return Ok(false) };
    Ok(outbox::card_message(unit.tx, chat, cards::plan::card::key(plan)).await?.is_some())
}

/// Whether the text answers how many hours the held line takes.
async fn answered(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    text: &str,
    plan: i64,
    mut held: PlanWhat,
) -> anyhow::Result<bool> {
    let Some(minutes) = parse_minutes(text.trim()).filter(|m| (1..=168 * 60).contains(m)) else { return Ok(false) };
    let Some(mut plan) = plans::get(unit.tx, plan).await?.filter(|p| p.person == person.id) else { return Ok(false) };
    match &mut held {
        PlanWhat::Task(task) => task.minutes = Some(minutes),
        PlanWhat::Change { change, .. } => change.minutes = Some(minutes),
        PlanWhat::Target { .. } | PlanWhat::Delete { .. } => return Ok(false),
    }
    let reading = PlanReading { says_plan: false, items: vec![PlanItem { line: 0, what: held }], puzzles: Vec::new() };
    take(unit, person, &mut plan, &reading, Source::New(i64::from(message.id.0))).await?;
    receipt(unit, person, message);
    Ok(true)
}

/// Tells a person, without a message, that theirs was taken.
pub fn receipt(unit: &mut Unit<'_>, person: &Person, message: &Message) {
    if let Some(chat) = person.telegram_id {
        outbox::react(unit.tx, chat, i64::from(message.id.0), RECEIPT, unit.now);
    }
}

/// Quotes back what was not understood; says nothing where all was.
pub async fn not_understood(
    unit: &mut Unit<'_>,
    person: &Person,
    taken: usize,
    puzzles: &[Puzzle],
    tasks: usize,
    report: bool,
) -> anyhow::Result<()> {
    if puzzles.is_empty() {
        return Ok(());
    }
    let roster = unit.roster;
    let name = |key: &str| roster.metric(key).map(|m| m.name.clone());
    let card = not_understood::card(unit.words(person), Heard { taken, puzzles, tasks, report }, name);
    cards::tell(unit, person, Lane::Interactive, card).await
}
