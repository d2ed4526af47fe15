//! The list of a manager's deputies.

use crate::domain::company::{Person, Roster};
use crate::render::approval::deputy::{DeputyLine, DeputyView, card};
use crate::storage::outbox::{self, CardKey, Lane, Place, Post};
use crate::unit::Unit;

/// The card's key in its manager's chat.
const KEY: CardKey = CardKey::Deputy;
/// How many people are offered.
const MOST: usize = 8;

/// Puts the list up in the manager's chat. Where `whom` names somebody, only they are offered.
pub fn show(unit: &mut Unit<'_>, manager: &Person, whom: Option<&[&Person]>, place: Place, lead: Option<String>) {
    let Some(chat) = manager.telegram_id else { return };
    let roster = unit.roster;
    let today = roster.today_of(manager, unit.now);
    let line = |id, days, named| {
        roster.person(id).map(|p: &Person| DeputyLine { name: &p.name, days, id: named, gone: !p.active() })
    };
    let named = roster.deputies.iter().filter(|d| d.manager == manager.id && d.days.is_none_or(|(_, to)| to >= today));
    let mut deputies: Vec<DeputyLine<'_>> = named.filter_map(|d| line(d.person, d.days, Some(d.id))).collect();
    let of_file = roster.teams.iter().filter(|t| t.manager == Some(manager.id)).filter_map(|t| t.deputy);
    let mut of_file: Vec<i64> = of_file.collect();
    of_file.dedup();
    deputies.extend(of_file.into_iter().filter_map(|id| line(id, None, None)));
    let candidates = match whom {
        Some(whom) => whom.to_vec(),
        None => candidates(roster, manager).into_iter().filter(|p| !stands_always(roster, manager, p)).collect(),
    };
    let view = DeputyView { deputies, candidates: candidates.into_iter().take(MOST).collect(), lead };
    outbox::show(
        unit.tx,
        Post { chat, key: KEY, lane: Lane::Interactive, place },
        card(unit.words(manager), &view).parts(),
        unit.now,
    );
}

/// The people who may be a manager's deputy: everybody else who has joined. Managers of teams come first, then the
/// manager's own people.
pub fn candidates<'a>(roster: &'a Roster, manager: &Person) -> Vec<&'a Person> {
    let mut all: Vec<&Person> = roster.people.iter().filter(|p| p.id != manager.id && p.active()).collect();
    let heads = |p: &Person| roster.teams.iter().any(|t| t.manager == Some(p.id));
    all.sort_by_key(|p| (!heads(p), !roster.heads(manager, p)));
    all
}

fn stands_always(roster: &Roster, manager: &Person, person: &Person) -> bool {
    roster.deputies.iter().any(|d| d.manager == manager.id && d.person == person.id && d.days.is_none())
        || roster.teams.iter().any(|t| t.manager == Some(manager.id) && t.deputy == Some(person.id))
}
