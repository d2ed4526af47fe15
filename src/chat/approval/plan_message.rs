//! Author and approver write to each other about a plan, through the bot.

use teloxide::types::Message;

use crate::domain::company::{Person, PersonId};
use crate::render::company::absence;
use crate::render::html::ellipsis;
use crate::storage::conversation;
use crate::storage::conversation::Question;
use crate::storage::plan::{self as plans, Plan, PlanId};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, tell};
use crate::chat::conversation::text::receipt;

/// The longest message that is passed on, in characters.
const LENGTH: usize = 2000;

/// «Ask»: the next message goes to the author; the author's, to whoever decides or has decided.
pub async fn ask(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await?.filter(|plan| plan.version > 0) else {
        return Ok(Answer::Alert(say!(words, "approval-gone")));
    };
    let whom = if plan.person == person.id {
        let decided = plan.decided_by.and_then(|by| roster.person(by));
        decided.or_else(|| roster.approvers(person, unit.now).first().copied())
    } else {
        roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now))
    };
    match whom.filter(|whom| whom.id != person.id) {
        Some(whom) => wait_for(unit, person, id, whom).await,
        None => Ok(Answer::Alert(say!(words, "approval-gone"))),
    }
}

/// «Answer» below a message.
pub async fn answer(unit: &mut Unit<'_>, person: &Person, remark: i64) -> anyhow::Result<Answer> {
    let roster = unit.roster;
    let remark = plans::remark(unit.tx, remark).await?.filter(|remark| remark.whom == person.id);
    match remark.and_then(|remark| Some((remark.plan, roster.person(remark.who)?))) {
        Some((plan, whom)) => wait_for(unit, person, plan, whom).await,
        None => Ok(Answer::stale(unit.words(person), "/help")),
    }
}

async fn wait_for(unit: &mut Unit<'_>, person: &Person, plan: PlanId, whom: &Person) -> anyhow::Result<Answer> {
    conversation::ask(unit.tx, person.id, &Question::Remark { plan, whom: whom.id }).await?;
    tell(unit, person, &say!(unit.words(person), "remark-ask", name = whom.name.as_str())).await?;
    Ok(Answer::Quiet)
}

/// The next message after «Ask» or «Answer».
pub async fn typed(
    unit: &mut Unit<'_>,
    person: &Person,
    message: &Message,
    text: &str,
    (id, whom): (PlanId, PersonId),
) -> anyhow::Result<()> {
    conversation::settle(unit.tx, person.id).await?;
    match plans::get(unit.tx, id).await? {
        Some(plan) => pass_on(unit, person, &plan, whom, message, text).await,
        None => tell(unit, person, &say!(unit.words(person), "approval-gone")).await,
    }
}

/// Whether the message was a reply to one of these, and so went to whoever had written that.
pub async fn replied(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<bool> {
    let Some(above) = message.reply_to_message() else { return Ok(false) };
    let Some(id) = cards::approval::plan_message::at(unit, message.chat.id.0, i64::from(above.id.0)).await? else {
        return Ok(false);
    };
    let Some(remark) = plans::remark(unit.tx, id).await?.filter(|r| r.whom == person.id) else { return Ok(false) };
    let Some(plan) = plans::get(unit.tx, remark.plan).await? else { return Ok(false) };
    conversation::settle(unit.tx, person.id).await?;
    pass_on(unit, person, &plan, remark.who, message, text).await?;
    Ok(true)
}

/// Keeps a message and puts it up in the other's chat; says so where that cannot be, or they are away.
async fn pass_on(
    unit: &mut Unit<'_>,
    person: &Person,
    plan: &Plan,
    whom: PersonId,
    message: &Message,
    text: &str,
) -> anyhow::Result<()> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(whom) = roster.person(whom) else { return tell(unit, person, &say!(words, "approval-gone")).await };
    // Who may talk about a plan may have changed since the question was asked.
    let now = unit.now;
    let theirs = |one: &Person, other: &Person| plan.person == other.id && roster.may_approve(one, other, now);
    if !theirs(person, whom) && !theirs(whom, person) {
        return tell(unit, person, &say!(words, "approval-gone")).await;
    }
    let text = ellipsis(text.trim(), LENGTH);
    let remark = plans::add_remark(unit.tx, plan, person.id, whom.id, &text, unit.now).await?;
    let name = whom.name.as_str();
    if !cards::approval::plan_message::show(unit, person, whom, plan, remark, &text).await? {
        return tell(unit, person, &say!(words, "remark-unreachable", name = name)).await;
    }
    receipt(unit, person, message);
    match whom.away_on(roster.today_of(whom, unit.now)) {
        Some(absence) => {
            let until = absence::until(words, absence);
            tell(unit, person, &say!(words, "remark-away", name = name, until = until)).await
        }
        None => Ok(()),
    }
}
