//! The hints on a plan: which are left to show its author, and the list in place of the plan's card.

use crate::domain::company::{Person, Roster};
use crate::domain::plan::hint::{Hidden, Hint, choose, find};
use crate::render::plan::hint::{HintsView, card};
use crate::storage::conversation;
use crate::storage::outbox::{self, Lane, Place, Post};
use crate::storage::plan::{Plan, hint};
use crate::unit::Unit;

/// The hints to show now: none on a plan that can't be edited.
///
/// # Errors
/// Where the database fails.
pub async fn current(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<Vec<Hint>> {
    Ok(with_hidden(unit, author, plan).await?.0)
}

async fn with_hidden(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<(Vec<Hint>, Vec<Hidden>)> {
    if !plan.state.editable() {
        return Ok(Default::default());
    }
    let hints = find(&plan.draft, &metrics(&unit.roster, author), unit.texts.lexicons());
    if hints.is_empty() {
        return Ok(Default::default());
    }
    let hidden = hint::hidden(unit.tx, author.id).await?;
    Ok((choose(&hints, &hidden), hidden))
}

fn metrics<'a>(roster: &'a Roster, author: &'a Person) -> Vec<&'a str> {
    roster.typed_metrics(author).map(|metric| metric.name.as_str()).collect()
}

/// The first name of the one who will read the plan; none where that is nobody in particular, or its author.
pub fn reader<'a>(approvers: &[&'a Person], author: &Person) -> Option<&'a str> {
    match approvers {
        [one] if one.id != author.id => one.name.split_whitespace().next(),
        _ => None,
    }
}

/// Puts the list up in place of the plan's card.
///
/// # Errors
/// Where the database fails.
pub async fn show(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<()> {
    let Some(chat) = author.telegram_id else { return Ok(()) };
    let (hints, hidden) = with_hidden(unit, author, plan).await?;
    let roster = unit.roster;
    let view = HintsView {
        plan,
        hints: &hints,
        metrics: metrics(&roster, author),
        reader: reader(&roster.approvers(author, unit.now), author),
        hidden: !hidden.is_empty(),
    };
    conversation::settle_words(unit.tx, author.id).await?;
    let parts = card(unit.words(author), &view).parts();
    outbox::show(
        unit.tx,
        Post { chat, key: crate::cards::plan::card::key(plan), lane: Lane::Interactive, place: Place::InPlace },
        parts,
        unit.now,
    );
    Ok(())
}
