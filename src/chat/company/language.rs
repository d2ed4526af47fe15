//! `/language`: people choose the language in which the bot writes to them.

use anyhow::Context as _;

use crate::domain::company::{Locale, Person};
use crate::storage::company;
use crate::storage::outbox::Place;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome};

/// Sets the language of a person. The calendar then sets their menu of commands.
pub async fn choose(unit: &mut Unit<'_>, person: &Person, locale: Locale) -> Outcome<Answer> {
    company::choose_locale(unit.tx, person.id, locale).await?;
    unit.reload_roster().await?;
    let roster = unit.roster;
    let person = roster.person(person.id).context("the person is there")?;
    cards::company::language::show(unit, person, Place::InPlace);
    Ok(Answer::Toast(say!(unit.words(person), "toast-language")))
}
