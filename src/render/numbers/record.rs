//! `/me`: a person's own weeks, plan against actual.

use crate::domain::company::{Metric, WeekRosters};
use crate::domain::numbers::record::{Tally, WeekRecord, on_time};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::say;
use crate::texts::Words;

/// The weeks, oldest first: numbers and totals unfolded, the single weeks folded. `lived` is the company in each week.
pub fn card(
    words: Words<'_>,
    weeks: &[WeekRecord],
    metrics: &[&Metric],
    lived: &WeekRosters<'_>,
    currency: &str,
) -> Card {
    let mut card = Card::default();
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Card::sentence(&say!(words, "me-empty"));
    };
    let html = &mut card.html;
    let (from, to) = (words.day_month(first.week.monday()), words.day_month(last.week.friday()));
    html.text("📈 ").bold(say!(words, "me-title", from = from, to = to).as_str()).nl();
    html.push(body(words, weeks, metrics, lived, currency));
    let mut details = Html::new();
    for week in weeks.iter().rev().filter(|week| !week.is_empty()) {
        details.text(&by_week(words, week, metrics, lived, currency)).nl();
    }
    html.nl().expandable(details);
    card
}

/// The numbers over the weeks, and totals of tasks, plans and reports.
pub(super) fn body(
    words: Words<'_>,
    weeks: &[WeekRecord],
    metrics: &[&Metric],
    lived: &WeekRosters<'_>,
    currency: &str,
) -> Html {
    let mut html = Html::new();
    for metric in metrics {
        html.push(series(words, weeks, metric, lived, currency));
    }
    totals(words, weeks, &mut html);
    html
}

/// One metric over the weeks, with a tick where its target was reached.
pub(super) fn series(
    words: Words<'_>,
    weeks: &[WeekRecord],
    metric: &Metric,
    lived: &WeekRosters<'_>,
    currency: &str,
) -> Html {
    let mut html = Html::new();
    let numbers: Vec<_> = weeks
        .iter()
        .map(|week| {
            week.number(&metric.key).map(|number| (number, lived.metric(week.week, &metric.key).unwrap_or(metric)))
        })
        .collect();
    if numbers.iter().flatten().all(|(number, _)| number.actual.is_none()) {
        return html;
    }
    let verdicts: Vec<bool> = numbers.iter().flatten().filter_map(|(n, was)| n.reached(was.direction)).collect();
    html.nl().bold(metric.name.as_str());
    if !verdicts.is_empty() {
        let reached = verdicts.iter().filter(|reached| **reached).count();
        html.text(" · ").text(&say!(words, "me-reached", reached = reached, count = verdicts.len()));
    }
    html.nl();
    let line: Vec<String> = numbers
        .iter()
        .map(|number| match number.and_then(|(n, was)| Some((n, was, n.actual?))) {
            None => "—".to_owned(),
            Some((number, was, actual)) => {
                let tick = if number.reached(was.direction) == Some(true) { " ✓" } else { "" };
                words.value(was, currency, actual) + tick
            }
        })
        .collect();
    html.text(&line.join(" · ")).nl();
    html
}

/// Writes totals of the tasks, plans and reports of these weeks.
pub(super) fn totals(words: Words<'_>, weeks: &[WeekRecord], html: &mut Html) {
    // The states of tasks are not known for a week without a report.
    let reported = weeks.iter().filter(|week| week.report.is_some());
    let tasks = reported.fold(Tally::default(), |sum, week| sum.with(week.tasks));
    html.nl();
    if tasks.planned > 0 {
        html.text(&say!(words, "me-tasks", done = tasks.done, count = tasks.planned)).nl();
    }
    if tasks.actual > 0 {
        let (actual, estimate) = (words.hours(tasks.actual), words.hours(tasks.estimate));
        html.text(&say!(words, "me-hours", actual = actual, estimate = estimate)).nl();
    }
    if let Some(share) = tasks.unplanned_share().filter(|share| *share > 0) {
        html.text(&say!(words, "me-unplanned", share = words.percent(share))).nl();
    }
    let plans = on_time(weeks.iter().map(|week| week.plan));
    let reports = on_time(weeks.iter().map(|week| week.report));
    if plans.1 > 0 {
        html.text(&say!(words, "me-plans", good = plans.0, count = plans.1)).nl();
    }
    if reports.1 > 0 {
        html.text(&say!(words, "me-reports", good = reports.0, count = reports.1)).nl();
    }
}

fn by_week(
    words: Words<'_>,
    week: &WeekRecord,
    metrics: &[&Metric],
    lived: &WeekRosters<'_>,
    currency: &str,
) -> String {
    let mut parts = Vec::new();
    for metric in metrics {
        let Some(number) = week.number(&metric.key) else { continue };
        let metric = lived.metric(week.week, &metric.key).unwrap_or(metric);
        let name = metric.name.as_str();
        let value = |v| words.value(metric, currency, v);
        parts.push(match (number.actual, number.target) {
            (Some(actual), Some(target)) => {
                say!(words, "me-number", name = name, actual = value(actual), target = value(target))
            }
            (Some(actual), None) => format!("{name} {}", value(actual)),
            (None, Some(target)) => say!(words, "me-target-only", name = name, target = value(target)),
            (None, None) => continue,
        });
    }
    if week.report.is_none() {
        parts.push(say!(words, "me-week-no-report"));
    } else if week.tasks.planned > 0 {
        parts.push(say!(words, "me-week-tasks", done = week.tasks.done, count = week.tasks.planned));
    }
    if week.tasks.actual > 0 {
        let (actual, estimate) = (words.bare_hours(week.tasks.actual), words.hours(week.tasks.estimate));
        parts.push(say!(words, "me-week-hours", actual = actual, estimate = estimate));
    }
    format!("{}: {}", words.week(week.week), parts.join(", "))
}
