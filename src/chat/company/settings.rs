//! `/settings`: admins look at how the company is set up. It is changed in `company.toml`.

use crate::cards;
use crate::domain::company::Person;
use crate::render::buttons::SettingsAction;
use crate::storage::outbox::Place;
use crate::unit::Unit;

use crate::chat::answer::{Answer, Outcome, Refusal};

/// `/settings`.
pub fn open(unit: &mut Unit<'_>, person: &Person) {
    cards::company::settings::show(unit, person, None, Place::Below);
}

/// A tap on the card.
pub fn tapped(unit: &mut Unit<'_>, person: &Person, action: SettingsAction) -> Outcome<Answer> {
    let roster = unit.roster;
    let team = match action {
        SettingsAction::Company => None,
        SettingsAction::Team { team } => roster.team(team),
    };
    let gone = team.is_none() && action != SettingsAction::Company;
    if !roster.may_see_settings(person) || gone {
        return Err(Refusal::stale(unit.words(person), "/settings"));
    }
    cards::company::settings::show(unit, person, team, Place::InPlace);
    Ok(Answer::Quiet)
}
