//! Correcting an author's estimates by how long their tasks usually take.

use crate::domain::company::Person;
use crate::domain::plan::PlanId;
use crate::domain::plan::calibration::usual;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan as plans;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::plan::own::own;

/// «Into all estimates»: corrects all of them.
pub async fn apply(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(mut plan) = own(unit, person, id).await?.filter(|plan| plan.state.editable()) else {
        return Err(Refusal::stale(words, "/plan"));
    };
    let before = plan.draft.minutes();
    let past = plans::past(unit.tx, person.id, plan.week).await?;
    let ratio = usual(&past.finished).filter(|ratio| ratio.matters());
    let mut draft = plan.draft.clone();
    let changed = ratio.is_some_and(|ratio| draft.calibrate(ratio));
    if changed {
        plans::save_change(unit.tx, &mut plan, draft).await?;
    }
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    let (before, after) = (words.bare_hours(before), words.hours(plan.draft.minutes()));
    Ok(if changed {
        Answer::Toast(say!(words, "toast-calibrated", before = before, after = after))
    } else {
        Answer::Quiet
    })
}
