//! Lists that somebody asks for: help, agenda, people, links, the bot's own state.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::company::names::nearest_word;
use crate::render::card::Card;
use crate::render::company::{help, people, status};
use crate::storage::company;
use crate::storage::health::health;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::tell;

/// `/help`.
pub async fn help(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let in_sync = unit.roster.meets(person);
    cards::tell(unit, person, Lane::Interactive, help::card(unit.words(person), unit.roster.role_of(person), in_sync))
        .await
}

/// What was typed is no command: the nearest of those this person has.
pub async fn unknown(unit: &mut Unit<'_>, person: &Person, typed: &str) -> anyhow::Result<()> {
    let words = unit.words(person);
    let in_sync = unit.roster.meets(person);
    let commands = help::commands(words, unit.roster.role_of(person), in_sync);
    let sentence = match nearest_word(typed, commands.iter().map(|(name, _)| *name)) {
        Some(name) => say!(words, "unknown-command-nearest", command = format!("/{name}")),
        None => say!(words, "unknown-command"),
    };
    tell(unit, person, &sentence).await
}

/// `/agenda`: of the syncs the person's team takes part in; before Monday's meeting that is the coming one.
pub async fn agenda(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    let mut any = false;
    let (ritual, zone) = roster.calendar_of(person);
    let running = Week::at(unit.now, zone);
    let week = if unit.now >= ritual.in_week(running).digest.instant(running, zone) { running.next() } else { running };
    for sync in roster.syncs.iter().filter(|sync| roster.in_sync(person, sync)) {
        any = true;
        if let Some(chat) = person.telegram_id {
            cards::meeting::agenda::show(unit, sync, week, chat, Lane::Interactive, Place::Below).await?;
        }
    }
    if any { Ok(()) } else { tell(unit, person, &say!(words, "agenda-no-sync")).await }
}

/// `/people`.
pub async fn people(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = unit.roster;
    let here: Vec<&Person> = roster.people.iter().filter(|p| !p.left).collect();
    let name = |p: &&Person| format!("{} ({})", p.name, p.key);
    let waiting: Vec<String> = here.iter().copied().filter(|p| p.telegram_id.is_none()).map(|p| name(&p)).collect();
    let unreachable: Vec<String> =
        here.iter().copied().filter(|p| p.unreachable_since.is_some()).map(|p| name(&p)).collect();
    let joined = here.len() - waiting.len();
    let card = people::people(unit.words(person), joined, here.len(), &waiting, &unreachable);
    cards::tell(unit, person, Lane::Interactive, card).await
}

/// `/invite`: a fresh link for one person, by key or name; the old one stops working.
pub async fn invite(unit: &mut Unit<'_>, person: &Person, whom: &str) -> anyhow::Result<()> {
    let roster = unit.roster;
    let words = unit.words(person);
    if whom.is_empty() {
        let example = roster.people.iter().find(|p| !p.left && p.telegram_id.is_none()).unwrap_or(person);
        return tell(unit, person, &say!(words, "invite-usage", example = example.key.as_str())).await;
    }
    let wanted = whom.to_lowercase();
    let found = roster.people.iter().find(|p| !p.left && (p.key == whom || p.name.to_lowercase() == wanted));
    let Some(found) = found else {
        return tell(unit, person, &say!(words, "invite-unknown", name = whom)).await;
    };
    let code = company::invite(unit.tx, found.id, unit.now).await?;
    let link = format!("https://t.me/{}?start={code}", unit.bot);
    let until = roster.today_of(person, unit.now + company::invite_lasts());
    cards::tell(unit, person, Lane::Interactive, people::invitation(words, &found.name, until, &link)).await
}

/// `/status`.
pub async fn status(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let health = health(unit.tx).await?;
    let text = status::status(unit.words(person), unit.roster, &health, unit.roster.timezone_of(person));
    cards::tell(unit, person, Lane::Interactive, Card::sentence(&text)).await
}
