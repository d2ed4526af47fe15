//! What was not understood: quoted exactly, with what is missing.

use crate::domain::company::Locale;
use crate::domain::intake::{NotUnderstood, Why};
use crate::render::card::Card;
use crate::render::html::ellipsis;
use crate::say;
use crate::texts::Words;

/// So many puzzles are shown one by one; the rest are counted.
const SHOWN: usize = 5;

/// What a puzzle message is about.
#[derive(Debug, Clone, Copy)]
pub struct Understood<'a> {
    /// How many lines were understood.
    pub taken: usize,
    /// What was not.
    pub puzzles: &'a [NotUnderstood],
    /// How many tasks the plan has.
    pub tasks: usize,
    /// The text was meant as a report, else as a plan.
    pub report: bool,
}

/// The message, with the name of a metric by its key for "did you mean".
pub fn card(words: Words<'_>, understood: Understood<'_>, metric_name: impl Fn(&str) -> Option<String>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text(&say!(words, "puzzle-taken", count = understood.taken)).text(" ");
    html.text(&say!(words, "puzzle-lines", count = understood.puzzles.len())).nl();
    for puzzle in understood.puzzles.iter().take(SHOWN) {
        let (open, close) = match words.locale {
            Locale::Ru => ("«", "»"),
            Locale::En => ("“", "”"),
        };
        html.text(open).text(&ellipsis(&puzzle.line, 200)).text(close).nl();
        html.text(&why(words, understood, &puzzle.why, &metric_name)).nl();
    }
    if understood.puzzles.len() > SHOWN {
        let more = understood.puzzles.len() - SHOWN;
        html.text(&say!(words, "puzzle-more", count = more));
    }
    card
}

fn why(
    words: Words<'_>,
    understood: Understood<'_>,
    why: &Why,
    metric_name: impl Fn(&str) -> Option<String>,
) -> String {
    match why {
        &Why::HoursRange { low, high } => say!(words, "puzzle-range", low = low, high = high),
        Why::MinutesRange { low, high } => {
            say!(words, "puzzle-range-minutes", low = words.hours(*low), high = words.hours(*high))
        }
        Why::UnknownMetric { name, nearest, .. } => {
            let mut text = say!(words, "puzzle-unknown-metric", name = ellipsis(name, 60));
            if let Some(nearest) = nearest.as_deref().and_then(metric_name) {
                text.push(' ');
                text.push_str(&say!(words, "puzzle-nearest", name = nearest));
            }
            text
        }
        &Why::NoSuchTask { number } => say!(words, "puzzle-no-task", count = understood.tasks, number = number),
        Why::NegativeNumber => say!(words, "puzzle-negative"),
        Why::TooManyHours { .. } => say!(words, "puzzle-hours-many"),
        Why::ZeroHours => say!(words, "puzzle-hours-zero"),
        Why::NumberTooBig => say!(words, "puzzle-number-big"),
        Why::NoTitle => say!(words, "puzzle-no-title"),
        &Why::TitleTooLong { chars } => say!(words, "puzzle-title-long", chars = chars),
        Why::NotUnderstood if understood.report => say!(words, "puzzle-unclear-report"),
        Why::NotUnderstood => say!(words, "puzzle-unclear"),
    }
}
