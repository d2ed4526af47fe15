//! A report as it is shown to those who lead its author: everything in one message.

use crate::domain::company::Person;
use crate::render::card::Card;
use crate::render::report::evidence;
use crate::render::report::note::notes;
use crate::render::report::numbers::numbers;
use crate::render::report::view::ReportView;
use crate::render::week::task::tasks;
use crate::say;
use crate::texts::Words;

/// The report of somebody whom the reader leads.
pub fn card(words: Words<'_>, author: &Person, late: bool, view: &ReportView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    let title = say!(words, "reported-title", name = author.name.as_str(), week = words.week(view.week));
    html.text("📊 ").bold(title.as_str()).nl();
    if late {
        html.text(&say!(words, "reported-late")).nl();
    }
    html.nl();
    numbers(words, view, html);
    if !view.tasks.is_empty() {
        if !view.numbers.is_empty() {
            html.nl();
        }
        html.bold(say!(words, "report-tasks").as_str()).nl();
        tasks(words, view.tasks, false, html);
    }
    if !view.notes.is_empty() {
        html.nl();
        notes(words, view.notes, html);
    }
    evidence::files(card, view.tasks)
}
