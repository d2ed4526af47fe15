//! A week's tasks with buttons to mark them: the list in pages, and one task. `/week` and the report share them.

use crate::domain::calendar::week::Week;
use crate::domain::plan::{Origin, TaskState};
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, ReportAction, WeekAction};
use crate::render::card::Card;
use crate::render::plan::origin::origin;
use crate::render::report::{evidence, reason};
use crate::render::week::task::{hours, mark, tasks};
use crate::say;
use crate::texts::Words;

/// How many tasks stand on a page: a phone shows so many without much scrolling.
const PAGE: usize = 10;
/// The steps by which the time taken is corrected, in minutes.
const STEPS: [u32; 2] = [60, 30];
/// The longest time that a task can take, in minutes: a whole week.
pub const LONGEST: u32 = 7 * 24 * 60;

/// The tasks of a page, counted from 0; those of the last page where there is no such page.
pub fn page(list: &[Task], page: usize) -> &[Task] {
    let last = list.len().div_ceil(PAGE).saturating_sub(1);
    list.chunks(PAGE).nth(page.min(last)).unwrap_or_default()
}

/// The page that shows the task with this number, or the next higher one; the last page where there is neither.
pub fn page_of(list: &[Task], number: i64) -> usize {
    list.iter().position(|t| t.number >= number).unwrap_or(list.len().saturating_sub(1)) / PAGE
}

/// `/week`: the tasks of the week with their states.
pub fn list(words: Words<'_>, week: Week, list: &[Task], shown: usize) -> Card {
    let mut card = Card::default();
    card.html.text("🗓 ").bold(say!(words, "week-title", week = words.week(week)).as_str()).nl();
    if let Some(which) = which(words, list, shown) {
        card.html.text(&which).nl();
    }
    card.html.nl();
    tasks(words, page(list, shown), true, &mut card.html);
    card.html.nl().text(&say!(words, "week-hint"));
    let card = marks(card, page(list, shown), false);
    turn(card, week, list, shown, false)
}

/// Says which tasks of how many are shown; none where all are.
pub fn which(words: Words<'_>, list: &[Task], shown: usize) -> Option<String> {
    let page = page(list, shown);
    let (first, last) = (page.first()?.number, page.last()?.number);
    let (first, last, count) = (first.to_string(), last.to_string(), list.len().to_string());
    (page.len() < list.len()).then(|| say!(words, "week-page", first = first, last = last, count = count))
}

/// Adds two buttons for each task: one marks it as done, the other opens it.
pub fn marks(mut card: Card, page: &[Task], report: bool) -> Card {
    for pair in page.chunks(2) {
        let buttons: Vec<(String, Action)> = pair
            .iter()
            .flat_map(|task| {
                let done = Action::Report(ReportAction::Mark { task: task.id, state: TaskState::Done, report });
                let open = Action::Week(WeekAction::Open { task: task.id, report });
                [(format!("{} ✅", task.number), done), (format!("{} ▸", task.number), open)]
            })
            .collect();
        card = card.row(buttons.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// Adds the buttons to the pages before and after.
pub fn turn(card: Card, week: Week, list: &[Task], shown: usize, report: bool) -> Card {
    let last = list.len().div_ceil(PAGE).saturating_sub(1);
    let shown = shown.min(last);
    let label = |to: usize| {
        let page = page(list, to);
        page.first().zip(page.last()).map(|(a, b)| format!("{}–{}", a.number, b.number)).unwrap_or_default()
    };
    let to = |to: usize| Action::Week(WeekAction::Turn { week, page: u8::try_from(to).unwrap_or(u8::MAX), report });
    let back = shown.checked_sub(1).map(|n| (format!("‹ {}", label(n)), to(n)));
    let on = (shown < last).then(|| (format!("{} ›", label(shown + 1)), to(shown + 1)));
    let buttons: Vec<(String, Action)> = back.into_iter().chain(on).collect();
    card.row(buttons.iter().map(|(label, action)| (label.clone(), action)))
}

/// What the next message is asked to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asking {
    /// Nothing is asked.
    #[default]
    Nothing,
    /// The result of the task.
    Result,
    /// The reason why the task was not done, or only partly.
    Reason,
}

/// Everything the screen of one task shows.
#[derive(Debug)]
pub struct TaskView<'a> {
    /// The week.
    pub week: Week,
    /// All tasks of that week.
    pub list: &'a [Task],
    /// The task.
    pub task: &'a Task,
    /// The screen is on the report's card; otherwise on that of `/week`.
    pub report: bool,
    /// What the next message is asked to say.
    pub asking: Asking,
}

/// One task: its state, the time it took, its result or the reason why it was not done.
pub fn task(words: Words<'_>, view: &TaskView<'_>) -> Card {
    let task = view.task;
    let mut card = Card::default();
    let html = &mut card.html;
    let week = words.week(view.week);
    if view.report {
        html.text("📊 ").text(&say!(words, "report-title", week = week));
    } else {
        html.text("🗓 ").text(&say!(words, "week-title", week = week));
    }
    html.nl().nl().bold(format!("{}. {}", task.number, task.title).as_str());
    if let Some(origin) = origin(words, task.origin).filter(|_| task.origin == Origin::Unplanned) {
        html.text(" · ").italic(origin.as_str());
    }
    html.nl();
    if let Some(deliverable) = &task.deliverable {
        html.text("→ ").text(deliverable).nl();
    }
    html.nl().text(mark(task.state)).text(" ").text(&state(words, task.state));
    let planned = task.minutes.map(|minutes| say!(words, "task-planned", hours = words.hours(minutes)));
    if let Some(hours) = if task.actual_minutes.is_some() { hours(words, task) } else { planned } {
        html.text(" · ").text(&hours);
    }
    if let Some(files) = evidence::count(task) {
        html.text(" · ").text(&files);
    }
    html.nl();
    if let Some(result) = &task.result {
        html.quote(result).nl();
    }
    match &task.reason {
        Some(reason) if task.is_missed() => {
            html.text(&say!(words, "report-reason", reason = reason.as_str())).nl();
        }
        None if task.state == TaskState::NotDone => {
            html.italic(say!(words, "task-why-open").as_str()).nl();
        }
        _ => {}
    }
    match view.asking {
        Asking::Nothing => {}
        Asking::Result => {
            html.nl().bold(say!(words, "task-ask").as_str());
        }
        Asking::Reason => {
            html.nl().bold(say!(words, "why-ask").as_str());
        }
    }
    buttons(words, view, card)
}

fn buttons(words: Words<'_>, view: &TaskView<'_>, card: Card) -> Card {
    let (task, report) = (view.task, view.report);
    let act = Action::Week;
    let marked = |state| act(WeekAction::Mark { task: task.id, state, report });
    let states = [
        (format!("{} {}", mark(TaskState::Done), say!(words, "task-done")), marked(TaskState::Done)),
        (format!("{} {}", mark(TaskState::Partly), say!(words, "task-partly")), marked(TaskState::Partly)),
        (format!("{} {}", mark(TaskState::NotDone), say!(words, "btn-task-not-done")), marked(TaskState::NotDone)),
    ];
    let mut card = row(card, &states);
    if task.state != TaskState::Cancelled {
        card = took(words, task, report, card);
        if task.is_missed() && (task.reason.is_none() || view.asking == Asking::Reason) {
            card = reason::tasks(words, task, report, card);
        }
        card = row(card, &in_words(words, view));
        card = files(words, task, report, card);
    }
    let label = match task.state {
        TaskState::Cancelled => say!(words, "btn-task-not-cancelled"),
        _ => say!(words, "task-cancelled"),
    };
    card = card.button(label, &marked(TaskState::Cancelled));
    let at = view.list.iter().position(|t| t.id == task.id).unwrap_or(0);
    let open = |t: &Task| act(WeekAction::Open { task: t.id, report });
    let before = at.checked_sub(1).and_then(|i| view.list.get(i)).map(|t| (format!("‹ {}", t.number), open(t)));
    let after = view.list.get(at + 1).map(|t| (format!("{} ›", t.number), open(t)));
    let page = u8::try_from(at / PAGE).unwrap_or(u8::MAX);
    let back = (say!(words, "btn-task-list"), act(WeekAction::Turn { week: view.week, page, report }));
    row(card, &before.into_iter().chain([back]).chain(after).collect::<Vec<_>>())
}

/// Buttons to say the result, or the reason, in words.
fn in_words(words: Words<'_>, view: &TaskView<'_>) -> Vec<(String, Action)> {
    let (task, report) = (view.task, view.report);
    let result = || (say!(words, "btn-task-result"), Action::Week(WeekAction::Result { task: task.id, report }));
    let why = |label| (label, Action::Report(ReportAction::WhyTask { task: task.id, report }));
    let other = || if task.reason.is_none() { say!(words, "btn-why-words") } else { say!(words, "btn-why-else") };
    match task.state {
        TaskState::NotDone => vec![why(other())],
        TaskState::Partly => vec![result(), why(other())],
        TaskState::Open | TaskState::Done | TaskState::Cancelled => vec![result()],
    }
}

/// Adds the buttons to look at the task's files, or to remove them.
fn files(words: Words<'_>, task: &Task, report: bool, card: Card) -> Card {
    if task.files == 0 {
        return card;
    }
    let look = (say!(words, "btn-files"), Action::Report(ReportAction::Files { task: task.id }));
    let drop = (say!(words, "btn-files-drop"), Action::Report(ReportAction::DropFiles { task: task.id, report }));
    row(card, &[look, drop])
}

/// Adds the buttons for the time it took: as planned, or a step less or more than is shown.
fn took(words: Words<'_>, task: &Task, report: bool, card: Card) -> Card {
    let set = |minutes| Action::Week(WeekAction::Took { task: task.id, minutes, report });
    let planned = task.minutes.filter(|m| *m > 0 && task.actual_minutes != Some(*m));
    let planned = planned.map(|m| (say!(words, "btn-task-as-planned", hours = words.hours(m)), set(m)));
    let card = row(card, &planned.into_iter().collect::<Vec<_>>());
    let now = task.actual_minutes.or(task.minutes).unwrap_or(0);
    let step = |words: Words<'_>, sign: &str, by: u32| format!("{sign}{}", short(words, by));
    let less = STEPS.iter().filter(|by| now >= **by).map(|by| (step(words, "−", *by), set(now - by)));
    let more = STEPS.iter().rev().filter(|by| now + **by <= LONGEST).map(|by| (step(words, "+", *by), set(now + by)));
    row(card, &less.chain(more).collect::<Vec<_>>())
}

/// A step in minutes: «30 мин», not «полчаса».
fn short(words: Words<'_>, minutes: u32) -> String {
    if minutes < 60 { say!(words, "task-minutes", minutes = minutes.to_string()) } else { words.hours(minutes) }
}

fn row(card: Card, buttons: &[(String, Action)]) -> Card {
    card.row(buttons.iter().map(|(label, action)| (label.clone(), action)))
}

fn state(words: Words<'_>, state: TaskState) -> String {
    match state {
        TaskState::Open => say!(words, "task-open"),
        TaskState::Done => say!(words, "task-done"),
        TaskState::Partly => say!(words, "task-partly"),
        TaskState::NotDone => say!(words, "task-not-done"),
        TaskState::Cancelled => say!(words, "task-cancelled"),
    }
}
