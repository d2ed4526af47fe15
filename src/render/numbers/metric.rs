//! Metrics: all of the company's, the catalogue to choose from, and the lists of teams and people.

use crate::domain::company::{Direction, Function, Metric, MetricUnit, Roster, Team};
use crate::domain::numbers::catalogue::{FUNCTIONS, MetricProblem, PRESETS};
use crate::domain::numbers::definitions::{MOST_METRICS, Whose, mark};
use crate::domain::numbers::formula::FormulaError;
use crate::render::buttons::{Action, MetricAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::numbers::kpi::threshold;
use crate::say;
use crate::texts::Words;

/// The longest label of a button, in characters.
const LABEL: usize = 30;
/// How many buttons of one kind stand under a card, since Telegram takes a hundred.
const MOST: usize = 80;

/// Everything the card of all metrics shows.
#[derive(Debug)]
pub struct MetricsView<'a> {
    /// The company, with its metrics.
    pub roster: &'a Roster,
    /// The metrics that the reader may give up.
    pub changeable: Vec<&'a Metric>,
    /// The metric of which the reader is asked whether they are sure to give it up.
    pub sure: Option<&'a Metric>,
    /// The function of the reader's team, whose catalogue is opened.
    pub function: Function,
}

/// All metrics; `lead` says what just happened.
pub fn all(words: Words<'_>, view: &MetricsView<'_>, lead: Option<String>) -> Card {
    let &MetricsView { roster, ref changeable, sure, function } = view;
    let mut card = begin(lead);
    let html = &mut card.html;
    html.text("📐 ").bold(say!(words, "metrics-title").as_str()).nl();
    if roster.metrics.is_empty() {
        html.text(&say!(words, "metrics-none")).nl();
    }
    for metric in &roster.metrics {
        html.text("• ");
        line(words, roster, metric, html);
        let by_nobody =
            metric.formula.is_none() && !roster.people.iter().any(|p| !p.left && p.metrics.contains(&metric.key));
        if by_nobody {
            html.text(" · ").italic(say!(words, "metric-nobody").as_str());
        }
        html.nl();
    }
    html.nl();
    if let Some(metric) = sure {
        html.bold(say!(words, "metric-sure", name = metric.name.as_str()).as_str());
        let mark = mark(&metric.key);
        return card
            .button(say!(words, "btn-metric-sure"), &MetricAction::Retire { metric: mark, sure: true }.into())
            .button(say!(words, "btn-back"), &MetricAction::All.into());
    }
    html.text(&say!(words, "metrics-hint"));
    let function = if function == Function::Other { Function::Marketing } else { function };
    let catalogue = MetricAction::Catalogue { function }.into();
    let (own, lists) = (MetricAction::Describe.into(), MetricAction::Lists.into());
    card = card
        .button(say!(words, "btn-metrics-catalogue"), &catalogue)
        .row([(say!(words, "btn-metrics-own"), &own), (say!(words, "btn-metrics-lists"), &lists)]);
    let retire: Vec<(String, Action)> = changeable
        .iter()
        .take(MOST)
        .map(|metric| {
            let label = say!(words, "btn-metric-retire", name = metric.name.as_str());
            (ellipsis(&label, LABEL), MetricAction::Retire { metric: mark(&metric.key), sure: false }.into())
        })
        .collect();
    for pair in retire.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// The catalogue of a department, with a button for each metric that the company does not have yet.
pub fn catalogue(words: Words<'_>, roster: &Roster, function: Function, lead: Option<String>) -> Card {
    let mut card = begin(lead);
    let html = &mut card.html;
    let title = say!(words, "catalogue-title", function = function_name(words, function));
    html.text("📐 ").bold(title.as_str()).nl();
    let mut add: Vec<(String, Action)> = Vec::new();
    for preset in PRESETS.iter().filter(|preset| preset.function == function) {
        let taken = roster.metric(preset.key);
        html.text(if taken.is_some() { "✅ " } else { "▫️ " });
        let metric = preset.metric(words.locale);
        line(words, roster, taken.unwrap_or(&metric), html);
        html.nl();
        if taken.is_none() {
            add.push((ellipsis(&metric.name, LABEL), MetricAction::Add { preset }.into()));
        }
    }
    html.nl().text(&say!(words, "catalogue-hint"));
    for pair in add.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    let turns: Vec<(String, Action)> = FUNCTIONS
        .into_iter()
        .filter(|other| *other != function)
        .map(|function| (function_name(words, function), MetricAction::Catalogue { function }.into()))
        .collect();
    card.row(turns.iter().map(|(label, action)| (label.clone(), action)))
        .button(say!(words, "btn-back"), &MetricAction::All.into())
}

/// The teams and people whose lists the reader may change, to choose one.
pub fn lists(words: Words<'_>, roster: &Roster, teams: &[&Team]) -> Card {
    let mut card = Card::default();
    card.html.text("📐 ").bold(say!(words, "lists-title").as_str()).nl();
    let mut buttons: Vec<(String, Action)> = Vec::new();
    for team in teams {
        let shown: Vec<&str> = roster.metrics_of_team(team).into_iter().map(|m| m.name.as_str()).collect();
        card.html.nl().bold(team.name.as_str()).nl();
        card.html.text(&say!(words, "lists-digest", names = names(words, &shown))).nl();
        let label = say!(words, "btn-list-digest", team = team.name.as_str());
        buttons.push((ellipsis(&label, LABEL), MetricAction::List { whose: Whose::Team(team.id) }.into()));
        for person in roster.members(team.id) {
            let theirs: Vec<&str> = roster.typed_metrics(person).map(|m| m.name.as_str()).collect();
            card.html.text(&format!("{}: {}", person.name, names(words, &theirs))).nl();
            let action = MetricAction::List { whose: Whose::Person(person.id) };
            buttons.push((ellipsis(&person.name, LABEL), action.into()));
        }
    }
    card.html.nl().text(&say!(words, "lists-hint"));
    for pair in buttons.chunks(2).take(MOST / 2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card.button(say!(words, "btn-back"), &MetricAction::All.into())
}

/// One list, with a button for each metric to put it on the list or take it off.
pub fn list(words: Words<'_>, roster: &Roster, whose: Whose) -> Card {
    let mut card = Card::default();
    let (title, on) = match whose {
        Whose::Team(id) => {
            let team = roster.team(id);
            let on: Vec<&Metric> = team.map(|team| roster.metrics_of_team(team)).unwrap_or_default();
            (say!(words, "list-of-team", name = team.map_or("", |t| t.name.as_str())), on)
        }
        Whose::Person(id) => {
            let person = roster.person(id);
            let on: Vec<&Metric> = person.map(|p| roster.typed_metrics(p).collect()).unwrap_or_default();
            (say!(words, "list-of-person", name = person.map_or("", |p| p.name.as_str())), on)
        }
    };
    card.html.text("📐 ").bold(title.as_str()).nl();
    for metric in &on {
        card.html.text("• ");
        line(words, roster, metric, &mut card.html);
        card.html.nl();
    }
    if on.is_empty() {
        card.html.text(&say!(words, "list-empty")).nl();
    }
    card.html.nl();
    let own_list = roster.list_of(whose);
    if matches!(whose, Whose::Team(_)) && own_list.is_empty() {
        card.html.text(&say!(words, "list-by-people")).nl();
    }
    if on.len() > MOST_METRICS {
        card.html.italic(say!(words, "list-many", count = on.len()).as_str()).nl();
    }
    if own_list.iter().any(|key| !roster.given_in_chat(whose, key)) {
        card.html.text(&say!(words, "list-of-file")).nl();
    }
    card.html.text(&say!(words, "list-hint"));
    // Computed metrics are not typed, so they are on no person's list.
    let eligible = roster.metrics.iter().filter(|m| matches!(whose, Whose::Team(_)) || m.formula.is_none());
    let buttons: Vec<(String, Action)> = eligible
        .take(MOST)
        .map(|metric| {
            let is_on = on.iter().any(|m| m.key == metric.key);
            let locked = own_list.contains(&metric.key) && !roster.given_in_chat(whose, &metric.key);
            let sign = if locked {
                "🔒"
            } else if is_on {
                "✅"
            } else {
                "▫️"
            };
            let action = MetricAction::Give { whose, metric: mark(&metric.key), on: !is_on };
            (ellipsis(&format!("{sign} {}", metric.name), LABEL), action.into())
        })
        .collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card.button(say!(words, "btn-back"), &MetricAction::Lists.into())
}

fn begin(lead: Option<String>) -> Card {
    let mut card = Card::default();
    if let Some(lead) = lead {
        card.html.text(&lead).nl().nl();
    }
    card
}

/// «CAC = Расход ÷ Новые клиенты · ₽ · меньше лучше · не больше 4 500 ₽».
fn line(words: Words<'_>, roster: &Roster, metric: &Metric, html: &mut Html) {
    html.bold(metric.name.as_str());
    if let Some(formula) = &metric.formula {
        html.text(" = ").text(&readable(roster, words, formula));
    }
    html.text(" · ").text(&unit(words, roster, metric.unit));
    if metric.direction == Direction::Down {
        html.text(" · ").text(&say!(words, "metric-down"));
    }
    if let Some(limit) = metric.threshold {
        let value = words.value(metric, &roster.currency, limit);
        html.text(" · ").text(&threshold(words, metric.direction, &value));
    }
}

/// A formula with the names of metrics in place of their keys.
fn readable(roster: &Roster, words: Words<'_>, formula: &str) -> String {
    let name = |key: &str| {
        let preset = || crate::domain::numbers::catalogue::preset(key).map(|p| p.name(words.locale).to_owned());
        roster.metric(key).map(|m| m.name.clone()).or_else(preset)
    };
    let (mut out, mut word) = (String::new(), String::new());
    for c in formula.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        out.push_str(&name(&word).unwrap_or_else(|| word.clone()));
        word.clear();
        match c {
            '*' => out.push('×'),
            '/' => out.push('÷'),
            '-' => out.push('−'),
            c => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unit(words: Words<'_>, roster: &Roster, unit: MetricUnit) -> String {
    match unit {
        MetricUnit::Count => say!(words, "xlsx-unit-count"),
        MetricUnit::Money => words.currency(&roster.currency).to_owned(),
        MetricUnit::Percent => "%".to_owned(),
        MetricUnit::Hours => say!(words, "xlsx-unit-hours"),
        MetricUnit::Ratio => say!(words, "xlsx-unit-ratio"),
    }
}

fn names(words: Words<'_>, all: &[&str]) -> String {
    if all.is_empty() { say!(words, "dash") } else { all.join(", ") }
}

/// A department's name.
fn function_name(words: Words<'_>, function: Function) -> String {
    match function {
        Function::Sales => say!(words, "function-sales"),
        Function::Support => say!(words, "function-support"),
        Function::Marketing | Function::Other => say!(words, "function-marketing"),
    }
}

/// Says why a message does not describe a metric.
pub fn puzzle(words: Words<'_>, puzzle: &MetricProblem) -> String {
    match puzzle {
        MetricProblem::NoName => say!(words, "metric-no-name"),
        MetricProblem::LongName => say!(words, "metric-long-name"),
        MetricProblem::Unclear(quoted) => say!(words, "metric-unclear", text = ellipsis(quoted, 60)),
        MetricProblem::Cycle(way) => say!(words, "formula-cycle", way = way.join(" → ")),
        MetricProblem::Formula(error) => match error {
            FormulaError::UnknownMetric(name) => say!(words, "formula-unknown", name = ellipsis(name, 60)),
            FormulaError::NoMetric => say!(words, "formula-no-metric"),
            FormulaError::Unexpected(word) => say!(words, "formula-unexpected", word = ellipsis(word, 60)),
            FormulaError::EndsEarly => say!(words, "formula-ends-early"),
            FormulaError::TooLong => say!(words, "formula-too-long"),
        },
    }
}
