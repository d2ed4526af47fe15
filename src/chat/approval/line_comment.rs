//! Returning a plan with comments on its lines.

use crate::domain::approval::line_comment::{LineComment, Spot};
use crate::domain::company::Person;
use crate::domain::conversation::question::Question;
use crate::domain::intake::says_something;
use crate::domain::plan::{Plan, PlanId};
use crate::render::approval::line_comment::{summary, usual_reasons};
use crate::render::approval::view::Asking;
use crate::storage::conversation;
use crate::storage::outbox::Place;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::approval::deciding;
use crate::chat::approval::deciding::decidable;
use crate::chat::heard::{Heard, Hearing};

/// «Point at a line»: asks which one.
pub async fn point_out(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let (plan, _) = decidable(unit, person, id, version).await?;
    let comments = so_far(unit, person, id, version).await?;
    ask_where(unit, person, &plan, comments, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// One of the lines: asks what is wrong with it.
pub async fn point(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64, spot: Spot) -> Outcome<Answer> {
    let (plan, _) = decidable(unit, person, id, version).await?;
    if spot.line(&plan.draft).is_none() {
        return Err(Refusal::stale(unit.words(person), "/inbox"));
    }
    let comments = so_far(unit, person, id, version).await?;
    let question = Question::ReturnReason { plan: id, version, at: Some(spot), comments };
    conversation::ask(unit.tx, person.id, &question, unit.now).await?;
    cards::approval::redraw::show_again(unit, person, &plan, Place::InPlace, Asking::About(spot)).await?;
    Ok(Answer::Quiet)
}

/// Comments on a line with one of the usual reasons.
pub async fn usual(
    unit: &mut Unit<'_>,
    person: &Person,
    (id, version): (PlanId, i64),
    spot: Spot,
    reason: u8,
) -> Outcome<Answer> {
    let (plan, author) = decidable(unit, person, id, version).await?;
    // The reason is read by the author, so it is said in the author's language.
    let reason = usual_reasons(unit.words(&author), spot).into_iter().nth(usize::from(reason));
    let (Some(line), Some(reason)) = (spot.line(&plan.draft), reason) else {
        return Err(Refusal::stale(unit.words(person), "/inbox"));
    };
    let comments = with(so_far(unit, person, id, version).await?, LineComment { line, reason });
    ask_where(unit, person, &plan, comments, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Comments on a line in the approver's own words. The card is posted again below them.
pub async fn in_words(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    (id, version): (PlanId, i64),
    spot: Spot,
) -> Outcome<Hearing> {
    let person = heard.person;
    if !says_something(heard.text) {
        return Err(Refusal::Because(say!(unit.words(person), "approval-reason-empty")));
    }
    let comments = so_far(unit, person, id, version).await?;
    conversation::close(unit.tx, person.id).await?;
    let (plan, _) = decidable(unit, person, id, version).await?;
    let Some(line) = spot.line(&plan.draft) else { return Ok(Hearing::Handled) };
    let reason = heard.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let comments = with(comments, LineComment { line, reason });
    ask_where(unit, person, &plan, comments, Place::Below).await?;
    Ok(Hearing::Handled)
}

/// «Return»: returns the plan with the comments on its lines.
pub async fn give_back(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let (plan, author) = decidable(unit, person, id, version).await?;
    let comments = so_far(unit, person, id, version).await?;
    if comments.is_empty() {
        ask_where(unit, person, &plan, comments, Place::InPlace).await?;
        return Err(Refusal::Because(say!(words, "comment-none")));
    }
    let roster = unit.roster;
    let metrics: Vec<_> = roster.typed_metrics(&author).collect();
    let reason = summary(&plan, &metrics, &comments);
    deciding::give_back(unit, person, (&plan, &author), &reason, comments).await?;
    Ok(Answer::Toast(say!(words, "toast-returned")))
}

/// Asks which line is wrong, showing the comments so far.
async fn ask_where(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &Plan,
    comments: Vec<LineComment>,
    place: Place,
) -> anyhow::Result<()> {
    let question =
        Question::ReturnReason { plan: plan.id, version: plan.version, at: None, comments: comments.clone() };
    conversation::ask(unit.tx, person.id, &question, unit.now).await?;
    cards::approval::redraw::show_again(unit, person, plan, place, Asking::Where(&comments)).await
}

/// The comments of this person on lines of this version so far.
async fn so_far(unit: &mut Unit<'_>, person: &Person, id: PlanId, seen: i64) -> anyhow::Result<Vec<LineComment>> {
    Ok(match conversation::asked(unit.tx, person.id).await? {
        Some(Question::ReturnReason { plan, version, comments, .. }) if (plan, version) == (id, seen) => comments,
        _ => Vec::new(),
    })
}

/// Adds a comment; it replaces an earlier one on the same line.
fn with(mut comments: Vec<LineComment>, comment: LineComment) -> Vec<LineComment> {
    match comments.iter_mut().find(|known| known.line == comment.line) {
        Some(known) => *known = comment,
        None => comments.push(comment),
    }
    comments
}
