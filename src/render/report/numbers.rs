//! The numbers of a report.

use rust_decimal::Decimal;

use crate::domain::company::Direction;
use crate::domain::numbers::kpi::percent_change;
use crate::render::html::Html;
use crate::render::report::view::{Number, ReportView};
use crate::render::report::{implausible, imported_actual};
use crate::say;
use crate::texts::Words;

/// Writes the numbers, a line or two for each.
pub fn numbers(words: Words<'_>, view: &ReportView<'_>, html: &mut Html) {
    if view.numbers.is_empty() {
        return;
    }
    html.bold(say!(words, "report-metrics").as_str()).nl();
    // The next number that is typed without its metric's name is taken for this one.
    let next = view.numbers.iter().position(|number| number.actual.is_none() && number.asked.is_none());
    for (at, number) in view.numbers.iter().enumerate() {
        if let Some(asked) = &number.asked {
            html.bold(implausible::question(words, view.week, view.currency, number, asked).as_str()).nl();
            if number.actual.is_none() {
                continue;
            }
        }
        let line = value_line(words, view.currency, number);
        match next {
            Some(next) if next == at && !view.sent => html.bold(line.as_str()),
            _ => html.text(&line),
        };
        remarks(words, view, number, html);
    }
    let asked = view.numbers.iter().filter(|_| !view.sent).find_map(|number| {
        let given = number.given.filter(|given| number.actual.is_some_and(|actual| actual != given.value))?;
        imported_actual::question(words, number.metric, view.currency, given)
    });
    if let Some(asked) = asked {
        html.italic(asked.as_str()).nl();
    }
}

/// «Лиды: 131 из 120 (+9 %)».
fn value_line(words: Words<'_>, currency: &str, number: &Number<'_>) -> String {
    let value = |v: Decimal| words.value(number.metric, currency, v);
    let name = number.metric.name.as_str();
    match (number.actual, number.target) {
        (Some(actual), Some(target)) => {
            let (said_actual, said_target) = (value(actual), value(target));
            let line = match number.metric.direction {
                Direction::Up => say!(words, "report-actual", name = name, actual = said_actual, target = said_target),
                Direction::Down => {
                    say!(words, "report-actual-limit", name = name, actual = said_actual, target = said_target)
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
    }
}

/// Writes where the number comes from and what its target was planned as, and on the next line why it was missed.
fn remarks(words: Words<'_>, view: &ReportView<'_>, number: &Number<'_>, html: &mut Html) {
    if let Some(origin) = imported_actual::origin(words, number.metric, view.currency, number.actual, number.given) {
        html.text(" · ").italic(origin.as_str());
    }
    if let Some(set) = number.set {
        let planned = words.value(number.metric, view.currency, set.planned);
        html.text(" · ").text(&say!(words, "target-note", planned = planned, note = set.note.as_str()));
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
