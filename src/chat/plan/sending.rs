//! Handing a plan in.

use crate::domain::company::Person;
use crate::domain::plan::{HandIn, Hurdle, Plan, PlanId, PlanState, Unready};
use crate::render::plan::card as render;
use crate::storage::approval::waiting;
use crate::storage::conversation;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan::{self as plans, SomebodyWasFirst};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::plan::own::{metric_keys, own};

/// «Submit»: hands a plan in.
pub async fn submit(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    send(unit, person, id, None).await
}

/// Hands a plan in. One that is over the hours budget needs a reason, and the company has to allow it.
pub async fn send(unit: &mut Unit<'_>, person: &Person, id: PlanId, reason: Option<&str>) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(plan) = own(unit, person, id).await? else {
        return Err(Refusal::stale(words, "/plan"));
    };
    let metrics = metric_keys(roster, person);
    let hurdle = Hurdle::of(roster, person, plan.week, &plan.draft);
    let overdue = cards::plan::card::is_late(roster, person, plan.week, unit.now);
    let transition = match plan.submit(&HandIn { metrics: &metrics, hurdle, reason }, overdue, unit.now) {
        Ok(transition) => transition,
        Err(unready) => return not_sent(unit, person, &plan, unready).await,
    };
    let sent = match plans::write(unit.tx, transition).await? {
        Ok(sent) => sent,
        Err(SomebodyWasFirst { .. }) => return not_theirs(unit, person, id).await,
    };
    // From here on the calendar chooses again which week's plan the next lines change.
    conversation::choose_week(unit.tx, person.id, None).await?;
    cards::plan::card::show_sent(unit, person, &sent, &plan).await?;
    cards::approval::inbox::arrived(unit, &sent);
    let reached: Vec<_> =
        roster.approvers(person, unit.now).into_iter().filter(|a| a.reachable()).map(|a| a.id).collect();
    waiting::hold(unit.tx, sent.id, sent.version, &reached, unit.now).await?;
    Ok(Answer::Toast(say!(words, "toast-sent")))
}

/// Says why a plan was not handed in.
async fn not_sent(unit: &mut Unit<'_>, person: &Person, plan: &Plan, unready: Unready) -> Outcome<Answer> {
    let words = unit.words(person);
    match unready {
        Unready::Wrong(_) => not_theirs(unit, person, plan.id).await,
        Unready::Incomplete(missing) => {
            let metrics: Vec<_> = unit.roster.typed_metrics(person).collect();
            Err(Refusal::Because(render::missing(words, &missing, &metrics)))
        }
        Unready::Unchanged => Err(Refusal::Because(say!(words, "version-nothing"))),
        Unready::OverBudget(hurdle) => ask_about_hours(unit, person, plan, hurdle).await,
    }
}

/// The refusal where the author cannot hand the plan in any more; redraws the card.
async fn not_theirs(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(plan) = own(unit, person, id).await? else { return Err(Refusal::stale(words, "/plan")) };
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    Err(Refusal::Because(match plan.state {
        PlanState::Approved => say!(words, "toast-already-approved"),
        _ => say!(words, "toast-already-sent"),
    }))
}

/// Turns the card into the question which tasks to take off, or why the plan stays as it is.
async fn ask_about_hours(unit: &mut Unit<'_>, person: &Person, plan: &Plan, hurdle: Hurdle) -> Outcome<Answer> {
    cards::plan::card::show_over_budget(unit, person, plan, hurdle).await?;
    match hurdle {
        Hurdle::Blocked => Err(Refusal::Because(blocked(unit, person, plan))),
        Hurdle::AskWhy | Hurdle::None => Ok(Answer::Quiet),
    }
}

fn blocked(unit: &Unit<'_>, person: &Person, plan: &Plan) -> String {
    let words = unit.words(person);
    let (budget, sum) = (unit.roster.budget_of(person, plan.week), plan.draft.minutes());
    let over = words.bare_hours(sum.saturating_sub(budget.high).div_ceil(30) * 30);
    say!(words, "over-too-much", sum = words.bare_hours(sum), high = words.bare_hours(budget.high), over = over)
}
