//! A manager's deputies: named in words or by a tap, listed, cancelled.

use chrono::NaiveDate;

use crate::domain::company::absence::{Refused, Unreadable, read};
use crate::domain::company::names::meant;
use crate::domain::company::{Person, PersonId};
use crate::render::approval::deputy as render;
use crate::storage::company;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, tell};

/// `/deputy`, alone, with a name, or with a name and days.
pub async fn command(unit: &mut Unit<'_>, manager: &Person, text: &str) -> Outcome<()> {
    let words = unit.words(manager);
    if !unit.roster.may_name_deputies(manager) {
        return Err(Refusal::Because(say!(words, "deputy-not-head")));
    }
    if text.is_empty() {
        cards::approval::deputy::show(unit, manager, None, Place::Below, None);
        return Ok(());
    }
    let (name, days) = match read(text, unit.roster.today_of(manager, unit.now)) {
        Ok(reading) => (reading.reason, Some((reading.from, reading.to))),
        Err(Unreadable::NoDate) => (text.to_owned(), None),
        Err(Unreadable::Refused(Refused::Past)) => return Err(Refusal::Because(say!(words, "deputy-past"))),
        Err(Unreadable::Refused(_)) => return Err(Refusal::Because(say!(words, "deputy-unclear", text = text))),
    };
    let roster = unit.roster;
    let all = cards::approval::deputy::candidates(roster, manager);
    match meant(&name, &all).as_slice() {
        [one] => {
            let lead = keep(unit, manager, one, days).await?;
            cards::approval::deputy::show(unit, manager, None, Place::Below, Some(lead));
            Ok(())
        }
        [] => Err(Refusal::Because(say!(words, "deputy-unknown", name = name))),
        // Where days were given, the manager has to write again; otherwise they can tap a name.
        several if days.is_none() => {
            let lead = say!(words, "deputy-which", name = name);
            cards::approval::deputy::show(unit, manager, Some(several), Place::Below, Some(lead));
            Ok(())
        }
        several => {
            let names = several.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
            Err(Refusal::Because(say!(words, "deputy-which-days", names = names)))
        }
    }
}

/// A name under the list: names a deputy for whenever the manager is not there.
pub async fn name(unit: &mut Unit<'_>, manager: &Person, id: PersonId) -> Outcome<Answer> {
    let words = unit.words(manager);
    let roster = unit.roster;
    let person = cards::approval::deputy::candidates(roster, manager).into_iter().find(|p| p.id == id);
    let Some(person) = person.filter(|person| roster.may_name_deputy(manager, person)) else {
        return Err(Refusal::stale(words, "/deputy"));
    };
    let lead = keep(unit, manager, person, None).await?;
    cards::approval::deputy::show(unit, manager, None, Place::InPlace, None);
    Ok(Answer::Toast(lead))
}

/// «Cancel» beside a deputy: they are one no longer.
pub async fn cancel(unit: &mut Unit<'_>, manager: &Person, id: i64) -> Outcome<Answer> {
    let words = unit.words(manager);
    let roster = unit.roster;
    let Some(deputy) = roster.deputies.iter().find(|d| d.id == id && roster.may_cancel_deputy(manager, d)) else {
        return Err(Refusal::stale(words, "/deputy"));
    };
    company::cancel_deputy(unit.tx, manager.id, id).await?;
    unit.reload_roster().await?;
    if let Some(person) = roster.person(deputy.person) {
        let word = say!(unit.words(person), "deputy-you-no-more", manager = manager.name.as_str());
        tell(unit, person, &word).await?;
    }
    cards::approval::deputy::show(unit, manager, None, Place::InPlace, None);
    Ok(Answer::Toast(say!(words, "deputy-cancelled")))
}

/// Names a deputy and tells them; gives the sentence for the manager.
async fn keep(
    unit: &mut Unit<'_>,
    manager: &Person,
    person: &Person,
    days: Option<(NaiveDate, NaiveDate)>,
) -> anyhow::Result<String> {
    let words = unit.words(manager);
    if company::name_deputy(unit.tx, manager.id, person.id, days, unit.now).await? {
        unit.reload_roster().await?;
        cards::tell(unit, person, Lane::Interactive, render::named(unit.words(person), &manager.name, days)).await?;
    }
    Ok(say!(words, "deputy-kept", name = person.name.as_str(), when = render::when(words, days)))
}
