//! The usual reasons why a task was not done or a number missed its target, as buttons.

use crate::domain::calendar::week::Week;
use crate::domain::plan::hint::mark;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, ReportAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::report::numbers::numbers;
use crate::render::report::view::{Number, ReportView};
use crate::say;
use crate::texts::Words;

/// The usual reasons for a task that was not done, by their number in callback data.
pub fn usual_of_tasks(words: Words<'_>) -> [String; 4] {
    [say!(words, "why-time"), say!(words, "why-urgent"), say!(words, "why-others"), say!(words, "why-estimate")]
}

/// The usual reasons for a number that missed its target, by their number in callback data.
pub fn usual_of_metrics(words: Words<'_>) -> [String; 4] {
    [say!(words, "why-demand"), say!(words, "why-short-week"), say!(words, "why-others"), say!(words, "why-target")]
}

/// Adds the usual reasons under one task.
pub fn tasks(words: Words<'_>, task: &Task, report: bool, card: Card) -> Card {
    let because = |reason| Action::Report(ReportAction::TaskBecause { task: task.id, reason, report });
    pairs(usual_of_tasks(words), because, card)
}

/// Adds, on the report's card, a button for each number that missed its target.
pub fn metrics(words: Words<'_>, week: Week, numbers: &[Number<'_>], mut card: Card) -> Card {
    for number in numbers.iter().filter(|number| number.missed()) {
        let name = number.metric.name.as_str();
        let label = match number.reason {
            None => say!(words, "btn-why-metric", name = name),
            Some(_) => say!(words, "btn-why-metric-else", name = name),
        };
        let metric = mark(&number.metric.key);
        card = card.button(label, &Action::Report(ReportAction::Metric { week, metric }));
    }
    card
}

/// The question why one number missed its target. `view` has this number only.
pub fn metric(words: Words<'_>, view: &ReportView<'_>) -> Card {
    let mut card = Card::default();
    let Some(number) = view.numbers.first() else { return card };
    let week = view.week;
    card.html.text("📊 ").text(&say!(words, "report-title", week = words.week(week))).nl().nl();
    let mut html = Html::new();
    numbers(words, view, &mut html);
    card.html.push(html).nl();
    card.html.bold(say!(words, "why-ask").as_str());
    let metric = mark(&number.metric.key);
    let because = |reason| Action::Report(ReportAction::MetricBecause { week, metric, reason });
    let card = pairs(usual_of_metrics(words), because, card);
    card.button(say!(words, "btn-back"), &Action::Report(ReportAction::Back { week }))
}

fn pairs(reasons: [String; 4], because: impl Fn(u8) -> Action, mut card: Card) -> Card {
    let buttons: Vec<(String, Action)> =
        (0u8..).zip(reasons).map(|(number, reason)| (capital(&reason), because(number))).collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// The text with a capital letter at its beginning: reasons have one on buttons, and none within a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
