//! The card of `/settings`: the company's, or a team's. It stands once in an admin's chat.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Team};
use crate::render::company::settings::{TeamView, company, team};
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

const KEY: CardKey = CardKey::Settings;

/// Puts the card up in a person's chat: a team's, else the company's.
pub fn show(unit: &mut Unit<'_>, person: &Person, of: Option<&Team>, place: Place) {
    let Some(chat) = person.telegram_id else { return };
    let roster = unit.roster;
    let words = unit.words(person);
    let card = match of {
        None => company(words, roster, Week::at(unit.now, roster.timezone)),
        Some(of) => {
            let mut approvals: Vec<(Vec<&Person>, Vec<&Person>)> = Vec::new();
            for author in roster.members(of.id) {
                let approvers = roster.approvers(author, unit.now);
                match approvals.iter_mut().find(|(_, known)| *known == approvers) {
                    Some((authors, _)) => authors.push(author),
                    None => approvals.push((vec![author], approvers)),
                }
            }
            let week = Week::at(unit.now, roster.team_timezone(of));
            team(words, &TeamView { roster, team: of, approvals, week })
        }
    };
    outbox::show(unit.tx, Post { chat, key: KEY, lane: Lane::Interactive, place }, card.parts(), unit.now);
}
