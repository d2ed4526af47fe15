//! Telling of people and chats to which the bot can no longer write, and of updates that Telegram gives to somebody else.

use crate::domain::company::Person;
use crate::domain::health::ConflictCause;
use crate::jobs::audience::heads;
use crate::render::card::Card;
use crate::storage::outbox::Lane;
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

/// Tells those who can mend it that the bot can no longer write to a linked chat.
pub async fn chat_lost(unit: &mut Unit<'_>, chat_id: i64) -> anyhow::Result<()> {
    let roster = unit.roster;
    let team = roster.teams.iter().find(|t| t.chat == Some(chat_id));
    let sync = roster.syncs.iter().find(|s| s.chat == Some(chat_id));
    let company = Some(roster.company.as_str()).filter(|_| roster.chat == Some(chat_id));
    let name = team.map(|t| t.name.as_str()).or_else(|| sync.map(|s| s.name.as_str())).or(company);
    let Some(name) = name else { return Ok(()) };
    let heads: Vec<&Person> = match team {
        Some(team) => heads(roster, team),
        None => roster.admins().into_iter().filter(|a| a.reachable()).collect(),
    };
    for head in heads {
        let sentence = say!(unit.words(head), "chat-lost", name = name);
        cards::tell(unit, head, Lane::Broadcast, Card::sentence(&sentence)).await?;
    }
    Ok(())
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
