//! Changes to a plan that waits or is approved, and the history of plans.

use chrono::TimeDelta;
use teloxide::types::CallbackQuery;

use crate::domain::company::Person;
use crate::domain::company::names::meant;
use crate::domain::plan::{Draft, HandIn, Hurdle, Plan, PlanId, PlanState, Unready};
use crate::render::buttons::{Action, PlanAction};
use crate::render::card::Card;
use crate::render::plan::card as render;
use crate::storage::conversation;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::plan as plans;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::plan::own::{metric_keys, own};
use crate::chat::plan::postpone;

/// How long after a plan was handed in a change to it is made without telling approvers: hardly anybody has read it
/// yet.
const UNREAD: TimeDelta = TimeDelta::minutes(30);
/// How many plans `/history` shows.
const PLANS: u32 = 4;

/// The author has changed a waiting plan into `draft`. It goes on waiting as a new version, and the approvers' cards
/// are redrawn where they stand. If that could not be handed in, the plan stays as it was, and the author is told why.
pub async fn amend(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan, draft: Draft) -> anyhow::Result<()> {
    change_waiting(unit, person, plan, (draft, false)).await
}

/// Takes the last change of a plan that is written or waits back, or makes it again. One that waits goes on waiting as another
/// version. What was put into the week after for a task that comes back leaves it.
pub async fn take_back(unit: &mut Unit<'_>, person: &Person, plan: &mut Plan) -> anyhow::Result<()> {
    let was = plan.draft.clone();
    if plan.state == PlanState::Submitted {
        let before = plans::before(unit.tx, plan).await?;
        let again = plan.undo.as_ref().is_some_and(|undo| undo.undone);
        change_waiting(unit, person, plan, (plan.draft.back_to(before), !again)).await?;
    } else {
        plans::take_back(unit.tx, plan).await?;
    }
    postpone::call_back(unit, person, plan, &was).await
}

/// `undone`: the new draft is the one before the last change.
async fn change_waiting(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &mut Plan,
    (draft, undone): (Draft, bool),
) -> anyhow::Result<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    let metrics = metric_keys(roster, person);
    let hurdle = Hurdle::of(roster, person, plan.week, &draft);
    // A reason for being over the hours budget was given for the version before.
    let reason = match hurdle {
        Hurdle::AskWhy => plans::over_reason(unit.tx, plan).await?,
        Hurdle::None | Hurdle::Blocked => None,
    };
    let hand_in = HandIn { metrics: &metrics, hurdle, reason: reason.as_deref() };
    let over = roster.is_over(plan.week, person, unit.now);
    let transition = match plan.amend(draft, &hand_in, over, unit.now) {
        Ok(transition) => transition,
        Err(Unready::Unchanged) => return Ok(()),
        Err(Unready::Wrong(wrong)) => return Err(wrong.into()),
        Err(Unready::Incomplete(missing)) => {
            let metrics: Vec<_> = roster.typed_metrics(person).collect();
            let what = render::lacks(words, &missing, &metrics);
            return tell(unit, person, &say!(words, "version-stays-incomplete", what = what)).await;
        }
        Err(Unready::OverBudget(_)) => return tell(unit, person, &say!(words, "version-stays-hours")).await,
    };
    let before = plan.draft.clone();
    *plan = plans::write(unit.tx, transition).await??;
    plans::remember(unit.tx, plan, &before, undone).await?;
    cards::approval::inbox::refresh(unit, person, plan);
    if plan.submitted_at.is_some_and(|at| unit.now - at > UNREAD) {
        cards::plan::version::tell_amended(unit, person, plan).await?;
    }
    Ok(())
}

/// Lines and edited messages never change an approved plan, nor one whose week is over: says so, and how it can be
/// changed.
pub async fn refuse_lines(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> anyhow::Result<()> {
    let words = unit.words(person);
    let week = words.week(plan.week);
    let over = unit.roster.is_over(plan.week, person, unit.now);
    let text = if over { say!(words, "version-past") } else { say!(words, "plan-already-approved", week = week) };
    let mut card = Card::sentence(&text);
    if !over {
        card = card.button(say!(words, "btn-change"), &Action::Plan(PlanAction::Change { plan: plan.id }));
    }
    cards::tell(unit, person, Lane::Interactive, card).await
}

/// «Change» on an approved plan: the author writes a new version of it, while this one stays in force.
pub async fn change_approved(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &Plan,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    let words = unit.words(person);
    let Ok(transition) = plan.begin_change(unit.roster.is_over(plan.week, person, unit.now)) else {
        return Err(Refusal::Because(say!(words, "version-past")));
    };
    let plan = plans::write(unit.tx, transition).await?.map_err(anyhow::Error::from)?;
    conversation::choose_week(unit.tx, person.id, Some(plan.week)).await?;
    // A tap on the card is answered in place, one on the message that lines change nothing at the end of the chat.
    let chat = person.telegram_id.unwrap_or_default();
    let card = outbox::card_message(unit.tx, chat, cards::plan::card::key(&plan)).await?;
    let from_card = query.message.as_ref().map(|m| i64::from(m.id().0)) == card;
    let place = if from_card { Place::InPlace } else { Place::Below };
    cards::plan::card::show(unit, person, &plan, place, Lane::Interactive, None).await?;
    Ok(Answer::Toast(say!(words, "version-toast-change")))
}

/// Whether lines of its author cannot change a plan.
pub fn settled(unit: &Unit<'_>, person: &Person, plan: &Plan) -> bool {
    plan.is_settled(unit.roster.is_over(plan.week, person, unit.now))
}

/// «Keep as it was»: the author drops the change they were writing.
pub async fn keep_agreed(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let Some(plan) = own(unit, person, id).await? else { return Err(Refusal::stale(words, "/plan")) };
    let Ok(transition) = plan.keep_agreed(plans::approved_by(unit.tx, &plan).await?) else {
        return Err(Refusal::stale(words, "/plan"));
    };
    let plan = plans::write(unit.tx, transition).await?.map_err(anyhow::Error::from)?;
    cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
    cards::approval::inbox::refresh(unit, person, &plan);
    Ok(Answer::Toast(say!(words, "version-toast-kept")))
}

/// «History» on a card: shows the history of this plan.
pub async fn history_of(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let roster = unit.roster;
    let plan = plans::get(unit.tx, id).await?.filter(|plan| plan.version > 0);
    let author = plan.and_then(|plan| {
        let author = roster.person(plan.person)?;
        roster.may_read_history_of(person, author, plan.week, unit.now).then_some(author)
    });
    let Some(author) = author else {
        return Err(Refusal::Because(say!(unit.words(person), "history-none")));
    };
    cards::plan::version::show_history(unit, person, author, &[id]).await?;
    Ok(Answer::Quiet)
}

/// `/history`: the history of the person's own plans; with a name, of the plans of somebody on whose plans they decide.
pub async fn history(unit: &mut Unit<'_>, person: &Person, name: &str) -> Outcome<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    let author = if name.is_empty() {
        person
    } else {
        let open: Vec<&Person> =
            roster.people.iter().filter(|p| roster.may_read_history(person, p, unit.now)).collect();
        match meant(name, &open).as_slice() {
            [one] => *one,
            [] => return Err(Refusal::Because(say!(words, "history-unknown", name = name))),
            many => {
                let names = many.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
                return Err(Refusal::Because(say!(words, "history-which", names = names)));
            }
        }
    };
    let ids = plans::newest_of(unit.tx, author.id, PLANS).await?;
    if ids.is_empty() {
        return Err(Refusal::Because(say!(words, "history-none")));
    }
    cards::plan::version::show_history(unit, person, author, &ids).await?;
    Ok(())
}
