//! Numbers that a source did not give.

use crate::domain::company::WeekRoster;
use crate::domain::numbers::source::Trouble;
use crate::domain::numbers::source_request::MissingActual;
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// Tells a manager which numbers did not come, and what goes on without them.
pub fn silent(words: Words<'_>, then: &WeekRoster<'_>, all: &[&MissingActual]) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text("📊 ").bold(say!(words, "source-silent", week = words.week(then.week())).as_str()).nl();
    for silent in all {
        let metric = then.metric(&silent.metric).map_or(silent.metric.as_str(), |m| m.name.as_str());
        let name = then.person(silent.person).map_or("", |p| p.name.as_str());
        html.text(&say!(words, "source-silent-number", source = silent.source.as_str(), metric = metric, name = name))
            .nl();
        html.text("    ").text(&reason(words, &silent.trouble)).nl();
    }
    html.text(&say!(words, "source-silent-next"));
    card
}

/// Says why no number came.
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
