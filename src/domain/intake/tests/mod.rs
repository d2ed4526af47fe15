//! What people write, form by form.

mod amounts;
mod pastes;
mod plans;
mod properties;
mod reports;

use super::*;

pub(super) const METRICS: &[MetricName<'static>] = &[
    MetricName { key: "leads", name: "Лиды" },
    MetricName { key: "mql", name: "Квал. лиды" },
    MetricName { key: "traffic", name: "Трафик" },
    MetricName { key: "cac", name: "CAC" },
    MetricName { key: "revenue", name: "Выручка" },
    MetricName { key: "conv", name: "Конверсия в лид" },
    MetricName { key: "churn", name: "Churn rate" },
    MetricName { key: "top10", name: "Запросы в топ-10" },
];

fn fields(title: Option<&str>, deliverable: &Option<String>, minutes: Option<u32>, goal: &Option<String>) -> String {
    let mut parts: Vec<String> = title.map(str::to_owned).into_iter().collect();
    parts.extend(deliverable.as_ref().map(|end| format!("=> {end}")));
    parts.extend(minutes.map(|minutes| format!("~{minutes}")));
    parts.extend(goal.as_ref().map(|goal| format!("#{goal}")));
    parts.join(" ")
}

fn show_what(what: &PlanWhat) -> String {
    match what {
        PlanWhat::Target { metric, value } => format!("{metric} = {value}"),
        PlanWhat::Task(t) => format!("+ {}", fields(Some(&t.title), &t.deliverable, t.minutes, &t.goal)),
        PlanWhat::Change { number, change: c } => {
            format!("{number}: {}", fields(c.title.as_deref(), &c.deliverable, c.minutes, &c.goal))
        }
        PlanWhat::Delete { number } => format!("{number}: delete"),
        PlanWhat::Move { number, to } => format!("{number}: to {to}"),
        PlanWhat::Swap { number, with } => format!("{number}: swap {with}"),
    }
}

fn show_puzzle(puzzle: &NotUnderstood) -> String {
    let held = puzzle.held.as_ref().map(|held| format!(" | {}", show_what(held))).unwrap_or_default();
    format!("? {:?} «{}»{held}", puzzle.why, puzzle.line)
}

/// A reading in a few words: items, then puzzles.
pub(super) fn show(reading: &PlanReading) -> String {
    let items = reading.items.iter().map(|item| show_what(&item.what));
    items.chain(reading.puzzles.iter().map(show_puzzle)).collect::<Vec<_>>().join("\n")
}

pub(super) fn show_report(reading: &ReportReading) -> String {
    let items = reading.items.iter().map(|item| match item {
        ReportItem::Actual { metric, value } => format!("{metric} = {value}"),
        ReportItem::BareNumbers(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        ReportItem::Task { number, state, minutes, text } => {
            let mut line = format!("{number}:");
            state.iter().for_each(|state| line.push_str(&format!(" {state:?}")));
            minutes.iter().for_each(|minutes| line.push_str(&format!(" ~{minutes}")));
            text.iter().for_each(|text| line.push_str(&format!(" «{text}»")));
            line
        }
        ReportItem::AllDone => "all done".to_owned(),
        ReportItem::Note { kind, text } => format!("{kind:?}: {text}"),
    });
    items.chain(reading.puzzles.iter().map(show_puzzle)).collect::<Vec<_>>().join("\n")
}
