//! Posts that Telegram refused: they wait, and go out once when the chat takes them again or another one is linked.

use crate::cards;
use crate::cards::meeting::agenda::Meeting;
use crate::domain::calendar::ritual::Moment;
use crate::domain::calendar::week::Week;
use crate::domain::company::{ChatId, Roster, Team};
use crate::storage::outbox::{self, CardKey, Lane, Place};
use crate::storage::refusal;
use crate::unit::Unit;

/// Tries again, once an hour, what was refused by chats that took nothing; true where there was any.
pub async fn again(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let chats = refusal::due(unit.tx, unit.now).await?;
    for chat in &chats {
        refusal::put_off(unit.tx, *chat, unit.now).await?;
        repost(unit, *chat).await?;
    }
    Ok(!chats.is_empty())
}

/// Posts what a chat refused, to wherever it is linked now, as long as its week makes sense.
pub async fn repost(unit: &mut Unit<'_>, refused_by: ChatId) -> anyhow::Result<()> {
    for key in outbox::refused(unit.tx, refused_by).await? {
        let Some(chat) = linked(unit, key) else { continue };
        outbox::forget_refused(unit.tx, refused_by, key, chat != refused_by).await?;
        match key {
            CardKey::Digest { team, week } => {
                if let Some(team) = unit.roster.team(team) {
                    cards::numbers::digest::show(unit, team, week, chat, Lane::Broadcast).await?;
                }
            }
            CardKey::CompanyDigest(week) => {
                cards::numbers::digest::show_company(unit, week, chat, Lane::Broadcast).await?;
            }
            CardKey::Agenda { sync, week } => {
                if let Some(sync) = unit.roster.syncs.iter().find(|s| s.id == sync) {
                    let meeting = Meeting { sync, week };
                    cards::meeting::agenda::show(unit, meeting, chat, Lane::Broadcast, Place::InPlace).await?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The chat to which a post belongs now; none where it is linked to none, or its week is past.
fn linked(unit: &Unit<'_>, key: CardKey) -> Option<ChatId> {
    let roster = unit.roster;
    let before = |team: &Team, week: Week, moment: Moment| {
        let next = roster.moments_of(team, week.next()).into_iter().find(|due| due.moment == moment);
        next.is_some_and(|due| unit.now < due.at)
    };
    match key {
        CardKey::Digest { team, week } => {
            roster.team(team).filter(|team| before(team, week, Moment::Digest)).and_then(|team| team.chat)
        }
        CardKey::CompanyDigest(week) => {
            let current = roster.teams.iter().any(|team| before(team, week, Moment::Digest));
            roster.chat.filter(|_| current)
        }
        CardKey::Agenda { sync, week } => {
            let sync = roster.syncs.iter().find(|s| s.id == sync)?;
            let team = first_team(roster, &sync.teams)?;
            sync.chat.filter(|_| before(team, week, Moment::Agenda))
        }
        _ => None,
    }
}

fn first_team<'a>(roster: &'a Roster, teams: &[i64]) -> Option<&'a Team> {
    roster.team(*teams.first()?)
}
