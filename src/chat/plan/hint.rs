//! The hints on a plan: its author reads them, hides them, shows them again. Handing the plan in does not depend on
//! them.

use crate::domain::company::Person;
use crate::domain::plan::hint::{Hidden, HintKind};
use crate::domain::plan::{Plan, PlanId};
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::hint;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::plan::own::own;

/// «Hints»: shows the list in place of the card.
pub async fn open(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let Some(plan) = editable(unit, person, id).await? else { return Err(stale(unit, person)) };
    cards::plan::hint_list::show(unit, person, &plan).await?;
    Ok(Answer::Quiet)
}

/// «Back»: shows the card again, in whatever state the plan is.
pub async fn leave(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let Some(plan) = own(unit, person, id).await? else { return Err(stale(unit, person)) };
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    Ok(Answer::Quiet)
}

/// Hides a hint that is on the plan now: the one on the task with this mark, or all of its kind. A hint that is no
/// longer on the plan is not hidden.
pub async fn hide(
    unit: &mut Unit<'_>,
    person: &Person,
    id: PlanId,
    kind: HintKind,
    mark: Option<u32>,
) -> Outcome<Answer> {
    let Some(plan) = editable(unit, person, id).await? else { return Err(stale(unit, person)) };
    let shown = cards::plan::hint::current(unit, person, &plan).await?;
    let hint = shown.into_iter().find(|hint| hint.kind == kind && mark.is_none_or(|mark| hint.mark() == mark));
    let found = hint.is_some();
    if let Some(hint) = hint {
        let title = mark.map(|_| hint.title);
        hint::hide(unit.tx, person.id, &Hidden { kind, title }, unit.now).await?;
    }
    cards::plan::hint_list::show(unit, person, &plan).await?;
    Ok(if found { Answer::Toast(say!(unit.words(person), "toast-hint-hidden")) } else { Answer::Quiet })
}

/// Shows a person all hints again.
pub async fn unhide(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let Some(plan) = editable(unit, person, id).await? else { return Err(stale(unit, person)) };
    hint::unhide(unit.tx, person.id).await?;
    cards::plan::hint_list::show(unit, person, &plan).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-hints-back")))
}

async fn editable(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(own(unit, person, id).await?.filter(|plan| plan.state.editable()))
}

fn stale(unit: &Unit<'_>, person: &Person) -> Refusal {
    Refusal::stale(unit.words(person), "/plan")
}
