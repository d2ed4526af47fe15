//! An approver changes a plan before approving it: in a working copy, with the lines that the author would type.

use crate::domain::approval::line_comment::Spot;
use crate::domain::company::{Metric, Person};
use crate::domain::conversation::question::Question;
use crate::domain::intake::understand::Message;
use crate::domain::intake::{parse_minutes, parse_number};
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Draft, MAX_TASKS, Plan, PlanId, Unready};
use crate::render::approval::inbox::Top;
use crate::render::approval::view::Asking;
use crate::render::plan::card as render;
use crate::render::plan::diff::Scale;
use crate::render::plan::version::approved_with_edits;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, SomebodyWasFirst};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::approval::deciding::{decidable, deciding, too_late};
use crate::chat::conversation::words;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::own::metric_keys;

/// «Change» on the approver's card: their next lines change a copy of the plan.
pub async fn start(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let (plan, _) = decidable(unit, person, id, version).await?;
    work_on(unit, person, &plan, &plan.draft, None).await?;
    cards::approval::redraw::show_editing(unit, person, &plan, (&plan.draft, None), Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// A line on the card: the next number is taken for this line.
pub async fn point(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64, spot: Spot) -> Outcome<Answer> {
    let (plan, _) = decidable(unit, person, id, version).await?;
    let Some(working) = working(unit, person, id, version).await? else {
        return gone(unit, person, &plan).await;
    };
    let at = spot.line(&working).map(|_| spot);
    work_on(unit, person, &plan, &working, at).await?;
    cards::approval::redraw::show_editing(unit, person, &plan, (&working, at), Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// Stores the working copy until the plan is approved or the approver turns to something else.
async fn work_on(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &Plan,
    working: &Draft,
    at: Option<Spot>,
) -> anyhow::Result<()> {
    let question = Question::EditPlan { plan: plan.id, version: plan.version, draft: Box::new(working.clone()), at };
    conversation::ask(unit.tx, person.id, &question, unit.now).await
}

/// The working copy of this version, if this person has one.
async fn working(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> anyhow::Result<Option<Draft>> {
    Ok(match conversation::asked(unit.tx, person.id).await? {
        Some(Question::EditPlan { plan, version: of, draft, .. }) if plan == id && of == version => Some(*draft),
        _ => None,
    })
}

/// The refusal where there is no working copy any more; redraws the plan as it is.
async fn gone(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> Outcome<Answer> {
    cards::approval::redraw::show_again(unit, person, plan, Place::InPlace, Asking::Nothing).await?;
    Err(Refusal::Because(say!(unit.words(person), "revise-gone")))
}

/// A number without a name as a line that changes the chosen line; none for any other text.
fn addressed(text: &str, at: Option<Spot>, working: &Draft, metrics: &[Metric]) -> Option<String> {
    match at? {
        Spot::Task(number) => parse_minutes(text).map(|_| format!("{number}: {text}")),
        Spot::Target(number) => {
            let target = working.targets.get(usize::from(number).checked_sub(1)?)?;
            let metric = metrics.iter().find(|m| m.key == target.metric)?;
            parse_number(text).map(|_| format!("{}: {text}", metric.name))
        }
    }
}

/// Lines that change the working copy. A text with the heading of a plan is the approver's own plan, and ends the work
/// on this one.
pub async fn lines(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    (id, version): (PlanId, i64),
    mut working: Draft,
    at: Option<Spot>,
) -> Outcome<Hearing> {
    let (person, roster) = (heard.person, unit.roster);
    let (plan, author) = match decidable(unit, person, id, version).await {
        Ok(both) => both,
        Err(refusal) => {
            conversation::close(unit.tx, person.id).await?;
            return Err(refusal);
        }
    };
    let line = addressed(heard.text.trim(), at, &working, &roster.metrics);
    let message = match &line {
        Some(line) => Message::plain(line),
        None => words::message(heard),
    };
    let edit = words::of_others_plan(unit, (&author, plan.week), &message, &working).await?;
    if edit.own_plan {
        conversation::close(unit.tx, person.id).await?;
        cards::approval::redraw::show_again(unit, person, &plan, Place::InPlace, Asking::Nothing).await?;
        return Ok(Hearing::NotMine);
    }
    let taken = working.take(&edit.reading, None);
    if taken.any() {
        work_on(unit, person, &plan, &working, None).await?;
        receipt(unit, heard);
        cards::approval::redraw::show_editing(unit, person, &plan, (&working, None), Place::Near).await?;
    }
    if taken.left_out > 0 {
        let words = unit.words(person);
        tell(unit, person, &say!(words, "plan-too-many", max = MAX_TASKS, left = taken.left_out)).await?;
    }
    words::tell_unclear(unit, person, &edit, working.tasks.len()).await?;
    Ok(Hearing::Handled)
}

/// «Approve with changes»: approves the working copy.
pub async fn approve(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let (plan, author) = decidable(unit, person, id, version).await?;
    let Some(working) = working(unit, person, id, version).await? else {
        return gone(unit, person, &plan).await;
    };
    let diff = Diff::between(&plan.draft, &working);
    let by = deciding(unit, person, &author, &plan);
    let transition = match plan.approve_edited(working, &metric_keys(roster, &author), &by) {
        Ok(transition) => transition,
        Err(Unready::Unchanged) => return Err(Refusal::Because(say!(words, "revise-nothing"))),
        Err(Unready::Incomplete(missing)) => {
            let metrics: Vec<_> = roster.typed_metrics(&author).collect();
            let what = render::lacks(words, &missing, &metrics);
            return Err(Refusal::Because(say!(words, "revise-incomplete", what = what)));
        }
        // An approver may exceed the hours budget, and `decidable` has just passed, so the plan was moved meanwhile.
        Err(Unready::Wrong(_) | Unready::OverBudget(_)) => return Err(too_late(unit, person, id, version).await),
    };
    let plan = match plans::write(unit.tx, transition).await? {
        Ok(plan) => plan,
        Err(SomebodyWasFirst { .. }) => return Err(too_late(unit, person, id, version).await),
    };
    conversation::close(unit.tx, person.id).await?;
    let top = Top::Decided("✅", say!(words, "inbox-did-approve", name = author.name.as_str()));
    cards::approval::inbox::decided(unit, person, top, &[(id, author.clone())]).await?;
    cards::plan::card::show(unit, &author, &plan, Place::InPlace, Lane::Interactive, None).await?;
    let scale = Scale { metrics: &roster.metrics, currency: &roster.currency };
    let word = approved_with_edits(unit.words(&author), &plan, &diff, &person.name, scale);
    cards::tell(unit, &author, Lane::Interactive, word).await?;
    Ok(Answer::Toast(say!(words, "toast-approved-edited")))
}
