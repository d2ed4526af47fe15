//! `/settings`: admins look at how the company is set up. It is changed where it is declared.

use crate::cards;
use crate::domain::company::{Person, Role};
use crate::render::buttons::SettingsAction;
use crate::storage::outbox::Place;
use crate::unit::Unit;

use crate::chat::answer::Answer;

/// `/settings`.
pub fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    cards::company::settings::show(unit, person, None, Place::Below);
    Ok(())
}

/// A tap on the card.
pub fn tapped(unit: &mut Unit<'_>, person: &Person, action: SettingsAction) -> Answer {
    let roster = unit.roster;
    let team = match action {
        SettingsAction::Company => None,
        SettingsAction::Team { team } => roster.team(team),
    };
    let gone = team.is_none() && action != SettingsAction::Company;
    if person.role != Role::Admin || gone {
        return Answer::stale(unit.words(person), "/settings");
    }
    cards::company::settings::show(unit, person, team, Place::InPlace);
    Answer::Quiet
}
