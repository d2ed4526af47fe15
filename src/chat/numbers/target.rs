//! `/target`: setting another target for one week, with a reason. The plan stays as it is.

use rust_decimal::Decimal;

use crate::cards::numbers::target::{Page, people_of, planned, settable};
use crate::domain::calendar::week::Week;
use crate::domain::company::names::meant;
use crate::domain::company::{Metric, Person, PersonId, Roster, WeekRoster};
use crate::domain::conversation::question::Question;
use crate::domain::intake::{read_number_and_note, read_target};
use crate::domain::numbers::definitions::mark;
use crate::domain::numbers::target::Override;
use crate::render::numbers::target as render;
use crate::storage::numbers::target as targets;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, outbox, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::calendar::names_in_week;
use crate::chat::heard::{Heard, Hearing};

/// The longest reason, in characters.
const NOTE: usize = 100;

/// `/target`, alone or with «Анна Лиды 90 короткая неделя».
pub async fn command(unit: &mut Unit<'_>, who: &Person, text: &str) -> Outcome<()> {
    let words = unit.words(who);
    let roster = unit.roster;
    let running = Week::at(unit.now, roster.timezone_of(who));
    let people = people_of(unit, roster, who);
    if text.is_empty() {
        cards::numbers::target::show(unit, who, Page { week: running, person: None, lead: None }, Place::Below).await?;
        return Ok(());
    }
    let Some((person, rest)) = named_first(text, &people) else {
        return Err(Refusal::Because(say!(words, "target-who", text = text)));
    };
    let mut named = None;
    // The target of the running week where its plan has one, else that of the next week.
    for week in [running, running.next()] {
        let then = roster.in_week(week);
        let Some((key, value, note)) = read_target(rest, &names_in_week(&then, person)) else { continue };
        let Some(metric) = then.metric(key) else { continue };
        let plan = plans::find(unit.tx, person.id, week).await?;
        if plan.is_some_and(|plan| planned(&plan).iter().any(|(of, _)| of == key)) {
            return keep(unit, who, (person, week, metric), value, &note).await;
        }
        named = Some(metric.name.clone());
    }
    Err(Refusal::Because(match named {
        Some(metric) => say!(words, "target-none", person = person.name.as_str(), metric = metric),
        None => say!(words, "target-usage"),
    }))
}

/// The person named by the first words, and what follows.
fn named_first<'a, 't>(text: &'t str, people: &[&'a Person]) -> Option<(&'a Person, &'t str)> {
    let ends: Vec<usize> = text.match_indices(char::is_whitespace).map(|(at, _)| at).take(2).collect();
    ends.into_iter().rev().find_map(|end| match meant(&text[..end], people).as_slice() {
        [one] => Some((*one, text[end..].trim_start())),
        _ => None,
    })
}

/// Turns the card to a week.
pub async fn turn_to(unit: &mut Unit<'_>, who: &Person, week: Week) -> Outcome<Answer> {
    let roster = unit.roster;
    if people_of(unit, roster, who).is_empty() || !settable(roster, who, week, unit.now) {
        return Err(stale(unit, who));
    }
    conversation::close(unit.tx, who.id).await?;
    cards::numbers::target::show(unit, who, Page { week, person: None, lead: None }, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Shows one person's targets.
pub async fn of(unit: &mut Unit<'_>, who: &Person, person: PersonId, week: Week) -> Outcome<Answer> {
    let roster = unit.roster;
    if allowed(unit, roster, who, person, week).is_none() {
        return Err(stale(unit, who));
    }
    cards::numbers::target::show(unit, who, Page { week, person: Some(person), lead: None }, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// A metric's button: asks for the target and the reason.
pub async fn ask(unit: &mut Unit<'_>, who: &Person, person: PersonId, week: Week, metric: u32) -> Outcome<Answer> {
    let words = unit.words(who);
    let roster = unit.roster;
    let then = roster.in_week(week);
    let found = allowed(unit, roster, who, person, week).zip(by_mark(&then, metric));
    let Some((person, metric)) = found else { return Err(stale(unit, who)) };
    let question = Question::Target { person: person.id, week, metric: metric.key.clone() };
    conversation::ask(unit.tx, who.id, &question, unit.now).await?;
    let (name, metric) = (person.name.as_str(), metric.name.as_str());
    tell(unit, who, &say!(words, "target-ask", name = name, metric = metric, week = words.week(week))).await?;
    Ok(Answer::Quiet)
}

/// The answer to that question: «90 короткая неделя».
pub async fn in_words(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    person: PersonId,
    week: Week,
    metric: &str,
) -> Outcome<Hearing> {
    let (who, roster) = (heard.person, unit.roster);
    let then = roster.in_week(week);
    let found = allowed(unit, roster, who, person, week).zip(then.metric(metric));
    let Some((person, metric)) = found else {
        conversation::close(unit.tx, who.id).await?;
        return Err(stale(unit, who));
    };
    let Some((value, note)) = read_number_and_note(heard.text) else {
        return Err(Refusal::Because(say!(unit.words(who), "target-unclear")));
    };
    if !note.is_empty() {
        conversation::close(unit.tx, who.id).await?;
        receipt(unit, heard);
    }
    keep(unit, who, (person, week, metric), value, &note).await?;
    Ok(Hearing::Handled)
}

/// Stores the target, tells the person, and redraws what shows it.
async fn keep(
    unit: &mut Unit<'_>,
    who: &Person,
    (person, week, metric): (&Person, Week, &Metric),
    value: Decimal,
    note: &str,
) -> Outcome<()> {
    let words = unit.words(who);
    let (name, metric_name) = (person.name.as_str(), metric.name.as_str());
    if note.is_empty() {
        // Without a reason it is asked for again: the next message has to have both.
        let question = Question::Target { person: person.id, week, metric: metric.key.clone() };
        conversation::ask(unit.tx, who.id, &question, unit.now).await?;
        tell(unit, who, &say!(words, "target-why", metric = metric_name, value = words.number(value))).await?;
        return Ok(());
    }
    if note.chars().count() > NOTE {
        return Err(Refusal::Because(say!(words, "target-note-long", max = NOTE)));
    }
    let plan = plans::find(unit.tx, person.id, week).await?;
    let Some((_, was)) = plan.iter().flat_map(planned).find(|(key, _)| *key == metric.key) else {
        return Err(Refusal::Because(say!(words, "target-none", person = name, metric = metric_name)));
    };
    let set = Override {
        person: person.id,
        metric: metric.key.clone(),
        week,
        target: value,
        planned: was,
        note: note.to_owned(),
        by: who.id,
    };
    targets::set(unit.tx, &set, unit.now).await?;
    let lead = say!(words, "target-kept", name = name);
    changed(unit, who, (person, metric), &set, false).await?;
    let page = Page { week, person: Some(person.id), lead: Some(lead) };
    cards::numbers::target::show(unit, who, page, Place::Below).await?;
    Ok(())
}

/// «Back to the plan's»: lets the plan's target count again.
pub async fn drop(unit: &mut Unit<'_>, who: &Person, person: PersonId, week: Week, metric: u32) -> Outcome<Answer> {
    let roster = unit.roster;
    let then = roster.in_week(week);
    let found = allowed(unit, roster, who, person, week).zip(by_mark(&then, metric));
    let Some((person, metric)) = found else { return Err(stale(unit, who)) };
    let plan = plans::find(unit.tx, person.id, week).await?;
    let set = plan.and_then(|plan| plan.set.iter().find(|set| set.metric == metric.key).cloned());
    if let Some(set) = set
        && targets::unset(unit.tx, person.id, &metric.key, week).await?
    {
        changed(unit, who, (person, metric), &set, true).await?;
    }
    let page = Page { week, person: Some(person.id), lead: None };
    cards::numbers::target::show(unit, who, page, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Tells the person, and redraws their report and the digests.
async fn changed(
    unit: &mut Unit<'_>,
    who: &Person,
    (person, metric): (&Person, &Metric),
    set: &Override,
    back: bool,
) -> anyhow::Result<()> {
    let roster = unit.roster;
    if person.id != who.id {
        let told = if back { render::told_back } else { render::told };
        let card = told(unit.words(person), &who.name, metric, &roster.currency, set);
        cards::tell(unit, person, Lane::Broadcast, card).await?;
    }
    if let Some(chat) = person.telegram_id
        && outbox::card_message(unit.tx, chat, cards::report::card::key(set.week)).await?.is_some()
    {
        cards::report::card::show(unit, person, set.week, Place::InPlace, Lane::Broadcast).await?;
    }
    cards::numbers::digest::refresh(unit, &[person.id], set.week).await
}

/// The person, if `who` may set their targets of that week.
fn allowed<'a>(unit: &Unit<'_>, roster: &'a Roster, who: &Person, person: PersonId, week: Week) -> Option<&'a Person> {
    let person = people_of(unit, roster, who).into_iter().find(|p| p.id == person)?;
    settable(roster, person, week, unit.now).then_some(person)
}

fn by_mark<'a>(then: &'a WeekRoster<'_>, metric: u32) -> Option<&'a Metric> {
    then.metrics().iter().find(|m| mark(&m.key) == metric)
}

fn stale(unit: &Unit<'_>, who: &Person) -> Refusal {
    Refusal::stale(unit.words(who), "/target")
}
