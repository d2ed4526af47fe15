//! Lines for the report: numbers, what became of the tasks, what the others should know.

use rust_decimal::Decimal;
use std::collections::BTreeMap;

use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::intake::{ReportItem, ReportReading};
use crate::domain::report::note::Note;
use crate::domain::week::task::Task;
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan as plans;
use crate::storage::report::{implausible as doubts, note as notes, sent as reports};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Outcome, react, receipt};
use crate::chat::calendar::calendar;
use crate::chat::heard::Heard;
use crate::chat::report::imported_actual;
use crate::chat::report::owed::{is_sent, still_open, tasks_of};
use crate::chat::report::spread::redraw;
use crate::chat::report::weighing::{scales, weigh};
use crate::chat::week::marks::{apply, first_task};

/// The reaction to a message with a number that is asked about: the question stands on the card.
const DOUBT: &str = "🤔";

/// The message was edited, and says this now. A report that is in changes too, and with it the digest, until the next one is asked
/// for. Tasks are marked anew only where the reading says so.
pub async fn retell(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week, reading: &ReportReading) -> Outcome<()> {
    let person = heard.person;
    still_open(unit, person, week)?;
    let tasks = tasks_of(unit, person, week).await?;
    if is_sent(unit, person, week).await? {
        let asked = keep(unit, heard, week, &tasks, reading).await?;
        redraw(unit, person, week, first_task(reading)).await?;
        mark_taken(unit, heard, asked);
    } else {
        take(unit, heard, week, &tasks, reading).await?;
    }
    Ok(())
}

/// What a message says for the report: kept, shown on the card, and the message marked as taken.
pub async fn take(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
) -> anyhow::Result<()> {
    let person = heard.person;
    reports::open(unit.tx, person.id, week).await?;
    let asked = keep(unit, heard, week, tasks, reading).await?;
    let numbers = |item: &ReportItem| matches!(item, ReportItem::Actual { .. } | ReportItem::BareNumbers(_));
    if !asked && reading.items.iter().any(numbers) {
        imported_actual::ask_why(unit, person, week).await?;
    }
    let meant = meant(unit, person, week, reading).await?.filter(|_| !asked);
    let aside = Aside { at: first_task(reading), meant, can_undo: true, ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    cards::week::pulse::follow(unit, person, week).await?;
    mark_taken(unit, heard, asked);
    Ok(())
}

fn mark_taken(unit: &mut Unit<'_>, heard: Heard<'_>, asked: bool) {
    if asked { react(unit, heard, DOUBT) } else { receipt(unit, heard) }
}

/// Keeps what a message says in place of what it had said before. Whether one of its numbers is asked about.
async fn keep(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    week: Week,
    tasks: &[Task],
    reading: &ReportReading,
) -> anyhow::Result<bool> {
    let (person, message) = (heard.person, heard.id());
    notes::drop_of_message(unit.tx, person.id, message).await?;
    let before = effects::numbers(unit.tx, person.id, message, week).await?;
    let mut numbers = BTreeMap::new();
    for item in &reading.items {
        match item {
            ReportItem::Actual { metric, value } => {
                numbers.insert(metric.clone(), *value);
            }
            ReportItem::BareNumbers(values) => {
                numbers.extend(bare(unit, person, week, values, &before).await?);
            }
            ReportItem::Note { kind, text } => {
                let note = Note { person: person.id, kind: *kind, text: text.clone() };
                if let Some(note) = notes::add(unit.tx, week, &note, unit.now).await? {
                    effects::keep(unit.tx, person.id, message, &Effect::Note { note }).await?;
                }
            }
            ReportItem::Task { .. } | ReportItem::AllDone => apply(unit, tasks, item).await?,
        }
    }
    let mut asked = false;
    let scales = scales(unit, person, week).await?;
    // What the message says as before may have been corrected by a later one.
    for (metric, value) in numbers.iter().filter(|(metric, value)| before.get(*metric) != Some(*value)) {
        asked |= weigh(unit, person, &scales, metric, *value).await?;
    }
    for metric in before.keys().filter(|metric| !numbers.contains_key(*metric)) {
        if !effects::number_elsewhere(unit.tx, person.id, message, week, metric).await? {
            doubts::forget(unit.tx, person.id, metric, week).await?;
            reports::drop_actual(unit.tx, person.id, metric, week).await?;
        }
    }
    effects::keep(unit.tx, person.id, message, &Effect::Report { week, numbers }).await?;
    Ok(asked)
}

/// Where a message holds nothing but numbers by name while the next week's plan is being written, they may be meant as its
/// targets: that week, and what to type then.
async fn meant(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    reading: &ReportReading,
) -> anyhow::Result<Option<(Week, String)>> {
    let roster = unit.roster;
    let words = unit.words(person);
    let numbers_only = reading.items.iter().all(|item| matches!(item, ReportItem::Actual { .. }));
    if !numbers_only || !calendar(roster, person, unit.now).1 {
        return Ok(None);
    }
    let plan = plans::find(unit.tx, person.id, week.next()).await?;
    if plan.as_ref().is_some_and(|plan| plan.state.handed_in()) {
        return Ok(None);
    }
    let open = |key: &str| plan.as_ref().is_none_or(|plan| plan.draft.target(key).is_none());
    let named = reading.items.iter().find_map(|item| match item {
        ReportItem::Actual { metric, value } if open(metric) => roster.metric(metric).zip(Some(*value)),
        _ => None,
    });
    Ok(named.map(|(metric, value)| {
        let value = words.number(value);
        (week.next(), say!(words, "report-target-form", name = metric.name.as_str(), value = value))
    }))
}

/// Numbers without names go, in order, to the metrics that have none yet; when all have one, to all from the first. What this
/// message had said `before` counts as not said.
async fn bare(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    values: &[Decimal],
    before: &BTreeMap<String, Decimal>,
) -> anyhow::Result<Vec<(String, Decimal)>> {
    let then = unit.roster.in_week(week);
    let mut known = reports::actuals(unit.tx, person.id, week).await?;
    known.extend(doubts::asked(unit.tx, person.id, week).await?);
    known.retain(|(key, _)| !before.contains_key(key));
    let all: Vec<&str> = then.typed_metrics(person.id).map(|m| m.key.as_str()).collect();
    let open: Vec<&str> = all.iter().copied().filter(|key| !known.iter().any(|(k, _)| k == key)).collect();
    let keys = if values.len() == all.len() || open.is_empty() { all } else { open };
    Ok(keys.iter().map(|key| (*key).to_owned()).zip(values.iter().copied()).collect())
}
