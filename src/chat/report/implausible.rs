//! Implausible numbers: they are stored once their author confirms them.

use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{ReportItem, ReportReading, parse_number};
use crate::domain::plan::hint::mark;
use crate::render::report::implausible::shown;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::{implausible as doubts, sent as reports};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::lines::take;
use crate::chat::report::owed::{asked_week, is_sent, tasks_of};
use crate::chat::report::spread::spread;

/// «Yes, that's right» and «Correct it» under an implausible number.
pub async fn answer(
    unit: &mut Unit<'_>,
    person: &Person,
    week: Week,
    (metric, value): (u32, u32),
    right: bool,
) -> Outcome<Answer> {
    let words = unit.words(person);
    let asked = doubts::asked(unit.tx, person.id, week).await?;
    let asked = asked.into_iter().find(|(key, v)| mark(key) == metric && shown(*v) == value);
    let Some((key, value)) = asked.filter(|_| week == asked_week(unit, person)) else {
        return Err(Refusal::stale(words, "/report"));
    };
    let sent = is_sent(unit, person, week).await?;
    if right {
        doubts::confirm(unit.tx, person.id, &key, week).await?;
        let actual = reports::ActualKey { person: person.id, metric: &key, week };
        reports::set_actual(unit.tx, actual, value, unit.now).await?;
        if sent {
            spread(unit, person, week).await?;
        }
    } else {
        doubts::forget(unit.tx, person.id, &key, week).await?;
    }
    let name = unit.roster.in_week(week).metric(&key).map(|metric| metric.name.clone()).unwrap_or_default();
    conversation::close_where(unit.tx, person.id, Question::is_of_report).await?;
    let ask = (!right).then(|| say!(words, "odd-again", name = name));
    if !right {
        conversation::ask(unit.tx, person.id, &Question::Actual { week, metric: key }, unit.now).await?;
    }
    let aside = Aside { ask, ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    Ok(if right { Answer::Toast(say!(words, "toast-kept-number")) } else { Answer::Quiet })
}

/// The number after «Correct it». Any other text goes to the other handlers.
pub async fn in_words(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week, metric: &str) -> Outcome<Hearing> {
    let person = heard.person;
    conversation::close(unit.tx, person.id).await?;
    let Some(value) = parse_number(heard.text.trim()).filter(|_| week == asked_week(unit, person)) else {
        return Ok(Hearing::NotMine);
    };
    let items = vec![ReportItem::Actual { metric: metric.to_owned(), value }];
    let tasks = tasks_of(unit, person, week).await?;
    take(unit, heard, week, &tasks, &ReportReading { items, puzzles: Vec::new() }).await?;
    Ok(Hearing::Handled)
}
