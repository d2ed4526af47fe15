//! Approvers: agree with one plan, or return it with a reason.

use crate::domain::approval::line_comment::Mark;
use crate::domain::company::Person;
use crate::domain::intake::says_something;
use crate::domain::plan::{PlanState, WrongMove, may_decide};
use crate::render::approval::inbox::Top;
use crate::render::approval::view::Asking;
use crate::render::plan::card as render;
use crate::render::plan::version::what_counts;
use crate::storage::conversation;
use crate::storage::conversation::Question;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, Decision, Plan, PlanId};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, tell, tell_answer};

/// The approver thought better of returning it: the card offers both decisions again.
pub async fn stop_asking(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<()> {
    match theirs(unit, person, id).await? {
        Some((plan, author)) => {
            cards::approval::redraw::show_again(unit, person, &author, &plan, Place::InPlace, Asking::Nothing).await
        }
        None => Ok(()),
    }
}

/// «Approve».
pub async fn approve(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> anyhow::Result<Answer> {
    let (plan, author) = match decidable(unit, person, id, version).await? {
        Ok(both) => both,
        Err(refusal) => return Ok(refusal),
    };
    agree(unit, person, plan, &author).await?;
    conversation::settle(unit.tx, person.id).await?;
    let top = Top::Decided("✅", say!(unit.words(person), "inbox-did-approve", name = author.name.as_str()));
    cards::approval::inbox::decided(unit, person, top, &[(id, author)]).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-approved")))
}

/// Records that a plan is agreed and tells its author. The inbox is left to who calls.
pub async fn agree(unit: &mut Unit<'_>, person: &Person, mut plan: Plan, author: &Person) -> anyhow::Result<()> {
    plans::decide(unit.tx, &plan, Decision::Approved, person.id, unit.now).await?;
    (plan.state, plan.decided_by, plan.reason) = (PlanState::Approved, Some(person.id), None);
    (plan.agreed, plan.agreed_version, plan.edited) = (None, Some(plan.version), false);
    cards::plan::card::show(unit, author, &plan, Place::InPlace, Lane::Interactive, None).await?;
    let roster = unit.roster;
    let word = render::approved(unit.words(author), &cards::plan::card::view(&roster, author, &plan, unit, None));
    cards::tell(unit, author, Lane::Interactive, word).await
}

/// «Return»: the usual reasons as buttons, or own words as the next message.
pub async fn ask_why(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> anyhow::Result<Answer> {
    let (plan, author) = match decidable(unit, person, id, version).await? {
        Ok(both) => both,
        Err(refusal) => return Ok(refusal),
    };
    let question = Question::ReturnReason { plan: plan.id, version, at: None, marks: Vec::new() };
    conversation::ask(unit.tx, person.id, &question).await?;
    cards::approval::redraw::show_again(unit, person, &author, &plan, Place::InPlace, Asking::Why).await?;
    Ok(Answer::Quiet)
}

/// One of the usual reasons.
pub async fn return_because(
    unit: &mut Unit<'_>,
    person: &Person,
    id: PlanId,
    version: i64,
    reason: u8,
) -> anyhow::Result<Answer> {
    let (plan, author) = match decidable(unit, person, id, version).await? {
        Ok(both) => both,
        Err(refusal) => return Ok(refusal),
    };
    // The reason is read by the author, so it is said in the author's language.
    let Some(reason) = crate::chat::plan::writing::usual_reason(unit.words(&author), reason) else {
        return Ok(Answer::stale(unit.words(person), "/inbox"));
    };
    give_back(unit, person, plan, &author, &reason, Vec::new()).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-returned")))
}

/// The approver's own words after «Return», with what was said about lines before.
pub async fn return_in_words(
    unit: &mut Unit<'_>,
    person: &Person,
    (id, version): (PlanId, i64),
    marks: Vec<Mark>,
    reason: &str,
) -> anyhow::Result<()> {
    let words = unit.words(person);
    if !says_something(reason) {
        return tell(unit, person, &say!(words, "approval-reason-empty")).await;
    }
    conversation::settle(unit.tx, person.id).await?;
    match decidable(unit, person, id, version).await? {
        Ok((plan, author)) => {
            give_back(unit, person, plan, &author, reason, marks).await?;
            tell(unit, person, &say!(words, "toast-returned")).await
        }
        Err(refusal) => tell_answer(unit, person, refusal).await,
    }
}

/// Records that a plan is returned, with its marks, and puts it before its author again.
pub async fn give_back(
    unit: &mut Unit<'_>,
    person: &Person,
    mut plan: Plan,
    author: &Person,
    reason: &str,
    marks: Vec<Mark>,
) -> anyhow::Result<()> {
    plans::decide(unit.tx, &plan, Decision::Returned(reason), person.id, unit.now).await?;
    plans::save_marks(unit.tx, &plan, &marks).await?;
    plan.marks = marks;
    (plan.state, plan.decided_by, plan.reason) = (PlanState::Returned, Some(person.id), Some(reason.to_owned()));
    conversation::settle(unit.tx, person.id).await?;
    // The author's lines go to the plan that came back, also where the calendar would choose another.
    conversation::choose_week(unit.tx, author.id, Some(plan.week)).await?;
    let top = Top::Decided("↩️", say!(unit.words(person), "inbox-did-return", name = author.name.as_str()));
    cards::approval::inbox::decided(unit, person, top, &[(plan.id, author.clone())]).await?;
    cards::plan::card::show(unit, author, &plan, Place::Below, Lane::Interactive, None).await
}

/// The plan and its author, if this person may decide on it and it waits in just this version; else why not. A stale card
/// is redrawn.
pub async fn decidable(
    unit: &mut Unit<'_>,
    person: &Person,
    id: PlanId,
    version: i64,
) -> anyhow::Result<Result<(Plan, Person), Answer>> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else {
        return Ok(Err(Answer::Alert(say!(words, "approval-gone"))));
    };
    let Some(author) = roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now)) else {
        // Also where the plan exists: a stranger to it learns nothing but whom to ask, and that only if they know the plan.
        return Ok(Err(Answer::Alert(say!(words, "approval-gone"))));
    };
    let by = plan.decided_by.and_then(|id| roster.person(id)).map_or("", |p| p.name.as_str());
    let over = roster.is_over(plan.week, author, unit.now);
    let refusal = match may_decide(plan.state, plan.version, version, over) {
        Ok(()) => return Ok(Ok((plan, author.clone()))),
        Err(WrongMove::AlreadyApproved) => say!(words, "approval-done-approved", name = by),
        Err(WrongMove::AlreadyReturned) => say!(words, "approval-done-returned", name = by),
        Err(WrongMove::Lapsed) => what_counts(words, &plan),
        Err(WrongMove::NotSubmitted) => say!(words, "approval-writing"),
        Err(WrongMove::Outdated | WrongMove::AlreadySubmitted) => say!(words, "approval-outdated"),
    };
    cards::approval::redraw::show_again(unit, person, author, &plan, Place::InPlace, Asking::Nothing).await?;
    Ok(Err(Answer::Alert(refusal)))
}

/// The plan and its author, if this person may decide on it.
pub async fn theirs(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<(Plan, Person)>> {
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else { return Ok(None) };
    let author = roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now));
    Ok(author.cloned().map(|author| (plan, author)))
}
