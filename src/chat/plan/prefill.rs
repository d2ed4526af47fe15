//! The author and what the bot had put into their plan: keep, drop, and from the report straight into the plan.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::{DraftTask, Plan, PlanId, PlanState};
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::plan::own::own;

/// «Drop some» on the card, and «Done» below the list.
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

/// One task of the list. Asked for what is so already, it stays so.
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

/// The report is in: the plan of the week after it comes next, if it is not handed in; else a word on where it stands.
pub async fn after_report(unit: &mut Unit<'_>, person: &Person, reported: Week) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let (ritual, zone) = roster.calendar_of(person);
    // A report that comes very late does not lead back to a week that nobody plans any more.
    let asked = ritual.planned_week(unit.now, zone);
    let week = reported.next().max(asked);
    let mut plan = plans::find_or_create(unit.tx, person.id, week).await?;
    let said = words.week(week);
    match plan.state {
        PlanState::Approved => Ok(Answer::Toast(say!(words, "toast-report-sent-approved", week = said))),
        PlanState::Submitted => Ok(Answer::Toast(say!(words, "toast-report-sent-waits", week = said))),
        PlanState::Draft | PlanState::Returned => {
            plans::refresh(unit.tx, &mut plan).await?;
            // The next lines are for the card that is looked at, also where the calendar would choose another.
            if week != asked {
                conversation::choose_week(unit.tx, person.id, Some(week)).await?;
            }
            cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await?;
            Ok(Answer::Toast(say!(words, "toast-report-sent")))
        }
    }
}

/// The plan of this id, if it is the person's own and still being written.
async fn writable(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(own(unit, person, id).await?.filter(|plan| plan.state.editable()))
}
