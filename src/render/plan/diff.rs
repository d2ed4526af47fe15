//! What changed between two versions of a plan, in short lines.

use rust_decimal::Decimal;

use crate::domain::company::Metric;
use crate::domain::plan::DraftTask;
use crate::domain::plan::diff::{Diff, TaskChange};
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// The longest title, in characters.
const TITLE: usize = 80;

/// The metrics and the currency for writing differences.
#[derive(Debug, Clone, Copy)]
pub struct Scale<'a> {
    /// All metrics that may occur.
    pub metrics: &'a [Metric],
    /// Currency of the company.
    pub currency: &'a str,
}

/// A line for each difference: targets, then changed, new and dropped tasks.
pub fn lines(words: Words<'_>, diff: &Diff, scale: Scale<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for change in &diff.targets {
        let metric = scale.metrics.iter().find(|m| m.key == change.metric);
        let name = metric.map_or(change.metric.as_str(), |m| m.name.as_str());
        let value = |value: Option<Decimal>| match (value, metric) {
            (Some(value), Some(metric)) => words.value(metric, scale.currency, value),
            (Some(value), None) => words.number(value),
            (None, _) => say!(words, "dash"),
        };
        lines.push(format!("{name}: {} → {}", value(change.before), value(change.after)));
    }
    lines.extend(diff.changed.iter().map(|change| changed(words, change)));
    lines.extend(diff.added.iter().map(|(_, task)| format!("+ {}", named(words, task))));
    lines.extend(diff.dropped.iter().map(|task| format!("− {}", ellipsis(&task.title, TITLE))));
    lines
}

/// The differences as lines of a message.
pub fn html(words: Words<'_>, diff: &Diff, scale: Scale<'_>) -> Html {
    let mut html = Html::new();
    for line in lines(words, diff, scale) {
        html.text(&line).nl();
    }
    html
}

fn named(words: Words<'_>, task: &DraftTask) -> String {
    let mut line = ellipsis(&task.title, TITLE);
    if let Some(deliverable) = &task.deliverable {
        line += &format!(" → {}", ellipsis(deliverable, TITLE));
    }
    if let Some(minutes) = task.minutes {
        line += &format!(" · {}", words.hours(minutes));
    }
    if let Some(goal) = &task.goal {
        line += &format!(" · #{goal}");
    }
    line
}

fn changed(words: Words<'_>, change: &TaskChange) -> String {
    let (before, after) = (&change.before, &change.after);
    let mut what = Vec::new();
    if before.title != after.title {
        what.push(say!(words, "diff-title", title = ellipsis(&before.title, TITLE)));
    }
    if before.minutes != after.minutes {
        let hours = |minutes: Option<u32>| minutes.map_or_else(|| say!(words, "dash"), |m| words.hours(m));
        what.push(format!("{} → {}", hours(before.minutes), hours(after.minutes)));
    }
    if before.deliverable != after.deliverable {
        what.push(match &after.deliverable {
            Some(deliverable) => say!(words, "diff-deliverable", text = ellipsis(deliverable, TITLE)),
            None => say!(words, "diff-no-deliverable"),
        });
    }
    if before.goal != after.goal {
        what.push(match &after.goal {
            Some(goal) => format!("#{goal}"),
            None => say!(words, "diff-no-goal"),
        });
    }
    format!("{}. {}: {}", change.number, ellipsis(&after.title, TITLE), what.join("; "))
}
