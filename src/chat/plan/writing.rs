//! The author and their plan: open, write, hand in, take back.

use teloxide::types::CallbackQuery;

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::PlanReading;
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{MAX_TASKS, PlanState, Taken, may_submit};
use crate::render::approval::card;
use crate::render::plan::card as render;
use crate::render::plan::view::Over;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, Plan, PlanId};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::calendar::calendar;
use crate::chat::plan::{over_budget, version};

/// The plan a person's lines go to now: that of the chosen week; else, before `plan_open`, the running week's as long as it
/// is not settled; else the next week's.
pub async fn current(unit: &mut Unit<'_>, person: &Person, chosen: Option<Week>) -> anyhow::Result<Plan> {
    let (running, next_is_asked) = calendar(&unit.roster, person, unit.now);
    if let Some(week) = chosen.filter(|week| *week == running || *week == running.next()) {
        let plan = plans::find_or_create(unit.tx, person.id, week).await?;
        if plan.state.editable() {
            return Ok(plan);
        }
    }
    if next_is_asked {
        return plans::find_or_create(unit.tx, person.id, running.next()).await;
    }
    match plans::find(unit.tx, person.id, running).await? {
        // Settled, also where the author has turned away from a change they had begun.
        Some(plan) if plan.in_force().is_some() && plan.state != PlanState::Submitted => {
            plans::find_or_create(unit.tx, person.id, running.next()).await
        }
        Some(plan) => Ok(plan),
        None => plans::find_or_create(unit.tx, person.id, running).await,
    }
}

/// `/plan`.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let chosen = conversation::chosen_week(unit.tx, person.id).await?;
    let mut plan = current(unit, person, chosen).await?;
    plans::refresh(unit.tx, &mut plan).await?;
    cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await
}

/// Lines for the plan: taken, kept, and shown on the card. A plan that waits becomes a new version that waits; an approved
/// one is not touched.
pub async fn take(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &mut Plan,
    reading: &PlanReading,
    source: Source,
) -> anyhow::Result<Taken> {
    let words = unit.words(person);
    if version::settled(unit, person, plan) {
        version::refuse_lines(unit, person, plan, matches!(source, Source::Edited(_))).await?;
        return Ok(Taken::default());
    }
    let before = plan.draft.clone();
    let taken = match source {
        Source::New(message) => plan.draft.take(reading, Some(message)),
        Source::Edited(message) => plan.draft.retake(reading, message),
    };
    if !taken.any() && plan.draft == before && taken.left_out == 0 {
        return Ok(taken);
    }
    if plan.state == PlanState::Submitted {
        version::amend(unit, person, plan, &before).await?;
    } else if plan.draft != before {
        plans::save_change(unit.tx, plan, &before).await?;
    }
    if taken.left_out > 0 {
        tell(unit, person, &say!(words, "plan-too-many", max = MAX_TASKS, left = taken.left_out)).await?;
    }
    cards::plan::card::show(unit, person, plan, Place::Near, Lane::Interactive, None).await?;
    Ok(taken)
}

/// Which Telegram message lines came from, and whether it was there before.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// A new message.
    New(i64),
    /// A message whose text was changed.
    Edited(i64),
}

/// «Submit».
pub async fn submit(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    send(unit, person, id, None).await
}

/// Hands a plan in; one of more hours than fit only with a reason, and only where the company lets it.
pub async fn send(unit: &mut Unit<'_>, person: &Person, id: PlanId, reason: Option<&str>) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(mut plan) = own(unit, person, id).await? else {
        return Err(Refusal::Because(say!(words, "stale-button", command = "/plan")));
    };
    if may_submit(plan.state).is_err() {
        cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
        return Err(Refusal::Because(match plan.state {
            PlanState::Approved => say!(words, "toast-already-approved"),
            _ => say!(words, "toast-already-sent"),
        }));
    }
    let missing = plan.draft.missing(roster.typed_metrics(person).map(|m| m.key.as_str()));
    if !missing.is_empty() {
        let metrics = cards::plan::card::suggestions(&roster, person, &plan.past);
        return Err(Refusal::Because(render::missing(words, &missing, &metrics)));
    }
    plan.draft.leave_idle_steps();
    if plan.agreed.as_ref().is_some_and(|agreed| Diff::between(agreed, &plan.draft).is_empty()) {
        return Err(Refusal::Because(say!(words, "version-nothing")));
    }
    let hurdle = over_budget::hurdle(&roster, person, &plan);
    let reason = match hurdle {
        Over::No => None,
        Over::AskWhy if reason.is_some() => reason,
        Over::AskWhy | Over::Blocked => return over_budget::ask(unit, person, &plan, hurdle).await,
    };
    // A metric may have been retired, or no longer be this person's, while its target sat in the draft.
    plan.draft.targets.retain(|t| roster.typed_metrics(person).any(|m| m.key == t.metric));
    // What was opened again comes when it comes, and a change to what was approved makes it no later than it was.
    let late = if plan.reopened || plan.is_change() {
        plan.late
    } else {
        cards::plan::card::is_late(&roster, person, plan.week, unit.now)
    };
    plan.version = plans::submit(unit.tx, &plan, late, reason, unit.now).await?;
    // Which week the next lines go to is the calendar's choice again.
    conversation::choose_week(unit.tx, person.id, None).await?;
    (plan.state, plan.late, plan.submitted_at) = (PlanState::Submitted, late, Some(unit.now));
    (plan.level, plan.reopened) = (0, false);
    plan.marks.clear();
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    cards::approval::inbox::arrived(unit, &plan);
    let reached: Vec<_> =
        roster.approvers(person, unit.now).into_iter().filter(|a| a.reachable()).map(|a| a.id).collect();
    plans::hold(unit.tx, plan.id, plan.version, &reached, unit.now).await?;
    Ok(Answer::Toast(say!(words, "toast-sent")))
}

/// «Take what is suggested».
pub async fn take_targets(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(mut plan) = own(unit, person, id).await?.filter(|p| p.state.editable()) else {
        return Err(Refusal::Because(say!(words, "stale-button", command = "/plan")));
    };
    let before = plan.draft.clone();
    for (metric, suggestion) in cards::plan::card::suggestions(&roster, person, &plan.past) {
        if let (None, Some(suggestion)) = (plan.draft.target(&metric.key), suggestion) {
            plan.draft.set_target(&metric.key, suggestion.value, None);
        }
    }
    if plan.draft != before {
        plans::save_change(unit.tx, &mut plan, &before).await?;
    }
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    Ok(Answer::Toast(say!(words, "toast-taken")))
}

/// The button that turns to the plan of this or of next week.
pub async fn turn_to(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let (running, _) = calendar(&unit.roster, person, unit.now);
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
        return version::change_approved(unit, person, plan, query).await;
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
    plans::withdraw(unit.tx, plan, unit.now).await?;
    plan.state = PlanState::Draft;
    cards::approval::inbox::refresh(unit, person, plan);
    Ok(())
}

/// The plan of this id, if it is the person's own.
pub async fn own(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(plans::get(unit.tx, id).await?.filter(|plan| plan.person == person.id))
}

/// The reasons offered for a return, in the approver's language.
pub fn usual_reason(words: crate::texts::Words<'_>, number: u8) -> Option<String> {
    card::usual_reasons(words).into_iter().nth(usize::from(number))
}
