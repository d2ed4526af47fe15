//! Asking an author why their number differs from what a source gave.

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{looks_like_plan, read_report};
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::imported_actual as givens;
use crate::storage::report::sent::{self as reports, ActualKey};
use crate::unit::Unit;

use crate::chat::answer::{Outcome, receipt};
use crate::chat::calendar::names_in_week;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::{is_sent, tasks_of};

/// The longest reason, in characters.
const MOST_CHARS: usize = 500;

/// Asks for the reason of the first number that differs from its source without one: the next message may give it, and
/// the card says so.
pub async fn ask_why(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    let actuals = reports::actuals(unit.tx, person.id, week).await?;
    let given = givens::of_person(unit.tx, person.id, week).await?;
    let then = unit.roster.in_week(week);
    let open = |metric: &str| {
        let given = given.iter().find(|g| g.metric == metric && g.source.is_some() && g.note.is_none())?;
        actuals.iter().any(|(key, value)| key == metric && *value != given.value).then(|| metric.to_owned())
    };
    let metric = then.typed_metrics(person.id).find_map(|metric| open(&metric.key));
    match metric {
        Some(metric) => conversation::ask(unit.tx, person.id, &Question::GivenNote { week, metric }, unit.now).await,
        None => Ok(()),
    }
}

/// A text that gives the reason. Numbers, tasks and lines of a plan go to the other handlers, and the question stays
/// open.
pub async fn note_in_words(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week, metric: &str) -> Outcome<Hearing> {
    let (person, text) = (heard.person, heard.text);
    let then = unit.roster.in_week(week);
    let names = names_in_week(&then, person);
    let tasks = tasks_of(unit, person, week).await?;
    if is_sent(unit, person, week).await? {
        conversation::close(unit.tx, person.id).await?;
        return Ok(Hearing::NotMine);
    }
    if looks_like_plan(text, &names) || !read_report(text, &names, tasks.len()).items.is_empty() {
        return Ok(Hearing::NotMine);
    }
    let note: String = text.trim().chars().take(MOST_CHARS).collect();
    givens::set_note(unit.tx, ActualKey { person: person.id, metric, week }, &note, unit.now).await?;
    receipt(unit, heard);
    conversation::close(unit.tx, person.id).await?;
    ask_why(unit, person, week).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive).await?;
    Ok(Hearing::Handled)
}
