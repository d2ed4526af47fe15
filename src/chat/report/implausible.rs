//! Numbers on their way into a report: those nobody would expect are asked about once, and count when they are right.

use rust_decimal::Decimal;
use teloxide::types::Message;

use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, Person};
use crate::domain::intake::{ReportItem, ReportReading, parse_number};
use crate::domain::plan::hint::mark;
use crate::domain::report::implausible::doubt;
use crate::render::report::implausible::shown;
use crate::storage::conversation::Question;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::{implausible as doubts, sent as reports};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::Answer;
use crate::chat::report::writing::{asked_week, is_sent, spread, take, tasks_of};

/// What a person's numbers of a week are weighed against.
#[derive(Debug)]
pub struct Scales {
    last: Vec<(String, Week, Decimal)>,
    targets: Vec<(String, Decimal)>,
}

/// Loads it.
pub async fn scales(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Scales> {
    let last = reports::last_actuals(unit.tx, person.id, week).await?;
    let plan = plans::find(unit.tx, person.id, week).await?.filter(|plan| plan.version > 0);
    let targets = plan.map(|plan| plan.for_others().targets.iter().map(|t| (t.metric.clone(), t.value)).collect());
    Ok(Scales { last, targets: targets.unwrap_or_default() })
}

/// Keeps an actual, or asks about it. Whether it is asked about.
pub async fn weigh(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    scales: &Scales,
    key: &str,
    value: Decimal,
) -> anyhow::Result<bool> {
    let last = scales.last.iter().find(|(k, ..)| k == key).map(|(.., v)| *v);
    let target = scales.targets.iter().find(|(k, _)| k == key).map(|(_, v)| *v);
    let odd = unit.roster.metric(key).and_then(|metric| doubt(metric.unit, value, last, target)).is_some();
    if odd && !doubts::is_right(unit.tx, person.id, key, value).await? {
        doubts::ask(unit.tx, person.id, key, week, value).await?;
        return Ok(true);
    }
    doubts::forget(unit.tx, person.id, key, week).await?;
    reports::set_actual(unit.tx, person.id, key, week, value, unit.now).await?;
    Ok(false)
}

/// «Yes, that's right» and «Correct it» under a number that was asked about.
pub async fn answer(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    metric: u32,
    value: u32,
    right: bool,
) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let asked = doubts::asked(unit.tx, person.id, week).await?;
    let asked = asked.into_iter().find(|(key, v)| mark(key) == metric && shown(*v) == value);
    let Some((key, value)) = asked.filter(|_| week == asked_week(unit, person)) else {
        return Ok(Answer::stale(words, "/report"));
    };
    let sent = is_sent(unit, person, week).await?;
    if right {
        doubts::confirm(unit.tx, person.id, &key, week).await?;
        reports::set_actual(unit.tx, person.id, &key, week, value, unit.now).await?;
        if sent {
            spread(unit, person, week).await?;
        }
    } else {
        doubts::forget(unit.tx, person.id, &key, week).await?;
    }
    let name = unit.roster.metric(&key).map(|metric| metric.name.clone()).unwrap_or_default();
    conversation::settle_report(unit.tx, person.id).await?;
    let ask = (!right).then(|| say!(words, "odd-again", name = name));
    if !right {
        conversation::ask(unit.tx, person.id, &Question::Actual { week, metric: key }).await?;
    }
    let aside = Aside { ask, ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    Ok(if right { Answer::Toast(say!(words, "toast-kept-number")) } else { Answer::Quiet })
}

/// The number after «Correct it»; false where the text is none.
pub async fn in_words(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    text: &str,
    week: Week,
    metric: &str,
) -> anyhow::Result<bool> {
    conversation::settle(unit.tx, person.id).await?;
    let Some(value) = parse_number(text.trim()).filter(|_| week == asked_week(unit, person)) else { return Ok(false) };
    let items = vec![ReportItem::Actual { metric: metric.to_owned(), value }];
    let tasks = tasks_of(unit, person, week).await?;
    let reading = ReportReading { items, puzzles: Vec::new() };
    take(unit, person, week, &tasks, &reading, message).await?;
    Ok(true)
}

/// The metric of this mark among those the person types in.
pub fn metric_of(unit: &Unit<'_>, person: &Person, wanted: u32) -> Option<Metric> {
    let roster = unit.roster;
    roster.typed_metrics(person).find(|metric| mark(&metric.key) == wanted).cloned()
}
