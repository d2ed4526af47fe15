//! The inbox: the list of waiting plans, one of them, and approving all that raise no doubt.

use teloxide::types::CallbackQuery;

use crate::domain::approval::doubt::doubts_of;
use crate::domain::company::Person;
use crate::domain::plan::{PlanId, PlanState};
use crate::render::approval::inbox::{Top, approved_together};
use crate::render::approval::view::Asking;
use crate::storage::approval::inbox as inboxes;
use crate::storage::outbox::Place;
use crate::storage::{conversation, outbox, plan as plans};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::approval::deciding::{agree, theirs};

/// `/inbox`.
pub async fn show(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    cards::approval::inbox::show(unit, person).await
}

/// «All plans»: shows the list again in place of one plan.
pub async fn back(unit: &mut Unit<'_>, person: &Person) -> Outcome<Answer> {
    if !unit.roster.decides_for_others(person, unit.now) {
        return Err(Refusal::stale(unit.words(person), "/help"));
    }
    conversation::close(unit.tx, person.id).await?;
    cards::approval::inbox::back(unit, person).await?;
    Ok(Answer::Quiet)
}

/// A name in the inbox, or «Back» under the reasons: shows one plan.
pub async fn open(unit: &mut Unit<'_>, person: &Person, id: PlanId, query: &CallbackQuery) -> Outcome<Answer> {
    let Some((plan, _)) = theirs(unit, person, id).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "approval-gone")));
    };
    conversation::close(unit.tx, person.id).await?;
    let message = query.message.as_ref().map(|message| i64::from(message.id().0));
    if let Some(message) = message
        && cards::approval::inbox::is_message(unit, person, message).await?
    {
        cards::approval::inbox::open(unit, person, &plan).await?;
        return Ok(Answer::Quiet);
    }
    // A tap on the plan's own card is answered in place, any other at the end of the chat.
    let here = match person.telegram_id {
        Some(chat) => outbox::card_message(unit.tx, chat, cards::approval::card::key(plan.id)).await?,
        None => None,
    };
    let place = if here.is_some() && here == message { Place::InPlace } else { Place::Below };
    cards::approval::card::show(unit, person, &plan, place, Asking::Nothing).await?;
    Ok(Answer::Quiet)
}

/// «Approve all clean»: approves exactly the versions that were shown, as long as they still wait and raise no doubt.
/// Plans that changed meanwhile are left out and named.
pub async fn approve_clean(unit: &mut Unit<'_>, person: &Person, offer: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let roster = unit.roster;
    if !unit.roster.decides_for_others(person, unit.now) {
        return Err(Refusal::stale(words, "/help"));
    }
    let Some(offered) = inboxes::offered(unit.tx, person.id, offer).await? else {
        cards::approval::inbox::back(unit, person).await?;
        return Err(Refusal::Because(say!(words, "inbox-outdated")));
    };
    let (mut approved, mut changed, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
    for (id, version) in offered {
        let Some((plan, author)) = theirs(unit, person, id).await? else { continue };
        let name = roster.person(author.id).map_or("", |author| author.name.as_str());
        // After a second tap on the same button, plans that the first one approved count as done.
        let done = plan.state == PlanState::Approved && plan.version == version && plan.decided_by == Some(person.id);
        if done {
            continue;
        }
        let over = roster.is_over(plan.week, &author, unit.now);
        if plan.may_decide(version, over).is_err() {
            changed.push(name);
            continue;
        }
        let past = plans::past(unit.tx, author.id, plan.week).await?;
        let base = plans::base(unit.tx, &plan).await?;
        if !doubts_of(roster, &author, &plan, &past, base.as_ref()).is_empty() {
            doubtful.push(name);
        } else if agree(unit, person, &plan, &author).await?.is_err() {
            changed.push(name);
        } else {
            approved.push((id, author));
        }
    }
    conversation::close(unit.tx, person.id).await?;
    let text = approved_together(words, approved.len(), &changed, &doubtful);
    cards::approval::inbox::decided(unit, person, Top::Decided("✅", text.clone()), &approved).await?;
    if changed.is_empty() && doubtful.is_empty() { Ok(Answer::Toast(text)) } else { Err(Refusal::Because(text)) }
}
