//! The hints on a plan that its author has not hidden.

use crate::domain::company::{Person, Roster};
use crate::domain::plan::Plan;
use crate::domain::plan::hint::{Hidden, Hint, choose, find};
use crate::storage::plan::hint;
use crate::unit::Unit;

/// The hints to show now; none on a plan that cannot be edited.
pub async fn current(unit: &mut Unit<'_>, author: &Person, plan: &Plan) -> anyhow::Result<Vec<Hint>> {
    Ok(with_hidden(unit, author, plan).await?.0)
}

pub(super) async fn with_hidden(
    unit: &mut Unit<'_>,
    author: &Person,
    plan: &Plan,
) -> anyhow::Result<(Vec<Hint>, Vec<Hidden>)> {
    if !plan.state.editable() {
        return Ok(Default::default());
    }
    let hints = find(&plan.draft, &metrics(unit.roster, author), unit.texts.lexicons());
    if hints.is_empty() {
        return Ok(Default::default());
    }
    let hidden = hint::hidden(unit.tx, author.id).await?;
    Ok((choose(&hints, &hidden), hidden))
}

pub(super) fn metrics<'a>(roster: &'a Roster, author: &'a Person) -> Vec<&'a str> {
    roster.typed_metrics(author).map(|metric| metric.name.as_str()).collect()
}

/// The first name of the person who will read the plan; none where there are several, or it is the author.
pub fn reader<'a>(approvers: &[&'a Person], author: &Person) -> Option<&'a str> {
    match approvers {
        [one] if one.id != author.id => one.name.split_whitespace().next(),
        _ => None,
    }
}
