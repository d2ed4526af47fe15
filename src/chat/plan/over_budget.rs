//! A plan that is over the hours budget: taking tasks off, or sending it with a reason, as far as the company allows
//! that.

use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{PlanItem, PlanWhat, looks_like_plan, read_plan, says_something};
use crate::domain::plan::{Hurdle, MAX_TASKS, PlanId};
use crate::render::html::ellipsis;
use crate::render::plan::over_budget;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell, tell_answer};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::own::own;
use crate::chat::plan::sending::send;

/// The longest reason that is kept, in characters.
const REASON: usize = 300;

/// Sends the plan for one of the usual reasons.
pub async fn because(unit: &mut Unit<'_>, person: &Person, id: PlanId, reason: u8) -> Outcome<Answer> {
    let roster = unit.roster;
    // The reason is read by whoever approves, so it is said in their language.
    let reader = roster.approvers(person, unit.now).first().copied().unwrap_or(person);
    match over_budget::usual_reasons(unit.words(reader)).into_iter().nth(usize::from(reason)) {
        Some(reason) => send(unit, person, id, Some(&reason)).await,
        None => Err(Refusal::stale(unit.words(person), "/plan")),
    }
}

/// «Keep it, I'll explain»: the next message is taken as the reason.
pub async fn explain(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(plan) = own(unit, person, id).await?.filter(|plan| plan.may_submit().is_ok()) else {
        return Err(Refusal::stale(words, "/plan"));
    };
    if Hurdle::of(unit.roster, person, plan.week, &plan.draft) != Hurdle::AskWhy {
        return send(unit, person, id, None).await;
    }
    conversation::ask(unit.tx, person.id, &Question::OverReason { plan: id }, unit.now).await?;
    tell(unit, person, &say!(words, "over-ask-words")).await?;
    Ok(Answer::Quiet)
}

/// Whether a text can be a reason.
fn is_reason(text: &str) -> bool {
    let change = |item: &PlanItem| matches!(item.what, PlanWhat::Change { .. } | PlanWhat::Delete { .. });
    !looks_like_plan(text, &[]) && !read_plan(text, &[], MAX_TASKS).items.iter().any(change)
}

/// Sends the plan with the author's own words as the reason. Lines that change the plan are not taken for a reason.
pub async fn in_words(unit: &mut Unit<'_>, heard: Heard<'_>, id: PlanId) -> Outcome<Hearing> {
    let (person, words) = (heard.person, unit.words(heard.person));
    if !is_reason(heard.text) {
        conversation::close(unit.tx, person.id).await?;
        return Ok(Hearing::NotMine);
    }
    if !says_something(heard.text) {
        return Err(Refusal::Because(say!(words, "over-reason-empty")));
    }
    conversation::close(unit.tx, person.id).await?;
    let answer = send(unit, person, id, Some(&ellipsis(heard.text.trim(), REASON))).await?;
    tell_answer(unit, person, answer).await?;
    Ok(Hearing::Handled)
}

/// Takes one of the offered tasks off the plan, if its estimate still is what the button showed.
pub async fn take_off(unit: &mut Unit<'_>, person: &Person, id: PlanId, task: u32, minutes: u32) -> Outcome<Answer> {
    let words = unit.words(person);
    let plan = own(unit, person, id).await?.filter(|plan| plan.state.editable());
    let Some(mut plan) = plan else {
        return Err(Refusal::stale(words, "/plan"));
    };
    let place = plan.draft.place_of(task);
    let Some((place, task)) = place
        .and_then(|place| Some((place, plan.draft.tasks.get(place)?.clone())))
        .filter(|(_, task)| task.minutes == Some(minutes))
    else {
        cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
        return Err(Refusal::Because(say!(words, "over-changed")));
    };
    let mut draft = plan.draft.clone();
    draft.drop_task(place);
    plans::save_change(unit.tx, &mut plan, draft).await?;
    let hurdle = Hurdle::of(unit.roster, person, plan.week, &plan.draft);
    cards::plan::card::show_over_budget(unit, person, &plan, hurdle).await?;
    Ok(Answer::Toast(say!(words, "over-taken-off", title = ellipsis(&task.title, 100))))
}
