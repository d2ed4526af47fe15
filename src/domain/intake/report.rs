//! The text of a report.

use super::{MetricName, Puzzle, ReportItem, ReportReading, Why, parse_number};

/// Reads a report, or lines that add to one.
pub fn read_report(text: &str, metrics: &[MetricName<'_>], _tasks: usize) -> ReportReading {
    let mut reading = ReportReading::default();
    for raw in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let actual = raw.rsplit_once(' ').and_then(|(name, value)| {
            let name = name.trim_end_matches(':');
            let metric = metrics.iter().find(|m| m.name.eq_ignore_ascii_case(name))?;
            Some(ReportItem::Actual { metric: metric.key.to_owned(), value: parse_number(value)? })
        });
        match actual {
            Some(item) => reading.items.push(item),
            None => reading.puzzles.push(Puzzle {
                line: raw.chars().take(200).collect(),
                why: Why::NotUnderstood,
                held: None,
            }),
        }
    }
    reading
}
