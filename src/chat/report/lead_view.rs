//! Reports of other people, for those who lead them.

use crate::domain::calendar::week::Week;
use crate::domain::company::names::meant;
use crate::domain::company::{Person, PersonId};
use crate::storage::outbox::Place;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal};
use crate::chat::report::owed::{asked_week, is_sent};

/// `/report Anna`: shows the last report that somebody whom this person leads was asked for.
pub async fn command(unit: &mut Unit<'_>, person: &Person, name: &str) -> Outcome<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let theirs: Vec<&Person> =
        roster.people.iter().filter(|a| roster.may_read_report(person, a, asked_week(unit, a), unit.now)).collect();
    let author = match meant(name, &theirs).as_slice() {
        [] => return Err(Refusal::Because(say!(words, "report-unknown", name = name))),
        [author] => *author,
        several => {
            let names: Vec<&str> = several.iter().map(|p| p.name.as_str()).collect();
            return Err(Refusal::Because(say!(words, "report-whose", names = names.join(", "))));
        }
    };
    let week = asked_week(unit, author);
    if is_sent(unit, author, week).await? {
        cards::report::card::show_to(unit, person, author, week, Place::Below).await?;
        return Ok(());
    }
    let (name, week) = (author.name.as_str(), words.week(week));
    Err(Refusal::Because(say!(words, "reported-none", name = name, week = week)))
}

/// A name in the list of the team: shows this person's report.
pub async fn see(unit: &mut Unit<'_>, person: &Person, author: PersonId, week: Week) -> Outcome<Answer> {
    let roster = unit.roster;
    let author = roster.person(author).filter(|author| roster.may_read_report(person, author, week, unit.now));
    let Some(author) = author else {
        return Err(Refusal::stale(unit.words(person), "/team"));
    };
    if !is_sent(unit, author, week).await? {
        let (name, words) = (author.name.as_str(), unit.words(person));
        return Err(Refusal::Because(say!(words, "reported-none", name = name, week = words.week(week))));
    }
    cards::report::card::show_to(unit, person, author, week, Place::Below).await?;
    Ok(Answer::Quiet)
}
