//! Why an author's number differs from what another system says.

use teloxide::types::Message;

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::{looks_like_plan, read_report};
use crate::storage::conversation;
use crate::storage::conversation::Question;
use crate::storage::outbox::{Lane, Place};
use crate::storage::report::{imported_actual as givens, sent as reports};
use crate::unit::Unit;

use crate::chat::conversation::text::receipt;
use crate::chat::plan::writing::metric_names;
use crate::chat::report::writing::tasks_of;

/// As long as a reason may be.
const MOST_CHARS: usize = 500;

/// Where a number differs from what a source says and nobody has said why, the next line may; the card asks for it.
pub async fn ask_why(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    let actuals = reports::actuals(unit.tx, person.id, week).await?;
    let given = givens::of_person(unit.tx, person.id, week).await?;
    let roster = unit.roster;
    let open = |metric: &str| {
        let given = given.iter().find(|g| g.metric == metric && g.source.is_some() && g.note.is_none())?;
        actuals.iter().any(|(key, value)| key == metric && *value != given.value).then(|| metric.to_owned())
    };
    let metric = roster.typed_metrics(person).find_map(|metric| open(&metric.key));
    match metric {
        Some(metric) => conversation::ask(unit.tx, person.id, &Question::GivenNote { week, metric }).await,
        None => Ok(()),
    }
}

/// Whether the text says why. Numbers, tasks and lines of a plan are what they always are, and the question waits on.
pub async fn note_in_words(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    text: &str,
    week: Week,
    metric: &str,
) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let names = metric_names(&roster, person);
    let tasks = tasks_of(unit, person, week).await?;
    let sent = reports::find(unit.tx, person.id, week).await?.is_some_and(|report| report.sent);
    if sent {
        conversation::settle(unit.tx, person.id).await?;
        return Ok(false);
    }
    if looks_like_plan(text, &names) || !read_report(text, &names, tasks.len()).items.is_empty() {
        return Ok(false);
    }
    let note: String = text.trim().chars().take(MOST_CHARS).collect();
    givens::set_note(unit.tx, person.id, week, metric, &note, unit.now).await?;
    receipt(unit, person, message);
    conversation::settle(unit.tx, person.id).await?;
    ask_why(unit, person, week).await?;
    cards::report::card::show(unit, person, week, Place::InPlace, Lane::Interactive, None, false).await?;
    Ok(true)
}
