//! Absences: entered in words or by a tap, listed, cancelled.

use anyhow::Context as _;
use chrono::NaiveDate;

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::company::absence::{Reading, Refused, Unreadable, allowed, read};
use crate::domain::plan::PlanState;
use crate::render::company::absence::days_and_reason;
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::{company, plan as plans};
use crate::texts::Words;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};

/// `/away`, alone or with days behind it.
pub async fn command(unit: &mut Unit<'_>, person: &Person, text: &str) -> Outcome<()> {
    let words = unit.words(person);
    if text.is_empty() {
        cards::company::absence::show(unit, person, Place::Below, None);
        return Ok(());
    }
    match read(text, unit.roster.today_of(person, unit.now)) {
        Ok(days) => {
            let kept = keep(unit, person, &days).await?;
            let what = days_and_reason(words, kept.from, kept.to, &kept.reason);
            let lead = say!(words, "away-kept", what = what);
            let roster = unit.roster;
            let person = roster.person(person.id).unwrap_or(person);
            cards::company::absence::show(unit, person, Place::Below, Some(lead));
            Ok(())
        }
        Err(Unreadable::NoDate) => Err(Refusal::Because(say!(words, "away-unclear", text = text))),
        Err(Unreadable::Refused(why)) => Err(Refusal::Because(refusal(words, why))),
    }
}

/// One of the usual spans of days: the person will be away.
pub async fn set(unit: &mut Unit<'_>, person: &Person, from: NaiveDate, to: NaiveDate) -> Outcome<Answer> {
    let words = unit.words(person);
    if allowed(from, to, unit.roster.today_of(person, unit.now)).is_err() {
        cards::company::absence::show(unit, person, Place::InPlace, None);
        return Err(Refusal::stale(words, "/away"));
    }
    let kept = keep(unit, person, &Reading { from, to, reason: String::new() }).await?;
    redraw(unit, person);
    Ok(Answer::Toast(say!(words, "away-kept", what = days_and_reason(words, kept.from, kept.to, &kept.reason))))
}

/// «Cancel» beside an absence. If it has begun, the days that have passed stay.
pub async fn cancel(unit: &mut Unit<'_>, person: &Person, id: i64) -> Outcome<Answer> {
    let words = unit.words(person);
    let today = unit.roster.today_of(person, unit.now);
    let Some(absence) = person.absences.iter().find(|absence| absence.id == id && absence.to >= today) else {
        return Err(Refusal::stale(words, "/away"));
    };
    company::cancel_absence(unit.tx, person.id, absence, today).await?;
    changed(unit, person, absence.from, absence.to).await?;
    redraw(unit, person);
    Ok(Answer::Toast(say!(words, "away-cancelled", days = words.days(absence.from, absence.to))))
}

async fn keep(unit: &mut Unit<'_>, person: &Person, days: &Reading) -> anyhow::Result<Reading> {
    let kept = company::add_absence(unit.tx, person, days, unit.now).await?;
    changed(unit, person, kept.from, kept.to).await?;
    Ok(kept)
}

/// Reloads the roster after an absence changed, and redraws the cards of the weeks that it touches.
async fn changed(unit: &mut Unit<'_>, person: &Person, from: NaiveDate, to: NaiveDate) -> anyhow::Result<()> {
    unit.reload_roster().await?;
    let roster = unit.roster;
    let person = roster.person(person.id).context("the person is there")?;
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let running = Week::at(unit.now, roster.calendar_of(person).1);
    for week in [running, running.next()].into_iter().filter(|w| from < w.next().monday() && w.monday() <= to) {
        let Some(plan) = plans::find(unit.tx, person.id, week).await? else { continue };
        if outbox::chats_showing(unit.tx, cards::plan::card::key(&plan)).await?.contains(&chat) {
            cards::plan::card::show(unit, person, &plan, Place::InPlace, Lane::Interactive, None).await?;
        }
        if plan.state == PlanState::Submitted {
            cards::approval::inbox::refresh(unit, person, &plan);
        }
    }
    Ok(())
}

fn redraw(unit: &mut Unit<'_>, person: &Person) {
    let roster = unit.roster;
    let person = roster.person(person.id).unwrap_or(person);
    cards::company::absence::show(unit, person, Place::InPlace, None);
}

fn refusal(words: Words<'_>, why: Refused) -> String {
    match why {
        Refused::Past => say!(words, "away-past"),
        Refused::Reversed => say!(words, "away-reversed"),
        Refused::TooLong => say!(words, "away-too-long"),
    }
}
