//! The author's report card.

use crate::domain::calendar::week::Week;
use crate::domain::intake::NoteKind;
use crate::domain::plan::TaskState;
use crate::render::buttons::{Action, ReportAction, WordsAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::report::note::notes;
use crate::render::report::numbers::numbers;
use crate::render::report::view::{Number, ReportView};
use crate::render::report::{evidence, implausible, reason};
use crate::render::week::card;
use crate::render::week::task::tasks;
use crate::say;
use crate::texts::Words;

/// The report card.
pub fn card(words: Words<'_>, view: &ReportView<'_>) -> Card {
    let mut card = Card::default();
    head(words, view, &mut card.html);
    body(words, view, &mut card.html);
    if view.sent {
        if let Some(ask) = &view.ask {
            card.html.nl().bold(ask.as_str());
        }
        return sent_buttons(words, view, card);
    }
    if !view.tasks.is_empty() || !view.notes.is_empty() {
        card.html.nl();
    }
    if let Some(example) = example(words, view) {
        card.html.text(&say!(words, "report-hint-numbers", example = example)).nl();
    }
    if !view.tasks.is_empty() {
        card.html.text(&say!(words, "report-hint-tasks")).nl();
    }
    if let Some(ask) = &view.ask {
        card.html.nl().bold(ask.as_str());
    }
    open_buttons(words, view, card)
}

/// Writes which week it is for, and whether it is sent or when it is due.
fn head(words: Words<'_>, view: &ReportView<'_>, html: &mut Html) {
    let week = words.week(view.week);
    if let Some(lead) = &view.lead {
        html.text("⏰ ").bold(lead.as_str()).nl().nl();
    }
    if view.sent {
        html.text("✅ ").bold(say!(words, "report-sent", week = week).as_str()).nl();
        html.text(&say!(words, "report-sent-next")).nl();
    } else {
        html.text("📊 ").bold(say!(words, "report-title", week = week).as_str()).nl();
        if view.now <= view.due.at {
            html.text(&say!(words, "report-due", when = words.day_time(view.due))).nl();
        }
    }
    html.nl();
}

/// Writes the numbers, the tasks of this page and the notes.
fn body(words: Words<'_>, view: &ReportView<'_>, html: &mut Html) {
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
}

fn sent_buttons(words: Words<'_>, view: &ReportView<'_>, card: Card) -> Card {
    let card = implausible::buttons(words, view.week, &view.numbers, card);
    let card = evidence::files(card, view.tasks);
    let card = card.button(say!(words, "btn-correct"), &Action::Report(ReportAction::Correct { week: view.week }));
    card::turn(card, view.week, view.tasks, view.page, true)
}

fn open_buttons(words: Words<'_>, view: &ReportView<'_>, card: Card) -> Card {
    let send = |anyway| Action::Report(ReportAction::Send { week: view.week, anyway });
    let mut card = implausible::buttons(words, view.week, &view.numbers, card);
    card = card.button(say!(words, "btn-report"), &send(false));
    if view.can_undo {
        card = card.button(say!(words, "btn-take-back"), &Action::Words(WordsAction::TakeBack { week: view.week }));
    }
    if view.offer_anyway {
        card = card.button(say!(words, "btn-report-anyway"), &send(true));
    }
    if view.tasks.iter().any(|t| t.state == TaskState::Open) {
        card = card.button(say!(words, "btn-all-done"), &Action::Report(ReportAction::AllDone { week: view.week }));
    }
    let card = reason::metrics(words, view.week, &view.numbers, card);
    let card = card::marks(card, card::page(view.tasks, view.page), true);
    let card = to_tell(words, view.week, card);
    card::turn(card, view.week, view.tasks, view.page, true)
}

/// Says what is missing in a report that the author tries to send.
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

/// Adds a button for each kind of note to the others.
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

fn example(words: Words<'_>, view: &ReportView<'_>) -> Option<String> {
    let number = |n: &Number<'_>| n.target.map_or_else(|| "…".to_owned(), |target| words.number(target));
    let missing = view.numbers.iter().filter(|n| n.actual.is_none());
    let parts: Vec<String> = missing.take(2).map(|n| format!("{} {}", n.metric.name, number(n))).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
