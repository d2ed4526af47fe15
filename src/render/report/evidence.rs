//! Pictures and files that show end products: which task they belong to, and their captions.

use crate::domain::calendar::week::Week;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, ReportAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// The longest title on a button, in characters.
const TITLE: usize = 32;

/// «📎 2», the number of a task's files; none where it has none.
pub fn count(task: &Task) -> Option<String> {
    match task.files {
        0 => None,
        1 => Some("📎".to_owned()),
        several => Some(format!("📎 {several}")),
    }
}

/// Adds a button, with the task's number, for each task that has files.
pub fn files(mut card: Card, tasks: &[Task]) -> Card {
    let buttons: Vec<(String, Action)> = tasks
        .iter()
        .filter(|task| task.files > 0)
        .map(|task| (format!("📎 {}", task.number), Action::Report(ReportAction::Files { task: task.id })))
        .collect();
    for row in buttons.chunks(4) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// The question to which task files belong that were sent without saying so.
pub fn which(words: Words<'_>, week: Week, count: usize, tasks: &[Task]) -> Card {
    let mut card = Card::default();
    card.html.text(&say!(words, "evidence-which", count = count, week = words.week(week)));
    for task in tasks {
        let label = format!("{}. {}", task.number, ellipsis(&task.title, TITLE));
        card = card.button(label, &Action::Report(ReportAction::FilesFor { task: task.id }));
    }
    card
}

/// Says to which task files were added.
pub fn taken(words: Words<'_>, task: &Task) -> Card {
    let mut card = Card::default();
    let number = task.number.to_string();
    card.html.text("📎 ").text(&say!(words, "evidence-taken", number = number, title = task.title.as_str()));
    card
}

/// The caption of a file when it is shown again: the task and its author.
pub fn caption(task: &Task, author: &str) -> String {
    let mut html = Html::new();
    html.bold(format!("{}. {}", task.number, ellipsis(&task.title, 300)).as_str()).nl().text(author);
    html.into_string()
}
