//! Implausible numbers: the question whether one is right, and its two answers.

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::plan::hint::mark;
use crate::domain::report::implausible::Implausible;
use crate::render::buttons::{Action, ReportAction};
use crate::render::card::Card;
use crate::render::report::view::{Asked, Number};
use crate::say;
use crate::texts::Words;

/// «Лиды: 132 000? На прошлой неделе было 131.»
pub fn question(words: Words<'_>, week: Week, currency: &str, number: &Number<'_>, asked: &Asked) -> String {
    let value = |v: Decimal| words.value(number.metric, currency, v);
    let (name, said) = (number.metric.name.as_str(), value(asked.value));
    match (asked.doubt, asked.last, number.target) {
        (Some(Implausible::FarFromLast), Some((when, last)), _) if when == week.previous() => {
            say!(words, "odd-last-week", name = name, value = said, last = value(last))
        }
        (Some(Implausible::FarFromLast), Some((_, last)), _) => {
            say!(words, "odd-last", name = name, value = said, last = value(last))
        }
        (Some(Implausible::FarFromTarget), _, Some(target)) => {
            say!(words, "odd-target", name = name, value = said, target = value(target))
        }
        (Some(Implausible::Negative), ..) => say!(words, "odd-negative", name = name, value = said),
        (Some(Implausible::OverHundred), ..) => say!(words, "odd-hundred", name = name, value = said),
        _ => say!(words, "odd-sure", name = name, value = said),
    }
}

/// Adds «Yes» and «Correct» for the first number that waits for an answer.
pub fn buttons(words: Words<'_>, week: Week, numbers: &[Number<'_>], card: Card) -> Card {
    let Some((number, asked)) = numbers.iter().find_map(|n| Some((n, n.asked?))) else { return card };
    let (metric, value) = (mark(&number.metric.key), shown(asked.value));
    let answer = |right| Action::Report(ReportAction::Answer { week, metric, value, right });
    let buttons = [(say!(words, "btn-odd-right"), answer(true)), (say!(words, "btn-odd-wrong"), answer(false))];
    card.row(buttons.iter().map(|(label, action)| (label.clone(), action)))
}

/// The mark of a number in callback data.
pub fn shown(value: Decimal) -> u32 {
    mark(&value.normalize().to_string())
}
