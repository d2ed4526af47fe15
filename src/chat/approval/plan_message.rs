//! Messages about a plan between its author and its approvers, through the bot.

use crate::domain::company::{Person, PersonId};
use crate::domain::conversation::question::Question;
use crate::domain::plan::{Plan, PlanId};
use crate::render::company::absence;
use crate::render::html::ellipsis;
use crate::storage::approval::plan_message::{self, NewMessage};
use crate::storage::{conversation, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt, tell};
use crate::chat::heard::{Heard, Hearing};

/// The longest message that is passed on, in characters.
const LENGTH: usize = 2000;

/// «Ask»: the next message is passed on to the author; the author's own, to the approver who decides or has decided.
pub async fn ask(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await?.filter(|plan| plan.version > 0) else {
        return Err(Refusal::Because(say!(words, "approval-gone")));
    };
    let whom = if plan.person == person.id {
        let decided = plan.decided_by.and_then(|by| roster.person(by));
        decided.or_else(|| roster.approvers(person, unit.now).first().copied())
    } else {
        roster.person(plan.person).filter(|author| roster.may_approve(person, author, unit.now))
    };
    match whom.filter(|whom| whom.id != person.id) {
        Some(whom) => wait_for(unit, person, id, whom).await,
        None => Err(Refusal::Because(say!(words, "approval-gone"))),
    }
}

/// «Answer» below a message: the next message is passed on to its author.
pub async fn answer(unit: &mut Unit<'_>, person: &Person, message: i64) -> Outcome<Answer> {
    let roster = unit.roster;
    let message = plan_message::find(unit.tx, message).await?.filter(|message| message.whom == person.id);
    match message.and_then(|message| Some((message.plan, roster.person(message.who)?))) {
        Some((plan, whom)) => wait_for(unit, person, plan, whom).await,
        None => Err(Refusal::stale(unit.words(person), "/help")),
    }
}

async fn wait_for(unit: &mut Unit<'_>, person: &Person, plan: PlanId, whom: &Person) -> Outcome<Answer> {
    conversation::ask(unit.tx, person.id, &Question::PlanMessage { plan, whom: whom.id }, unit.now).await?;
    tell(unit, person, &say!(unit.words(person), "remark-ask", name = whom.name.as_str())).await?;
    Ok(Answer::Quiet)
}

/// The message after «Ask» or «Answer».
pub async fn in_words(unit: &mut Unit<'_>, heard: Heard<'_>, id: PlanId, whom: PersonId) -> Outcome<Hearing> {
    let person = heard.person;
    conversation::close(unit.tx, person.id).await?;
    let Some(plan) = plans::get(unit.tx, id).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "approval-gone")));
    };
    pass_on(unit, person, heard.text, &plan, whom).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// A reply to one of these messages is passed on to its author.
pub async fn replied(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let (person, message) = (heard.person, heard.message);
    let Some(above) = message.reply_to_message() else { return Ok(Hearing::NotMine) };
    let Some(id) = cards::approval::plan_message::at(unit, message.chat.id.0, i64::from(above.id.0)).await? else {
        return Ok(Hearing::NotMine);
    };
    let Some(answered) = plan_message::find(unit.tx, id).await?.filter(|answered| answered.whom == person.id) else {
        return Ok(Hearing::NotMine);
    };
    let Some(plan) = plans::get(unit.tx, answered.plan).await? else { return Ok(Hearing::NotMine) };
    conversation::close(unit.tx, person.id).await?;
    pass_on(unit, person, heard.text, &plan, answered.who).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// Stores a message and puts it up in its reader's chat. Says so where the reader cannot be reached or is away.
pub async fn pass_on(unit: &mut Unit<'_>, person: &Person, text: &str, plan: &Plan, whom: PersonId) -> Outcome<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let Some(whom) = roster.person(whom) else { return Err(Refusal::Because(say!(words, "approval-gone"))) };
    // Who may talk about a plan may have changed since the question was asked.
    if !roster.may_write_about_plan(person, whom, plan.person, unit.now) {
        return Err(Refusal::Because(say!(words, "approval-gone")));
    }
    let text = ellipsis(text.trim(), LENGTH);
    let new = NewMessage { who: person.id, whom: whom.id, text: &text };
    let message = plan_message::add(unit.tx, plan, new, unit.now).await?;
    let name = whom.name.as_str();
    if !cards::approval::plan_message::show(unit, plan, &message).await? {
        return Err(Refusal::Because(say!(words, "remark-unreachable", name = name)));
    }
    if let Some(absence) = whom.away_on(roster.today_of(whom, unit.now)) {
        let until = absence::until(words, absence);
        tell(unit, person, &say!(words, "remark-away", name = name, until = until)).await?;
    }
    Ok(())
}
