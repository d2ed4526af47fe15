//! Bad news of a source.

use crate::domain::company::{Metric, Person};
use crate::domain::source::Trouble;
use crate::domain::week::Week;
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// Tells a manager that a number did not come, and who types it in instead.
pub fn silent(words: Words<'_>, source: &str, person: &Person, metric: &Metric, week: Week, trouble: &Trouble) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    let head = say!(words, "source-silent", source = source, metric = metric.name.as_str(), week = words.week(week));
    html.text("📊 ").bold(head.as_str()).nl();
    html.text(&reason(words, trouble)).nl();
    html.text(&say!(words, "source-silent-next", name = person.name.as_str()));
    card
}

/// Why no number came.
pub fn reason(words: Words<'_>, trouble: &Trouble) -> String {
    match trouble {
        Trouble::TimedOut(seconds) => {
            let seconds: u64 = *seconds;
            say!(words, "source-timed-out", seconds = seconds)
        }
        Trouble::Unreachable => say!(words, "source-unreachable"),
        Trouble::Status(status) => say!(words, "source-status", status = status.to_string()),
        Trouble::Elsewhere => say!(words, "source-elsewhere"),
        Trouble::TooBig => say!(words, "source-too-big"),
        Trouble::NoJson => say!(words, "source-no-json"),
        Trouble::NotThere => say!(words, "source-not-there"),
        Trouble::NoNumber => say!(words, "source-no-number"),
    }
}
