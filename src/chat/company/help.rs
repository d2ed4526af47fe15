//! `/help`, and the answer to an unknown command.

use crate::domain::company::Person;
use crate::domain::company::names::nearest_word;
use crate::render::company::help;
use crate::storage::outbox::Lane;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::Refusal;

/// `/help`.
pub async fn help(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let in_sync = unit.roster.meets(person);
    cards::tell(unit, person, Lane::Interactive, help::card(unit.words(person), unit.roster.role_of(person), in_sync))
        .await
}

/// The refusal of an unknown command: names the nearest one that this person has.
pub fn unknown(unit: &Unit<'_>, person: &Person, typed: &str) -> Refusal {
    let words = unit.words(person);
    let in_sync = unit.roster.meets(person);
    let commands = help::commands(words, unit.roster.role_of(person), in_sync);
    Refusal::Because(match nearest_word(typed, commands.iter().map(|(name, _)| *name)) {
        Some(name) => say!(words, "unknown-command-nearest", command = format!("/{name}")),
        None => say!(words, "unknown-command"),
    })
}
