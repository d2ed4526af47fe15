//! Tasks that the bot put into a plan: keeping and dropping them, and showing the plan after the report.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::{DraftTask, Plan, PlanId, PlanState};
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::plan::own::own;

/// «Drop some» on the card shows the list, «Done» below the list shows the card again.
pub async fn look(unit: &mut Unit<'_>, person: &Person, id: PlanId, open: bool) -> Outcome<Answer> {
    let Some(plan) = writable(unit, person, id).await? else {
        return Err(Refusal::stale(unit.words(person), "/plan"));
    };
    if open {
        cards::plan::card::show_offers(unit, person, &plan).await?;
    } else {
        cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    }
    Ok(Answer::Quiet)
}

/// Keeps or drops one task of the list. Nothing changes where that was done already.
pub async fn keep(unit: &mut Unit<'_>, person: &Person, id: PlanId, seed: u32, keep: bool) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(mut plan) = writable(unit, person, id).await? else {
        return Err(Refusal::stale(words, "/plan"));
    };
    let mut draft = plan.draft.clone();
    let is_it = |task: &DraftTask| task.seed.as_ref().is_some_and(|s| s.tag() == seed);
    let from = if keep { &draft.dropped } else { &draft.tasks };
    let Some(at) = from.iter().position(is_it) else {
        cards::plan::card::show_offers(unit, person, &plan).await?;
        return Ok(Answer::Quiet);
    };
    let changed = if keep { draft.restore(at) } else { draft.drop_task(at) };
    if changed {
        plans::save_change(unit.tx, &mut plan, draft).await?;
    }
    cards::plan::card::show_offers(unit, person, &plan).await?;
    Ok(Answer::Toast(if keep { say!(words, "toast-kept") } else { say!(words, "toast-dropped") }))
}

/// After a report was sent: shows the plan of the following week if it is not handed in; otherwise says what state it
/// is in.
pub async fn after_report(unit: &mut Unit<'_>, person: &Person, reported: Week) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let (ritual, zone) = roster.calendar_of(person);
    // After a very late report the following week may be past: then the week that is planned now is shown.
    let asked = ritual.week_asked_for(unit.now, zone);
    let week = reported.next().max(asked);
    let mut plan = plans::find_or_create(unit.tx, person.id, week).await?;
    let said = words.week(week);
    match plan.state {
        PlanState::Approved => Ok(Answer::Toast(say!(words, "toast-report-sent-approved", week = said))),
        PlanState::Submitted => Ok(Answer::Toast(say!(words, "toast-report-sent-waits", week = said))),
        PlanState::Draft | PlanState::Returned => {
            plans::refresh(unit.tx, &mut plan).await?;
            // The next lines change the plan that is shown, even where the calendar would choose another one.
            if week != asked {
                conversation::choose_week(unit.tx, person.id, Some(week)).await?;
            }
            cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await?;
            Ok(Answer::Toast(say!(words, "toast-report-sent")))
        }
    }
}

/// The plan with this id, if it is the person's own and still being written.
async fn writable(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(own(unit, person, id).await?.filter(|plan| plan.state.editable()))
}
