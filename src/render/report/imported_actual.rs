//! Imported numbers: where one comes from, and telling authors what an import changed.

use rust_decimal::Decimal;

use crate::domain::company::{Metric, WeekRoster};
use crate::domain::report::imported_actual::{ActualChange, ImportedActual};
use crate::render::card::Card;
use crate::render::html::ellipsis;
use crate::say;
use crate::texts::Words;

/// For how many weeks an author reads what changed in each.
const MOST_WEEKS: usize = 6;

/// What an author can do about a number that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correctable {
    /// The report is not sent: they can write another number.
    Open,
    /// The report is sent, and can be corrected.
    Sent,
    /// The report cannot be corrected, since a later one was asked for.
    Past,
}

/// The words behind a number of the report: `из CRM`, or the imported number where the author wrote another one; none
/// where nothing was imported.
pub fn origin(
    words: Words<'_>,
    metric: &Metric,
    currency: &str,
    actual: Option<Decimal>,
    given: Option<&ImportedActual>,
) -> Option<String> {
    let given = given?;
    if actual == Some(given.value) {
        return Some(from(words, given.source.as_deref()));
    }
    let value = words.value(metric, currency, given.value);
    let said = match &given.source {
        Some(source) => say!(words, "given-source-says", source = source.as_str(), value = value),
        None => say!(words, "given-file-says", value = value),
    };
    Some(match &given.note {
        Some((note, _)) => format!("{said}: «{}»", ellipsis(note, 200)),
        None => said,
    })
}

/// The question why the author's number differs from a source's; none where it is not asked.
pub fn question(words: Words<'_>, metric: &Metric, currency: &str, given: &ImportedActual) -> Option<String> {
    let source = given.source.as_deref().filter(|_| given.note.is_none())?;
    let value = words.value(metric, currency, given.value);
    Some(say!(words, "given-why", metric = metric.name.as_str(), value = value, source = source))
}

/// `из CRM`, `из файла`.
pub fn from(words: Words<'_>, source: Option<&str>) -> String {
    match source {
        Some(source) => say!(words, "given-from-source", source = source),
        None => say!(words, "given-from-file"),
    }
}

/// One change of a week's number in a line: `Лиды: 131 → 140, из файла (Ольга Белова)`.
pub fn line(words: Words<'_>, then: &WeekRoster<'_>, change: &ActualChange) -> String {
    let metric = then.metric(&change.metric);
    let name = metric.map_or(change.metric.as_str(), |m| m.name.as_str());
    let value = |value: Decimal| metric.map_or_else(|| words.number(value), |m| words.value(m, then.currency(), value));
    let after = value(change.after);
    let text = match change.before {
        Some(before) => say!(words, "given-changed", name = name, before = value(before), after = after),
        None => say!(words, "given-new", name = name, after = after),
    };
    let from = from(words, change.source.as_deref());
    match change.who.and_then(|id| then.person(id)) {
        Some(who) => format!("{text}, {from} ({})", who.name),
        None => format!("{text}, {from}"),
    }
}

/// Tells an author which of their numbers changed, week by week.
pub fn changed(words: Words<'_>, weeks: &[(WeekRoster<'_>, Vec<&ActualChange>)], correctable: Correctable) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    for (n, (then, changes)) in weeks.iter().rev().take(MOST_WEEKS).enumerate() {
        if n == 0 {
            html.text("📊 ");
        }
        html.bold(say!(words, "given-title", week = words.week(then.week())).as_str()).nl();
        for change in changes {
            html.text(&line(words, then, change)).nl();
        }
    }
    let more = weeks.len().saturating_sub(MOST_WEEKS);
    if more > 0 {
        html.text(&say!(words, "given-more", count = more)).nl();
    }
    html.text(&match correctable {
        Correctable::Open => say!(words, "given-open"),
        Correctable::Sent => say!(words, "given-sent"),
        Correctable::Past => say!(words, "given-past"),
    });
    card
}
