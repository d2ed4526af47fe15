//! End products as pictures and files: which task they belong to, and what stands under them.

use crate::domain::calendar::week::Week;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, ReportAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// The longest title on a button, in characters.
const TITLE: usize = 32;

/// «📎 2» where there is something to show for a task.
pub fn count(task: &Task) -> Option<String> {
    match task.files {
        0 => None,
        1 => Some("📎".to_owned()),
        several => Some(format!("📎 {several}")),
    }
}

/// A button for each task that has something to show, by its number.
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

/// Which task was it? The question under a file that does not say so.
pub fn which(words: Words<'_>, week: Week, count: usize, tasks: &[Task]) -> Card {
    let mut card = Card::default();
    card.html.text(&say!(words, "evidence-which", count = count, week = words.week(week)));
    for task in tasks {
        let label = format!("{}. {}", task.number, ellipsis(&task.title, TITLE));
        card = card.button(label, &Action::Report(ReportAction::FilesFor { task: task.id }));
    }
    card
}

/// What became of files that were sent without a word.
pub fn taken(words: Words<'_>, task: &Task) -> Card {
    let mut card = Card::default();
    let number = task.number.to_string();
    card.html.text("📎 ").text(&say!(words, "evidence-taken", number = number, title = task.title.as_str()));
    card
}

/// Under a file when it is shown again: the task and whose it is.
pub fn caption(task: &Task, author: &str) -> String {
    let mut html = Html::new();
    html.bold(format!("{}. {}", task.number, ellipsis(&task.title, 300)).as_str()).nl().text(author);
    html.into_string()
}
