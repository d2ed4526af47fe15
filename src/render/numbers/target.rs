//! Targets that are set for one week: the card on which they are set, and how other messages mention them.

use rust_decimal::Decimal;

use crate::domain::company::{Metric, Person, WeekRoster};
use crate::domain::numbers::definitions::mark;
use crate::domain::numbers::target::Override;
use crate::render::buttons::{Action, MetricAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// The longest label of a button, in characters.
const LABEL: usize = 40;
/// How many people have a button, since Telegram takes a hundred.
const MOST: usize = 80;

/// A person's targets of a week: metric, the plan's target, the one that was set instead.
#[derive(Debug)]
pub struct PersonTargets<'a> {
    /// The person.
    pub person: &'a Person,
    /// The targets, in the plan's order.
    pub targets: Vec<(&'a Metric, Decimal, Option<&'a Override>)>,
}

/// The people with targets, with a button for each.
pub fn people(
    words: Words<'_>,
    all: &[PersonTargets<'_>],
    then: &WeekRoster<'_>,
    running: bool,
    lead: Option<String>,
) -> Card {
    let (week, currency) = (then.week(), then.currency());
    let mut card = begin(lead);
    card.html.text("🎯 ").bold(say!(words, "target-title", week = words.week(week)).as_str()).nl();
    let set: Vec<&PersonTargets<'_>> = all.iter().filter(|p| p.targets.iter().any(|(.., set)| set.is_some())).collect();
    for of in &set {
        card.html.nl().bold(of.person.name.as_str()).nl();
        lines(words, of, currency, true, &mut card.html);
    }
    let planned: Vec<&PersonTargets<'_>> = all.iter().filter(|p| !p.targets.is_empty()).collect();
    if !set.is_empty() {
        card.html.nl();
    }
    let hint = if planned.is_empty() { say!(words, "target-no-plans") } else { say!(words, "target-hint") };
    card.html.text(&hint);
    let buttons: Vec<(String, Action)> = planned
        .iter()
        .take(MOST)
        .map(|of| {
            let action = MetricAction::TargetsOf { person: of.person.id, week };
            (of.person.name.clone(), action.into())
        })
        .collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    let other = if running { week.next() } else { week.previous() };
    let label = if running { say!(words, "goals-next-week") } else { say!(words, "goals-this-week") };
    card.button(label, &MetricAction::Targets { week: other }.into())
}

/// One person's targets, with a button to set each, and one to return to the plan's.
pub fn person(words: Words<'_>, of: &PersonTargets<'_>, then: &WeekRoster<'_>, lead: Option<String>) -> Card {
    let (week, currency) = (then.week(), then.currency());
    let mut card = begin(lead);
    let title = say!(words, "target-title-of", name = of.person.name.as_str(), week = words.week(week));
    card.html.text("🎯 ").bold(title.as_str()).nl();
    lines(words, of, currency, false, &mut card.html);
    if of.targets.is_empty() {
        card.html.text(&say!(words, "target-no-plan")).nl();
    } else {
        card.html.nl().text(&say!(words, "target-choose"));
    }
    let id = of.person.id;
    for (metric, planned, set) in &of.targets {
        let metric_mark = mark(&metric.key);
        let ask = MetricAction::AskTarget { person: id, week, metric: metric_mark };
        card = card.button(ellipsis(&metric.name, LABEL), &ask.into());
        if set.is_some() {
            let value = words.value(metric, currency, *planned);
            let label = say!(words, "btn-target-back", name = metric.name.as_str(), value = value);
            let back = MetricAction::PlanTarget { person: id, week, metric: metric_mark };
            card = card.button(ellipsis(&label, LABEL), &back.into());
        }
    }
    card.button(say!(words, "btn-back"), &MetricAction::Targets { week }.into())
}

fn begin(lead: Option<String>) -> Card {
    let mut card = Card::default();
    if let Some(lead) = lead {
        card.html.text(&lead).nl().nl();
    }
    card
}

fn lines(words: Words<'_>, of: &PersonTargets<'_>, currency: &str, only_set: bool, html: &mut Html) {
    for (metric, planned, set) in of.targets.iter().filter(|(.., set)| set.is_some() || !only_set) {
        let name = metric.name.as_str();
        match set {
            Some(set) => html.text(&instead(words, metric, currency, set)),
            None => {
                html.text(&say!(words, "plan-target", name = name, value = words.value(metric, currency, *planned)))
            }
        };
        html.nl();
    }
}

/// «Лиды: 90 вместо 120, «короткая неделя»».
pub fn instead(words: Words<'_>, metric: &Metric, currency: &str, set: &Override) -> String {
    say!(
        words,
        "target-instead",
        name = metric.name.as_str(),
        target = words.value(metric, currency, set.target),
        planned = words.value(metric, currency, set.planned),
        note = set.note.as_str()
    )
}

/// Tells a person that another target counts this week.
pub fn told(words: Words<'_>, by: &str, metric: &Metric, currency: &str, set: &Override) -> Card {
    let title = say!(words, "target-told", name = by, week = words.week(set.week));
    titled(&title, &instead(words, metric, currency, set))
}

/// Tells a person that the plan's target counts again this week.
pub fn told_back(words: Words<'_>, by: &str, metric: &Metric, currency: &str, set: &Override) -> Card {
    let title = say!(words, "target-told-back", name = by, week = words.week(set.week));
    let planned = words.value(metric, currency, set.planned);
    titled(&title, &say!(words, "plan-target", name = metric.name.as_str(), value = planned))
}

fn titled(title: &str, line: &str) -> Card {
    let mut card = Card::default();
    card.html.text("🎯 ").bold(title).nl();
    card.html.text(line);
    card
}

/// Writes, under the numbers of a digest, which metrics have other targets than planned, with a line for each note.
pub fn notes(words: Words<'_>, set: &[(&Metric, &Override)], html: &mut Html) {
    let mut notes: Vec<(&str, Vec<&str>)> = Vec::new();
    for (metric, set) in set {
        match notes.iter_mut().find(|(note, _)| *note == set.note) {
            Some((_, names)) if names.contains(&metric.name.as_str()) => {}
            Some((_, names)) => names.push(&metric.name),
            None => notes.push((&set.note, vec![&metric.name])),
        }
    }
    for (note, names) in notes {
        html.text(&say!(words, "target-of-week", names = names.join(", "), note = note)).nl();
    }
}
