//! Approving one plan, or returning it with a reason.

use crate::domain::approval::line_comment::LineComment;
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::says_something;
use crate::domain::plan::{Deciding, Plan, PlanId, WrongMove};
use crate::render::approval::card::usual_reasons;
use crate::render::approval::inbox::Top;
use crate::render::approval::view::Asking;
use crate::render::plan::card as render;
use crate::render::plan::version::what_counts;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, SomebodyWasFirst};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::heard::{Heard, Hearing};

/// The approver does not want to return the plan after all: the card offers both decisions again.
pub async fn stop_asking(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<()> {
    match theirs(unit, person, id).await? {
        Some((plan, _)) => {
            cards::approval::redraw::show_again(unit, person, &plan, Place::InPlace, Asking::Nothing).await
        }
        None => Ok(()),
    }
}

/// «Approve»: approves a plan.
pub async fn approve(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let (plan, author) = decidable(unit, person, id, version).await?;
    if agree(unit, person, &plan, &author).await?.is_err() {
        return Err(too_late(unit, person, id, version).await);
    }
    conversation::close(unit.tx, person.id).await?;
    let top = Top::Decided("✅", say!(unit.words(person), "inbox-did-approve", name = author.name.as_str()));
    cards::approval::inbox::decided(unit, person, top, &[(id, author)]).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-approved")))
}

/// Approves a plan that can be decided on, and tells its author. The caller redraws the inbox.
pub async fn agree(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &Plan,
    author: &Person,
) -> anyhow::Result<Result<(), SomebodyWasFirst>> {
    let transition = plan.approve(&deciding(unit, person, author, plan))?;
    let plan = match plans::write(unit.tx, transition).await? {
        Ok(plan) => plan,
        Err(first) => return Ok(Err(first)),
    };
    cards::plan::card::show(unit, author, &plan, Place::InPlace, Lane::Interactive, None).await?;
    let word = render::approved(unit.words(author), &plan, Some(person));
    cards::tell(unit, author, Lane::Interactive, word).await?;
    Ok(Ok(()))
}

/// «Return»: asks for the reason, as a button or as the next message.
pub async fn ask_why(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let (plan, _) = decidable(unit, person, id, version).await?;
    let question = Question::ReturnReason { plan: plan.id, version, at: None, comments: Vec::new() };
    conversation::ask(unit.tx, person.id, &question, unit.now).await?;
    cards::approval::redraw::show_again(unit, person, &plan, Place::InPlace, Asking::Why).await?;
    Ok(Answer::Quiet)
}

/// Returns a plan for one of the usual reasons.
pub async fn return_because(
    unit: &mut Unit<'_>,
    person: &Person,
    id: PlanId,
    version: i64,
    reason: u8,
) -> Outcome<Answer> {
    let (plan, author) = decidable(unit, person, id, version).await?;
    // The reason is read by the author, so it is said in the author's language.
    let Some(reason) = usual_reasons(unit.words(&author)).into_iter().nth(usize::from(reason)) else {
        return Err(Refusal::stale(unit.words(person), "/inbox"));
    };
    give_back(unit, person, (&plan, &author), &reason, Vec::new()).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-returned")))
}

/// Returns a plan with the approver's own words, and the comments on lines that they made before.
pub async fn return_in_words(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    (id, version): (PlanId, i64),
    comments: Vec<LineComment>,
) -> Outcome<Hearing> {
    let (person, words) = (heard.person, unit.words(heard.person));
    if !says_something(heard.text) {
        return Err(Refusal::Because(say!(words, "approval-reason-empty")));
    }
    conversation::close(unit.tx, person.id).await?;
    let (plan, author) = decidable(unit, person, id, version).await?;
    give_back(unit, person, (&plan, &author), heard.text, comments).await?;
    tell(unit, person, &say!(words, "toast-returned")).await?;
    Ok(Hearing::Handled)
}

/// Returns a plan that can be decided on, with its comments, and posts it to its author again.
pub async fn give_back(
    unit: &mut Unit<'_>,
    person: &Person,
    (plan, author): (&Plan, &Person),
    reason: &str,
    comments: Vec<LineComment>,
) -> Outcome<()> {
    let transition = plan.give_back(&deciding(unit, person, author, plan), reason, comments)?;
    let plan = match plans::write(unit.tx, transition).await? {
        Ok(plan) => plan,
        Err(SomebodyWasFirst { plan, version }) => return Err(too_late(unit, person, plan, version).await),
    };
    conversation::close(unit.tx, person.id).await?;
    // The author's lines change the returned plan, even where the calendar would choose another one.
    conversation::choose_week(unit.tx, author.id, Some(plan.week)).await?;
    let top = Top::Decided("↩️", say!(unit.words(person), "inbox-did-return", name = author.name.as_str()));
    cards::approval::inbox::decided(unit, person, top, &[(plan.id, author.clone())]).await?;
    cards::plan::card::show(unit, author, &plan, Place::Below, Lane::Interactive, None).await?;
    Ok(())
}

/// The facts about a decision of this person on the plan as it was just read.
pub fn deciding(unit: &Unit<'_>, person: &Person, author: &Person, plan: &Plan) -> Deciding {
    let over = unit.roster.is_over(plan.week, author, unit.now);
    Deciding { by: person.id, at: unit.now, seen: plan.version, over }
}

/// The refusal for an approver after somebody else has moved the plan first; redraws the card.
pub async fn too_late(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Refusal {
    match decidable(unit, person, id, version).await {
        Err(refusal) => refusal,
        Ok(_) => Refusal::Because(say!(unit.words(person), "approval-outdated")),
    }
}

/// The plan and its author, if this person may decide on it and it waits in exactly this version; otherwise the
/// refusal. A stale card is redrawn.
pub async fn decidable(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<(Plan, Person)> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else {
        return Err(Refusal::Because(say!(words, "approval-gone")));
    };
    let Some(author) = roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now)) else {
        // The answer is the same where the plan exists, so that nobody learns of a plan that is not theirs to decide.
        return Err(Refusal::Because(say!(words, "approval-gone")));
    };
    let by = plan.decided_by.and_then(|id| roster.person(id)).map_or("", |p| p.name.as_str());
    let over = roster.is_over(plan.week, author, unit.now);
    let refusal = match plan.may_decide(version, over) {
        Ok(()) => return Ok((plan, author.clone())),
        Err(WrongMove::AlreadyApproved) => say!(words, "approval-done-approved", name = by),
        Err(WrongMove::AlreadyReturned) => say!(words, "approval-done-returned", name = by),
        Err(WrongMove::Lapsed) => what_counts(words, &plan),
        Err(WrongMove::NotSubmitted | WrongMove::NotApproved) => say!(words, "approval-writing"),
        Err(WrongMove::Outdated | WrongMove::AlreadySubmitted) => say!(words, "approval-outdated"),
    };
    cards::approval::redraw::show_again(unit, person, &plan, Place::InPlace, Asking::Nothing).await?;
    Err(Refusal::Because(refusal))
}

/// The plan and its author, if this person may decide on it.
pub async fn theirs(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<(Plan, Person)>> {
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else { return Ok(None) };
    let author = roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now));
    Ok(author.cloned().map(|author| (plan, author)))
}
