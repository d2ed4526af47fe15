//! An approver opens an approved plan or a sent report again, with a reason.

use teloxide::types::CallbackQuery;

use crate::domain::calendar::week::Week;
use crate::domain::company::names::meant;
use crate::domain::company::{Person, PersonId};
use crate::domain::conversation::question::Question;
use crate::domain::intake::says_something;
use crate::domain::plan::PlanState;
use crate::domain::plan::{Plan, PlanId};
use crate::render::approval::reopen as render;
use crate::render::approval::reopen::Reopenable;
use crate::render::approval::view::Asking;
use crate::render::card::Card;
use crate::storage::conversation;
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::storage::plan::{self as plans, SomebodyWasFirst};
use crate::storage::report::sent::{self as reports, Reopening};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};
use crate::chat::approval::deciding::deciding;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::report::owed::asked_week;

/// The key of the card of `/reopen`.
const KEY: CardKey = CardKey::Reopen;

/// `/reopen`, alone or with a name.
pub async fn command(unit: &mut Unit<'_>, person: &Person, name: &str) -> Outcome<()> {
    let roster = unit.roster;
    let theirs: Vec<&Person> =
        roster.people.iter().filter(|author| roster.may_approve(person, author, unit.now)).collect();
    let words = unit.words(person);
    if name.is_empty() {
        let mut some = Vec::new();
        for author in theirs {
            if !reopenable(unit, person, author).await?.is_empty() {
                some.push(author);
            }
        }
        show(unit, person, render::people(words, &some), Place::Below);
        return Ok(());
    }
    match meant(name, &theirs).as_slice() {
        [] => Err(Refusal::Because(say!(words, "reopen-unknown", name = name))),
        [author] => {
            let card = render::choice(words, author, &reopenable(unit, person, author).await?);
            show(unit, person, card, Place::Below);
            Ok(())
        }
        several => {
            show(unit, person, render::people(words, several), Place::Below);
            Ok(())
        }
    }
}

/// A name, or «Back»: shows what can be opened again for this person.
pub async fn of(unit: &mut Unit<'_>, person: &Person, author: PersonId) -> Outcome<Answer> {
    let roster = unit.roster;
    let Some(author) = roster.person(author).filter(|a| roster.may_approve(person, a, unit.now)) else {
        return Err(stale(unit, person));
    };
    conversation::close(unit.tx, person.id).await?;
    let card = render::choice(unit.words(person), author, &reopenable(unit, person, author).await?);
    show(unit, person, card, Place::InPlace);
    Ok(Answer::Quiet)
}

/// «Open again» under an approved plan: asks for the reason.
pub async fn ask_plan(
    unit: &mut Unit<'_>,
    person: &Person,
    id: PlanId,
    version: i64,
    query: &CallbackQuery,
) -> Outcome<Answer> {
    let (plan, _) = plan_to_reopen(unit, person, id, version).await?;
    conversation::ask(unit.tx, person.id, &Question::ReopenPlan { plan: plan.id, version }, unit.now).await?;
    // A tap on the plan's own card is answered in place, one on the list at the end of the chat.
    let tapped = query.message.as_ref().map(|message| i64::from(message.id().0));
    if let Some(message) = tapped
        && cards::approval::inbox::is_message(unit, person, message).await?
    {
        cards::approval::inbox::show_open(unit, person, &plan, Place::InPlace, Asking::Why).await?;
        return Ok(Answer::Quiet);
    }
    let here = match person.telegram_id {
        Some(chat) => outbox::card_message(unit.tx, chat, cards::approval::card::key(plan.id)).await?,
        None => None,
    };
    let place = if here.is_some() && here == tapped { Place::InPlace } else { Place::Below };
    cards::approval::card::show(unit, person, &plan, place, Asking::Why).await?;
    Ok(Answer::Quiet)
}

/// Opens a plan again for one of the usual reasons.
pub async fn plan_because(
    unit: &mut Unit<'_>,
    person: &Person,
    id: PlanId,
    version: i64,
    reason: u8,
) -> Outcome<Answer> {
    let (plan, author) = plan_to_reopen(unit, person, id, version).await?;
    // The reason is read by the author, so it is said in the author's language.
    let Some(reason) = render::usual_reasons(unit.words(&author)).into_iter().nth(usize::from(reason)) else {
        return Err(stale(unit, person));
    };
    reopen_plan(unit, person, &plan, &author, &reason).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-reopened")))
}

/// Opens a plan again for a reason in the approver's own words.
pub async fn plan_in_words(unit: &mut Unit<'_>, heard: Heard<'_>, id: PlanId, version: i64) -> Outcome<Hearing> {
    let (person, reason) = (heard.person, heard.text);
    if !says_something(reason) {
        return Err(Refusal::Because(say!(unit.words(person), "reopen-reason-empty")));
    }
    conversation::close(unit.tx, person.id).await?;
    let (plan, author) = plan_to_reopen(unit, person, id, version).await?;
    reopen_plan(unit, person, &plan, &author, reason).await?;
    tell(unit, person, &say!(unit.words(person), "toast-reopened")).await?;
    Ok(Hearing::Handled)
}

/// A report of the list: asks for the reason.
pub async fn ask_report(unit: &mut Unit<'_>, person: &Person, author: PersonId, week: Week) -> Outcome<Answer> {
    let author = report_to_reopen(unit, person, author, week).await?;
    conversation::ask(unit.tx, person.id, &Question::ReopenReport { person: author.id, week }, unit.now).await?;
    show(unit, person, render::why_report(unit.words(person), &author, week), Place::InPlace);
    Ok(Answer::Quiet)
}

/// Opens a report again for one of the usual reasons.
pub async fn report_because(
    unit: &mut Unit<'_>,
    person: &Person,
    author: PersonId,
    week: Week,
    reason: u8,
) -> Outcome<Answer> {
    let author = report_to_reopen(unit, person, author, week).await?;
    let Some(reason) = render::usual_reasons(unit.words(&author)).into_iter().nth(usize::from(reason)) else {
        return Err(stale(unit, person));
    };
    reopen_report(unit, person, &author, week, &reason).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-reopened")))
}

/// Opens a report again for a reason in the approver's own words.
pub async fn report_in_words(unit: &mut Unit<'_>, heard: Heard<'_>, author: PersonId, week: Week) -> Outcome<Hearing> {
    let (person, reason) = (heard.person, heard.text);
    if !says_something(reason) {
        return Err(Refusal::Because(say!(unit.words(person), "reopen-reason-empty")));
    }
    conversation::close(unit.tx, person.id).await?;
    let author = report_to_reopen(unit, person, author, week).await?;
    reopen_report(unit, person, &author, week, reason).await?;
    Ok(Hearing::Handled)
}

async fn reopen_plan(unit: &mut Unit<'_>, person: &Person, plan: &Plan, author: &Person, reason: &str) -> Outcome<()> {
    let transition = plan.reopen(&deciding(unit, person, author, plan), reason)?;
    let plan = match plans::write(unit.tx, transition).await? {
        Ok(plan) => plan,
        Err(SomebodyWasFirst { plan, version }) => {
            plan_to_reopen(unit, person, plan, version).await?;
            return Err(stale(unit, person));
        }
    };
    conversation::close(unit.tx, person.id).await?;
    // The author's lines change this plan, even where the calendar would choose another one.
    conversation::choose_week(unit.tx, author.id, Some(plan.week)).await?;
    cards::approval::inbox::refresh(unit, author, &plan);
    cards::plan::card::show(unit, author, &plan, Place::Below, Lane::Interactive, None).await?;
    Ok(())
}

async fn reopen_report(
    unit: &mut Unit<'_>,
    person: &Person,
    author: &Person,
    week: Week,
    reason: &str,
) -> anyhow::Result<()> {
    let reopening = Reopening { reason, by: person.id, at: unit.now };
    reports::reopen(unit.tx, author.id, week, reopening).await?;
    conversation::close(unit.tx, person.id).await?;
    show(unit, person, render::report_reopened(unit.words(person), author, week, reason), Place::InPlace);
    let word = render::to_author_of_report(unit.words(author), &person.name, week, reason);
    cards::tell(unit, author, Lane::Interactive, word).await?;
    cards::report::card::show(unit, author, week, Place::Below, Lane::Interactive).await
}

/// The plan and its author, if this person may open exactly this version again; otherwise the refusal. A stale card is
/// redrawn.
async fn plan_to_reopen(unit: &mut Unit<'_>, person: &Person, id: PlanId, version: i64) -> Outcome<(Plan, Person)> {
    let roster = unit.roster;
    let Some(plan) = plans::get(unit.tx, id).await? else { return Err(stale(unit, person)) };
    let Some(author) = roster.person(plan.person).filter(|a| roster.may_approve(person, a, unit.now)) else {
        return Err(stale(unit, person));
    };
    let permitted = roster.may_reopen_plan(person, author, plan.week, unit.now);
    let week_is_over = roster.is_over(plan.week, author, unit.now);
    if permitted && plan.may_reopen(version, week_is_over).is_ok() {
        return Ok((plan, author.clone()));
    }
    cards::approval::redraw::show_again(unit, person, &plan, Place::InPlace, Asking::Nothing).await?;
    Err(Refusal::Because(say!(unit.words(person), "reopen-too-late")))
}

/// The author, if this person may open the report again; otherwise the refusal.
async fn report_to_reopen(unit: &mut Unit<'_>, person: &Person, author: PersonId, week: Week) -> Outcome<Person> {
    let roster = unit.roster;
    let Some(author) = roster.person(author).filter(|a| roster.may_reopen_report(person, a, week, unit.now)) else {
        return Err(stale(unit, person));
    };
    if reopenable(unit, person, author).await?.report == Some(week) {
        return Ok(author.clone());
    }
    Err(Refusal::Because(say!(unit.words(person), "reopen-too-late")))
}

/// What `person` may open again of an author: the approved plans of this week and the next, and the report that was asked
/// for last, if it is sent.
async fn reopenable(unit: &mut Unit<'_>, person: &Person, author: &Person) -> anyhow::Result<Reopenable> {
    let roster = unit.roster;
    let running = Week::at(unit.now, roster.calendar_of(author).1);
    let mut what = Reopenable::default();
    for week in [running, running.next()] {
        let plan = plans::find(unit.tx, author.id, week).await?;
        what.plans.extend(plan.filter(|p| p.state == PlanState::Approved).map(|p| (p.id, p.version, week)));
    }
    let week = asked_week(unit, author);
    what.report = reports::find(unit.tx, author.id, week).await?.filter(|r| r.sent).map(|_| week);
    what.report = what.report.filter(|week| roster.may_reopen_report(person, author, *week, unit.now));
    Ok(what)
}

fn show(unit: &mut Unit<'_>, person: &Person, card: Card, place: Place) {
    if let Some(chat) = person.telegram_id {
        outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
    }
}

fn stale(unit: &Unit<'_>, person: &Person) -> Refusal {
    Refusal::stale(unit.words(person), "/reopen")
}
