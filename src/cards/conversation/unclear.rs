//! The question about words that were not clear enough to act on.

use crate::domain::company::Person;
use crate::domain::conversation::unclear::Unclear;
use crate::render::conversation::unclear::{UnclearView, card};
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::plan as plans;
use crate::unit::Unit;

/// How a question is known in its person's chat.
pub fn key(question: i64) -> CardKey {
    CardKey::Unclear(question)
}

/// Puts a question up in its person's chat.
///
/// # Errors
/// Where the database fails.
pub async fn show(
    unit: &mut Unit<'_>,
    person: &Person,
    (question, unclear): (i64, &Unclear),
    place: Place,
) -> anyhow::Result<()> {
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let plan = plans::find(unit.tx, person.id, unclear.week).await?;
    let roster = unit.roster;
    let view = UnclearView {
        question,
        unclear,
        tasks: plan.as_ref().map_or(&[], |plan| plan.draft.tasks.as_slice()),
        name: &|id| roster.person(id).map(|p| p.name.clone()).unwrap_or_default(),
        metric: &|key| roster.metric(key).map(|m| m.name.clone()).unwrap_or_default(),
    };
    let parts = card(unit.words(person), &view).parts();
    outbox::show(unit.tx, Post { chat, key: key(question), lane: Lane::Interactive, place }, parts, unit.now);
    Ok(())
}
