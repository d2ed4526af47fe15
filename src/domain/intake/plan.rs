//! The text of a plan.

use super::{MetricName, PlanItem, PlanReading, PlanWhat, TaskText, parse_minutes, parse_number};

/// Reads a plan, or lines that add to one and change it.
pub fn read_plan(text: &str, metrics: &[MetricName<'_>], _tasks_so_far: usize) -> PlanReading {
    let mut reading = PlanReading::default();
    for (line, raw) in text.lines().enumerate() {
        let raw = raw.trim();
        if raw == "План" || raw == "Plan" {
            reading.says_plan = true;
            continue;
        }
        if raw.is_empty() || raw.ends_with(':') {
            continue;
        }
        let target = raw.split_once(':').and_then(|(name, value)| {
            let metric = metrics.iter().find(|m| m.name.eq_ignore_ascii_case(name.trim()))?;
            Some(PlanWhat::Target { metric: metric.key.to_owned(), value: parse_number(value)? })
        });
        let what = target.unwrap_or_else(|| {
            let rest = raw.trim_start_matches(['-', ' ']);
            let (rest, minutes) = match rest.rsplit_once('~') {
                Some((rest, hours)) => (rest.trim(), parse_minutes(hours)),
                None => (rest, None),
            };
            let (title, deliverable) = match rest.split_once("=>") {
                Some((title, end)) => (title.trim(), Some(end.trim().to_owned())),
                None => (rest, None),
            };
            PlanWhat::Task(TaskText { title: title.to_owned(), deliverable, minutes, goal: None })
        });
        reading.items.push(PlanItem { line, what });
    }
    reading
}

/// Whether a free message looks like (part of) a plan: a heading, a task with an end product, or hours.
pub fn looks_like_plan(text: &str, _metrics: &[MetricName<'_>]) -> bool {
    text.contains("=>") || text.trim_start().starts_with("План")
}
