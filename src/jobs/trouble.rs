//! Telling of people and chats to which the bot can no longer write, and of updates that Telegram gives to somebody else.

use std::collections::HashSet;

use crate::domain::company::{ChatId, Person};
use crate::domain::health::ConflictCause;
use crate::domain::refusal::RefusalCause;
use crate::jobs::audience::heads;
use crate::render::card::Card;
use crate::storage::outbox::Lane;
use crate::texts::Words;
use crate::unit::Unit;
use crate::{cards, say};

/// Tells those who approve a person's plans that the person has blocked the bot, once.
pub async fn unreachable(unit: &mut Unit<'_>, telegram_id: i64) -> anyhow::Result<()> {
    let roster = unit.roster;
    let Some(person) = roster.by_telegram(telegram_id) else { return Ok(()) };
    for head in roster.approvers(person, unit.now).into_iter().filter(|head| head.id != person.id) {
        let sentence = say!(unit.words(head), "unreachable", name = person.name.as_str());
        cards::tell(unit, head, Lane::Broadcast, Card::sentence(&sentence)).await?;
    }
    Ok(())
}

/// Tells the admins, and the manager whose team's chat it is, that Telegram refuses what is posted there: why, and how
/// to mend it.
///
/// # Errors
/// Where the database fails.
pub async fn refused(unit: &mut Unit<'_>, chat: ChatId, cause: &RefusalCause) -> anyhow::Result<()> {
    let roster = unit.roster;
    let team = roster.teams.iter().find(|t| t.chat == Some(chat));
    let sync = roster.syncs.iter().find(|s| s.chat == Some(chat));
    let company = Some(roster.company.as_str()).filter(|_| roster.chat == Some(chat));
    let person = roster.by_telegram(chat).map(|p| p.name.as_str());
    let name = team.map(|t| t.name.as_str()).or_else(|| sync.map(|s| s.name.as_str())).or(company).or(person);
    let Some(name) = name else { return Ok(()) };
    let mut told: Vec<&Person> = match team {
        Some(team) if cause.closes_the_chat() => heads(roster, team),
        _ => Vec::new(),
    };
    told.extend(roster.admins().into_iter().filter(|admin| admin.reachable()));
    let mut ids = HashSet::new();
    told.retain(|person| ids.insert(person.id));
    for person in told {
        let sentence = why(unit.words(person), name, cause);
        cards::tell(unit, person, Lane::Broadcast, Card::sentence(&sentence)).await?;
    }
    Ok(())
}

fn why(words: Words<'_>, name: &str, cause: &RefusalCause) -> String {
    match cause {
        RefusalCause::Removed => say!(words, "refused-removed", name = name),
        RefusalCause::NoRights => say!(words, "refused-rights", name = name),
        RefusalCause::ChatGone => say!(words, "refused-chat-gone", name = name),
        RefusalCause::TopicClosed => say!(words, "refused-topic-closed", name = name),
        RefusalCause::TopicGone => say!(words, "refused-topic-gone", name = name),
        RefusalCause::Picture(said) => say!(words, "refused-picture", name = name, said = said.as_str()),
        RefusalCause::Message(said) => say!(words, "refused-message", name = name, said = said.as_str()),
    }
}

/// Telegram gives the bot's updates to somebody else: the admins are told.
///
/// # Errors
/// Where the database fails.
pub async fn in_conflict(unit: &mut Unit<'_>, cause: ConflictCause) -> anyhow::Result<()> {
    let roster = unit.roster;
    for admin in roster.admins().into_iter().filter(|admin| admin.reachable()) {
        let words = unit.words(admin);
        let sentence = match cause {
            ConflictCause::AnotherBot => say!(words, "conflict-bot"),
            ConflictCause::Webhook => say!(words, "conflict-webhook"),
        };
        cards::tell(unit, admin, Lane::Broadcast, Card::sentence(&sentence)).await?;
    }
    Ok(())
}
