//! The author's report card.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::{Direction, Metric};
use crate::domain::intake::NoteKind;
use crate::domain::numbers::kpi::{fell_short, percent_change};
use crate::domain::numbers::target::Override;
use crate::domain::plan::{Origin, TaskState};
use crate::domain::report::imported_actual::GivenActual;
use crate::domain::report::note::Note;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, ReportAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::numbers::digest::note_name;
use crate::render::plan::card::origin;
use crate::render::report::implausible::Asked;
use crate::render::report::{evidence, implausible, imported_actual, reason};
use crate::render::week::card;
use crate::say;
use crate::texts::{Words, Zoned};

/// One metric of a report.
#[derive(Debug)]
pub struct Number<'a> {
    /// Which.
    pub metric: &'a Metric,
    /// What was planned.
    pub target: Option<Decimal>,
    /// It was set for this week instead of what the plan says.
    pub set: Option<&'a Override>,
    /// What the author has said it was.
    pub actual: Option<Decimal>,
    /// What a file or another system says.
    pub given: Option<&'a GivenActual>,
    /// Why it fell short, where it did and that was said.
    pub reason: Option<&'a str>,
    /// What the author has said it was, where that has to be confirmed first.
    pub asked: Option<Asked>,
}

impl Number<'_> {
    /// It fell short of the target by more than a little: why is asked.
    pub fn missed(&self) -> bool {
        fell_short(self.metric.direction, self.target, self.actual)
    }
}

/// Everything the report card shows.
#[derive(Debug)]
pub struct ReportView<'a> {
    /// Of which week.
    pub week: Week,
    /// The metrics of its author.
    pub numbers: Vec<Number<'a>>,
    /// Currency of the company.
    pub currency: &'a str,
    /// The week's tasks.
    pub tasks: &'a [Task],
    /// What the author tells the others.
    pub notes: &'a [Note],
    /// When it is due, where the author reads it.
    pub due: Zoned,
    /// Now.
    pub now: DateTime<Utc>,
    /// Handed in.
    pub sent: bool,
    /// The author tried to send it although something is missing.
    pub offer_anyway: bool,
    /// A reminder on top.
    pub lead: Option<String>,
    /// What the next message is asked to say.
    pub ask: Option<String>,
    /// Which page of the tasks is shown, from 0.
    pub page: usize,
    /// The numbers just taken may have been meant as targets of that week; with how to say so.
    pub meant: Option<(Week, String)>,
}

impl ReportView<'_> {
    /// Names of metrics without an actual, numbers of tasks without a state.
    pub fn missing(&self) -> (Vec<&str>, Vec<String>) {
        let numbers = self.numbers.iter().filter(|n| n.actual.is_none()).map(|n| n.metric.name.as_str()).collect();
        let tasks = self.tasks.iter().filter(|t| t.state == TaskState::Open).map(|t| t.number.to_string()).collect();
        (numbers, tasks)
    }
}

/// The report card.
pub fn card(words: Words<'_>, view: &ReportView<'_>) -> Card {
    let said = words.week(view.week);
    let mut card = Card::default();
    let html = &mut card.html;
    if let Some(lead) = &view.lead {
        html.text("⏰ ").bold(lead.as_str()).nl().nl();
    }
    if view.sent {
        html.text("✅ ").bold(say!(words, "report-sent", week = said).as_str()).nl();
        html.text(&say!(words, "report-sent-next")).nl();
    } else {
        html.text("📊 ").bold(say!(words, "report-title", week = said).as_str()).nl();
        if view.now <= view.due.at {
            html.text(&say!(words, "report-due", when = words.day_time(view.due))).nl();
        }
    }
    html.nl();
    numbers(words, view, html);
    if let Some((week, target)) = &view.meant {
        let (week, target) = (words.week(*week), target.as_str());
        html.italic(say!(words, "report-meant-target", week = week, target = target).as_str()).nl();
    }
    if !view.numbers.is_empty() {
        html.nl();
    }
    if !view.tasks.is_empty() {
        html.bold(say!(words, "report-tasks").as_str());
        if let Some(which) = card::which(words, view.tasks, view.page) {
            html.text(" · ").text(&which);
        }
        html.nl();
        tasks(words, card::page(view.tasks, view.page), !view.sent, html);
    }
    if view.numbers.is_empty() && view.tasks.is_empty() {
        html.text(&say!(words, "report-nothing")).nl();
    }
    if !view.notes.is_empty() {
        html.nl();
        notes(words, view.notes, html);
    }
    if view.sent {
        if let Some(ask) = &view.ask {
            html.nl().bold(ask.as_str());
        }
        let card = implausible::buttons(words, view.week, &view.numbers, card);
        let card = evidence::files(card, view.tasks);
        let card = card.button(say!(words, "btn-correct"), &Action::Report(ReportAction::Correct { week: view.week }));
        return card::turn(card, view.week, view.tasks, view.page, true);
    }
    if !view.tasks.is_empty() || !view.notes.is_empty() {
        html.nl();
    }
    if let Some(example) = example(words, view) {
        html.text(&say!(words, "report-hint-numbers", example = example)).nl();
    }
    if !view.tasks.is_empty() {
        html.text(&say!(words, "report-hint-tasks")).nl();
    }
    if let Some(ask) = &view.ask {
        html.nl().bold(ask.as_str());
    }
    let mut card = implausible::buttons(words, view.week, &view.numbers, card);
    card =
        card.button(say!(words, "btn-report"), &Action::Report(ReportAction::Send { week: view.week, anyway: false }));
    if view.offer_anyway {
        card = card.button(
            say!(words, "btn-report-anyway"),
            &Action::Report(ReportAction::Send { week: view.week, anyway: true }),
        );
    }
    if view.tasks.iter().any(|t| t.state == TaskState::Open) {
        card = card.button(say!(words, "btn-all-done"), &Action::Report(ReportAction::AllDone { week: view.week }));
    }
    card = reason::metrics(words, view.week, &view.numbers, card);
    let card = card::marks(card, card::page(view.tasks, view.page), true);
    let card = to_tell(words, view.week, card);
    card::turn(card, view.week, view.tasks, view.page, true)
}

/// Why a report cannot be sent without asking once more.
pub fn missing(words: Words<'_>, view: &ReportView<'_>) -> String {
    let (numbers, tasks) = view.missing();
    let mut what = Vec::new();
    if !numbers.is_empty() {
        what.push(say!(words, "report-missing-metrics", names = numbers.join(", ")));
    }
    if !tasks.is_empty() {
        what.push(say!(words, "report-missing-tasks", count = tasks.len(), numbers = tasks.join(", ")));
    }
    let missing = say!(words, "report-missing", what = what.join("; "));
    format!("{missing} {}", say!(words, "report-missing-next"))
}

/// The mark of a state, told apart by shape as well as by colour.
pub fn mark(state: TaskState) -> &'static str {
    match state {
        TaskState::Open => "▫️",
        TaskState::Done => "✅",
        TaskState::Partly => "🌓",
        TaskState::NotDone => "✖️",
        TaskState::Cancelled => "➖",
    }
}

/// A button for each thing the others may be told.
fn to_tell(words: Words<'_>, week: Week, card: Card) -> Card {
    let note = |kind| Action::Report(ReportAction::Note { week, kind });
    let buttons = [
        (say!(words, "btn-note-highlight"), note(NoteKind::Highlight)),
        (say!(words, "btn-note-blocker"), note(NoteKind::Blocker)),
        (say!(words, "btn-note-lesson"), note(NoteKind::Lesson)),
        (say!(words, "btn-note-insight"), note(NoteKind::Insight)),
    ];
    card.row(buttons.iter().map(|(label, action)| (label.clone(), action)))
}

/// What the others are told, a line each.
pub fn notes(words: Words<'_>, notes: &[Note], html: &mut Html) {
    html.bold(say!(words, "report-notes").as_str()).nl();
    for note in notes {
        html.text(&note_name(words, note.kind)).text(": ").text(&note.text).nl();
    }
}

/// The numbers, a line or two each.
pub fn numbers(words: Words<'_>, view: &ReportView<'_>, html: &mut Html) {
    if view.numbers.is_empty() {
        return;
    }
    html.bold(say!(words, "report-metrics").as_str()).nl();
    // A number without a name is this one's.
    let next = view.numbers.iter().position(|number| number.actual.is_none() && number.asked.is_none());
    for (at, number) in view.numbers.iter().enumerate() {
        let value = |v: Decimal| words.value(number.metric, view.currency, v);
        let name = number.metric.name.as_str();
        let line = match (number.actual, number.target) {
            (Some(actual), Some(target)) => {
                let (actual_text, target_text) = (value(actual), value(target));
                let line = match number.metric.direction {
                    Direction::Up => {
                        say!(words, "report-actual", name = name, actual = actual_text, target = target_text)
                    }
                    Direction::Down => {
                        say!(words, "report-actual-limit", name = name, actual = actual_text, target = target_text)
                    }
                };
                match percent_change(target, actual) {
                    Some(change) => format!("{line} ({})", words.percent_change(change)),
                    None => line,
                }
            }
            (Some(actual), None) => say!(words, "report-actual-plain", name = name, actual = value(actual)),
            (None, Some(target)) => say!(words, "report-open-target", name = name, target = value(target)),
            (None, None) => say!(words, "report-open", name = name),
        };
        if let Some(asked) = &number.asked {
            html.bold(implausible::question(words, view.week, view.currency, number, asked).as_str()).nl();
            if number.actual.is_none() {
                continue;
            }
        }
        match next {
            Some(next) if next == at && !view.sent => html.bold(line.as_str()),
            _ => html.text(&line),
        };
        if let Some(origin) = imported_actual::origin(words, number.metric, view.currency, number.actual, number.given)
        {
            html.text(" · ").italic(origin.as_str());
        }
        if let Some(set) = number.set {
            html.text(" · ").text(&say!(words, "target-note", planned = value(set.planned), note = set.note.as_str()));
        }
        html.nl();
        match number.reason {
            _ if !number.missed() => {}
            Some(reason) => {
                html.text("    → ").text(reason).nl();
            }
            None if !view.sent => {
                html.text("    → ").italic(say!(words, "report-why-open").as_str()).nl();
            }
            None => {}
        }
    }
    let asked = view.numbers.iter().filter(|_| !view.sent).find_map(|number| {
        let given = number.given.filter(|given| number.actual.is_some_and(|actual| actual != given.value))?;
        imported_actual::question(words, number.metric, view.currency, given)
    });
    if let Some(asked) = asked {
        html.italic(asked.as_str()).nl();
    }
}

/// What a task took, of what was planned; none where neither is known.
pub fn hours(words: Words<'_>, task: &Task) -> Option<String> {
    match (task.actual_minutes, task.minutes) {
        (Some(actual), Some(planned)) if actual != planned => {
            Some(say!(words, "report-hours", actual = words.hours(actual), planned = words.hours(planned)))
        }
        (Some(actual), _) => Some(words.hours(actual)),
        (None, planned) => planned.map(|p| words.hours(p)),
    }
}

/// Tasks with what became of them, a line or two each; `open`: what is missing can still be said.
pub fn tasks(words: Words<'_>, tasks: &[Task], open: bool, html: &mut Html) {
    for task in tasks {
        html.text(&format!("{} {}. ", mark(task.state), task.number)).text(&task.title);
        if let Some(hours) = hours(words, task) {
            html.text(" · ").text(&hours);
        }
        if task.origin == Origin::Unplanned
            && let Some(origin) = origin(words, task.origin)
        {
            html.text(" · ").italic(origin.as_str());
        }
        if let Some(files) = evidence::count(task) {
            html.text(" · ").text(&files);
        }
        html.nl();
        let missed = reason::missed(task);
        match (&task.result, task.state, &task.deliverable) {
            (Some(result), ..) => {
                html.text("    → ").text(result).nl();
            }
            (None, _, _) if open && missed && task.reason.is_none() => {
                html.text("    → ").italic(say!(words, "report-why-open").as_str()).nl();
            }
            (None, TaskState::Open, Some(deliverable)) => {
                html.text("    → ").text(deliverable).nl();
            }
            _ => {}
        }
        match &task.reason {
            Some(reason) if missed && task.result.is_some() => {
                html.text("    ").text(&say!(words, "report-reason", reason = reason.as_str())).nl();
            }
            Some(reason) if missed => {
                html.text("    → ").text(reason).nl();
            }
            _ => {}
        }
    }
}

fn example(words: Words<'_>, view: &ReportView<'_>) -> Option<String> {
    let number = |n: &Number<'_>| n.target.map_or_else(|| "…".to_owned(), |target| words.number(target));
    let missing = view.numbers.iter().filter(|n| n.actual.is_none());
    let parts: Vec<String> = missing.take(2).map(|n| format!("{} {}", n.metric.name, number(n))).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
