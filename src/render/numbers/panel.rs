//! The panel of a metric in a picture: its words and numbers.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::company::Direction;
use crate::domain::numbers::verdict::{Trend, Verdict};
use crate::render::message::{Mood, Panel, Picture};
use crate::render::numbers::kpi::{behind, change, threshold};
use crate::say;
use crate::texts::Words;

/// The metrics as a picture; none where there is neither a number nor a plan in any of their weeks.
pub fn picture(
    words: Words<'_>,
    title: String,
    subtitle: String,
    trends: &[&Trend<'_>],
    currency: &str,
) -> Option<Picture> {
    let known = |trend: &&&Trend<'_>| trend.weeks.iter().any(|kpi| kpi.actual.is_some() || kpi.judged());
    trends.iter().find(known)?;
    Some(Picture {
        title,
        subtitle,
        panels: trends.iter().map(|trend| panel(words, currency, trend)).collect(),
        legend: [say!(words, "picture-plan-mark"), say!(words, "picture-line"), say!(words, "picture-plan-line")],
    })
}

/// The line below the picture's title: the days, and how many metrics are on plan.
pub fn subtitle(words: Words<'_>, days: String, trends: &[&Trend<'_>]) -> String {
    let mut parts = vec![days];
    parts.extend(score(words, trends.iter().copied()));
    let silent = trends.iter().filter(|trend| trend.verdict() == Verdict::NoData).count();
    if silent > 0 {
        parts.push(say!(words, "picture-no-data-count", count = silent));
    }
    parts.join(" · ")
}

/// «2 из 5 показателей в плане»; none where there are no targets.
pub fn score<'a>(words: Words<'_>, trends: impl Iterator<Item = &'a Trend<'a>>) -> Option<String> {
    let (reached, count) = on_plan(trends)?;
    Some(say!(words, "digest-score", reached = reached, count = count))
}

/// How many metrics are on plan, and how many can be judged; none where none can.
pub fn on_plan<'a>(trends: impl Iterator<Item = &'a Trend<'a>>) -> Option<(usize, usize)> {
    let aimed: Vec<Verdict> = trends.filter(|c| c.last().judged()).map(Trend::verdict).collect();
    let reached = aimed.iter().filter(|verdict| **verdict == Verdict::OnPlan).count();
    (!aimed.is_empty()).then_some((reached, aimed.len()))
}

/// The panel of one metric. Numbers from 1,000,000,000 on are shortened; the text has the exact ones.
pub fn panel(words: Words<'_>, currency: &str, trend: &Trend<'_>) -> Panel {
    let metric = trend.metric;
    let value = |v: Decimal| words.brief(metric, currency, v);
    let kpi = trend.last();
    let bar = kpi.bar(metric.direction);
    let by_threshold = bar.is_some_and(|(_, threshold)| threshold);
    let (mood, word) = match trend.verdict() {
        Verdict::OnPlan if by_threshold => (Mood::Good, say!(words, "threshold-held")),
        Verdict::OnPlan => (Mood::Good, say!(words, "picture-on-plan")),
        Verdict::Near => (Mood::Near, say!(words, "digest-near")),
        Verdict::Slipped => (Mood::Near, say!(words, "digest-off-plan")),
        Verdict::Behind => (Mood::Bad, behind(words, metric.direction, by_threshold)),
        Verdict::NoPlan => (Mood::Quiet, say!(words, "picture-no-plan")),
        Verdict::NoData => (Mood::Quiet, say!(words, "picture-no-data")),
    };
    // "116 %" of a limit would look like good news, so the difference is shown.
    let change = change(words, metric.direction, &kpi);
    Panel {
        name: metric.name.clone(),
        value: kpi.actual.map_or_else(|| "—".to_owned(), value),
        plan: match (bar, metric.direction) {
            (None, _) => String::new(),
            (Some((limit, true)), direction) => threshold(words, direction, &value(limit)),
            (Some((target, false)), Direction::Up) => say!(words, "picture-plan", target = value(target)),
            (Some((target, false)), Direction::Down) => say!(words, "picture-limit", target = value(target)),
        },
        verdict: change.map_or_else(|| word.clone(), |change| format!("{change} · {word}")),
        mood,
        actual: kpi.actual.and_then(|v| v.to_f64()),
        target: bar.and_then(|(v, _)| v.to_f64()),
        series: trend.weeks.iter().map(|kpi| kpi.actual.and_then(|v| v.to_f64())).collect(),
    }
}
