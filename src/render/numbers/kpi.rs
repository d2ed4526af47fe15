//! One number in a line: actual, target, and the difference.

use crate::domain::company::{Direction, Metric};
use crate::domain::numbers::kpi::Kpi;
use crate::render::html::ellipsis;
use crate::say;
use crate::texts::Words;

/// The longest name of a metric in a line, in characters.
pub const NAME: usize = 40;

/// «−5 %», the difference from what the number is judged by; none where there is no difference.
pub fn change(words: Words<'_>, direction: Direction, kpi: &Kpi) -> Option<String> {
    kpi.against_bar(direction).filter(|change| !change.is_zero()).map(|change| words.percent_change(change))
}

/// «не меньше 3».
pub fn threshold(words: Words<'_>, direction: Direction, value: &str) -> String {
    match direction {
        Direction::Up => say!(words, "threshold-floor", value = value),
        Direction::Down => say!(words, "threshold-ceiling", value = value),
    }
}

/// The word for a number that is not what it should be.
pub fn behind(words: Words<'_>, direction: Direction, by_threshold: bool) -> String {
    match direction {
        _ if !by_threshold => say!(words, "digest-behind"),
        Direction::Up => say!(words, "threshold-below"),
        Direction::Down => say!(words, "threshold-above"),
    }
}

/// «Трафик 14 200 из 15 000»; none without an actual.
pub fn plain(words: Words<'_>, currency: &str, metric: &Metric, kpi: &Kpi) -> Option<String> {
    let (name, actual) = (ellipsis(&metric.name, NAME), words.value(metric, currency, kpi.actual?));
    let bar = kpi.bar(metric.direction).map(|(bar, by_threshold)| (words.value(metric, currency, bar), by_threshold));
    Some(match (bar, metric.direction) {
        (Some((limit, true)), direction) => format!("{name} {actual}, {}", threshold(words, direction, &limit)),
        (Some((target, false)), Direction::Up) => {
            say!(words, "digest-actual", name = name, actual = actual, target = target)
        }
        (Some((target, false)), Direction::Down) => {
            say!(words, "digest-actual-limit", name = name, actual = actual, target = target)
        }
        (None, _) => say!(words, "digest-actual-plain", name = name, actual = actual),
    })
}
