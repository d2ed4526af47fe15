//! The author and their plan: open, write, take back.

use teloxide::types::CallbackQuery;

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::PlanReading;
use crate::domain::plan::{Draft, MAX_TASKS, Plan, PlanId, PlanState, Taken};
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::calendar::calendar;
use crate::chat::plan::own::{current, own};
use crate::chat::plan::version;

/// `/plan`.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let chosen = conversation::chosen_week(unit.tx, person.id).await?;
    let mut plan = current(unit, person, chosen).await?;
    plans::refresh(unit.tx, &mut plan).await?;
    cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await
}

/// Lines for the plan: taken, kept, and shown on the card. A plan that waits becomes a new version that waits; an approved
/// one is not touched. `message`: the one the lines stand in.
pub async fn take_lines(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &mut Plan,
    reading: &PlanReading,
    message: Option<i64>,
) -> anyhow::Result<Taken> {
    let mut draft = plan.draft.clone();
    let taken = draft.take(reading, message);
    keep_lines(unit, person, plan, draft, taken).await?;
    Ok(taken)
}

/// Keeps what lines have made of a plan, and shows it.
pub async fn keep_lines(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &mut Plan,
    draft: Draft,
    taken: Taken,
) -> anyhow::Result<()> {
    let words = unit.words(person);
    if version::settled(unit, person, plan) {
        return version::refuse_lines(unit, person, plan).await;
    }
    if !taken.any() && draft == plan.draft && taken.left_out == 0 {
        return Ok(());
    }
    if plan.state == PlanState::Submitted {
        version::amend(unit, person, plan, draft).await?;
    } else if draft != plan.draft {
        plans::save_change(unit.tx, plan, draft).await?;
    }
    if taken.left_out > 0 {
        tell(unit, person, &say!(words, "plan-too-many", max = MAX_TASKS, left = taken.left_out)).await?;
    }
    cards::plan::card::show(unit, person, plan, Place::Near, Lane::Interactive, None).await
}

/// «Take what is suggested».
pub async fn take_targets(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(mut plan) = own(unit, person, id).await?.filter(|p| p.state.editable()) else {
        return Err(Refusal::Because(say!(words, "stale-button", command = "/plan")));
    };
    let past = plans::past(unit.tx, person.id, plan.week).await?;
    let mut draft = plan.draft.clone();
    for (metric, suggestion) in cards::plan::card::suggestions(roster, person, &past) {
        if let (None, Some(suggestion)) = (draft.target(&metric.key), suggestion) {
            draft.set_target(&metric.key, suggestion.value, None);
        }
    }
    if draft != plan.draft {
        plans::save_change(unit.tx, &mut plan, draft).await?;
    }
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    Ok(Answer::Toast(say!(words, "toast-taken")))
}

/// The button that turns to the plan of this or of next week.
pub async fn turn_to(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let (running, _) = calendar(unit.roster, person, unit.now);
    if week != running && week != running.next() {
        return Err(Refusal::Because(say!(unit.words(person), "stale-button", command = "/plan")));
    }
    conversation::choose_week(unit.tx, person.id, Some(week)).await?;
    let mut plan = plans::find_or_create(unit.tx, person.id, week).await?;
    plans::refresh(unit.tx, &mut plan).await?;
    cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await?;
    Ok(Answer::Quiet)
}

/// «Change»: the author takes a waiting plan back, or begins another version of an approved one.
pub async fn change(unit: &mut Unit<'_>, person: &Person, id: PlanId, query: &CallbackQuery) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(mut plan) = own(unit, person, id).await? else {
        return Err(Refusal::Because(say!(words, "stale-button", command = "/plan")));
    };
    if plan.state == PlanState::Approved {
        return version::change_approved(unit, person, &plan, query).await;
    }
    if plan.state == PlanState::Submitted {
        if version::settled(unit, person, &plan) {
            cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
            return Err(Refusal::Because(say!(words, "version-past")));
        }
        take_back(unit, person, &mut plan).await?;
        // Lines go to the plan whose button was pressed, also where the calendar would choose another.
        conversation::choose_week(unit.tx, person.id, Some(plan.week)).await?;
    }
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    Ok(Answer::Toast(say!(words, "plan-reopened")))
}

/// What its author typed brings a waiting plan back; they are told.
pub async fn reopen(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan) -> anyhow::Result<()> {
    take_back(unit, person, plan).await?;
    let words = unit.words(person);
    tell(unit, person, &say!(words, "plan-reopened")).await
}

/// The plan waits no more; those who decide see that on their cards.
pub async fn take_back(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan) -> anyhow::Result<()> {
    let over = unit.roster.is_over(plan.week, person, unit.now);
    *plan = plans::write(unit.tx, plan.withdraw(over, unit.now)?).await??;
    cards::approval::inbox::refresh(unit, person, plan);
    Ok(())
}
