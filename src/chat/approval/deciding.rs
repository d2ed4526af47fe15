//! Approvers: agree with one plan, or return it with a reason.

use crate::domain::approval::line_comment::Mark;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::says_something;
use crate::domain::plan::{PlanState, WrongMove, may_decide};
use crate::render::approval::inbox::Top;
use crate::render::approval::view::Asking;
use crate::render::plan::card as render;
use crate::render::plan::version::what_counts;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, Decision, Plan, PlanId};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::heard::{Heard, Hearing};

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
pub async fn approve(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let (plan, author) = decidable(unit, person, id, version).await?;
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
pub async fn ask_why(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let (plan, author) = decidable(unit, person, id, version).await?;
    let question = Question::ReturnReason { plan: plan.id, version, at: None, marks: Vec::new() };
    conversation::ask(unit.tx, person.id, &question, unit.now).await?;
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
) -> Outcome<Answer> {
    let (plan, author) = decidable(unit, person, id, version).await?;
    // The reason is read by the author, so it is said in the author's language.
    let Some(reason) = crate::chat::plan::writing::usual_reason(unit.words(&author), reason) else {
        return Err(Refusal::stale(unit.words(person), "/inbox"));
    };
    give_back(unit, person, (plan, &author), &reason, Vec::new()).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-returned")))
}

/// The approver's own words after «Return», with what was said about lines before.
pub async fn return_in_words(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    (id, version): (PlanId, i64),
    marks: Vec<Mark>,
) -> Outcome<Hearing> {
    let (person, words) = (heard.person, unit.words(heard.person));
    if !says_something(heard.text) {
        return Err(Refusal::Because(say!(words, "approval-reason-empty")));
    }
    conversation::settle(unit.tx, person.id).await?;
    let (plan, author) = decidable(unit, person, id, version).await?;
    give_back(unit, person, (plan, &author), heard.text, marks).await?;
    tell(unit, person, &say!(words, "toast-returned")).await?;
    Ok(Hearing::Handled)
}

/// Records that a plan is returned, with its marks, and puts it before its author again.
pub async fn give_back(
    unit: &mut Unit<'_>,
    person: &Person,
    (mut plan, author): (Plan, &Person),
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
pub async fn decidable(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<(Plan, Person)> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else {
        return Err(Refusal::Because(say!(words, "approval-gone")));
    };
    let Some(author) = roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now)) else {
        // Also where the plan exists: a stranger to it learns nothing but whom to ask, and that only if they know the plan.
        return Err(Refusal::Because(say!(words, "approval-gone")));
    };
    let by = plan.decided_by.and_then(|id| roster.person(id)).map_or("", |p| p.name.as_str());
    let over = roster.is_over(plan.week, author, unit.now);
    let refusal = match may_decide(plan.state, plan.version, version, over) {
        Ok(()) => return Ok((plan, author.clone())),
        Err(WrongMove::AlreadyApproved) => say!(words, "approval-done-approved", name = by),
        Err(WrongMove::AlreadyReturned) => say!(words, "approval-done-returned", name = by),
        Err(WrongMove::Lapsed) => what_counts(words, &plan),
        Err(WrongMove::NotSubmitted) => say!(words, "approval-writing"),
        Err(WrongMove::Outdated | WrongMove::AlreadySubmitted) => say!(words, "approval-outdated"),
    };
    cards::approval::redraw::show_again(unit, person, author, &plan, Place::InPlace, Asking::Nothing).await?;
    Err(Refusal::Because(refusal))
}

/// The plan and its author, if this person may decide on it.
pub async fn theirs(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<(Plan, Person)>> {
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else { return Ok(None) };
    let author = roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now));
    Ok(author.cloned().map(|author| (plan, author)))
}
