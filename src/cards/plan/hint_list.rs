//! The list of hints in place of the plan's card.

use crate::cards::plan::card::key;
use crate::cards::plan::hint::{metrics, reader, with_hidden};
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::plan::Plan;
use crate::render::plan::hint::{HintsView, card};
use crate::storage::outbox::{Lane, Place, Post};
use crate::storage::{conversation, outbox};
use crate::unit::Unit;

/// Puts the list up in place of the plan's card.
pub async fn show(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let (hints, hidden) = with_hidden(unit, author, plan).await?;
    let roster = unit.roster;
    let view = HintsView {
        plan,
        hints: &hints,
        metrics: metrics(roster, author),
        reader: reader(&roster.approvers(author, unit.now), author),
        hidden: !hidden.is_empty(),
    };
    conversation::close_where(unit.tx, author.id, Question::is_of_task_face).await?;
    let parts = card(unit.words(author), &view).parts();
    outbox::show(
        unit.tx,
        Post { chat, key: key(plan), lane: Lane::Interactive, place: Place::InPlace },
        parts,
        unit.now,
    );
    Ok(())
}
