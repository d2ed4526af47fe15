//! Posts to the chats of teams, syncs and the company.

use crate::cards::meeting::agenda::Meeting;
use crate::domain::calendar::missed::{MissedQuestion, WeeklyQuestion};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Team};
use crate::jobs::audience::heads;
use crate::render::card::Card;
use crate::storage::meeting::decision;
use crate::storage::numbers::actual;
use crate::storage::outbox::{Lane, Place};
use crate::storage::plan as plans;
use crate::storage::report::{note, sent as reports};
use crate::unit::Unit;
use crate::{cards, say};

/// Posts a team's digest of a week. Without a linked chat its manager gets it, and is told how to link one.
pub async fn digest(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    // A team that was asked for nothing, or had the week off, has no summary.
    let planned = plans::who_ever_sent(unit.tx, week).await?;
    let then = roster.in_week(week);
    let asked = |p: &Person| {
        p.active() && then.worked(p) && (planned.contains(&p.id) || then.typed_metrics(p.id).next().is_some())
    };
    if !then.members(team.id).any(asked) {
        return Ok(());
    }
    // Who was never asked has not kept silent.
    let never = |missed: &MissedQuestion| missed.again.is_none();
    if roster.missed(team.id, week, WeeklyQuestion::Report).is_some_and(never)
        && !reports::of_week(unit.tx, week).await?.iter().any(|r| r.sent && then.was_in(r.person, &[team.id]))
    {
        return Ok(());
    }
    if let Some(chat) = team.chat {
        return cards::numbers::digest::show(unit, team, week, chat, Lane::Broadcast).await;
    }
    for head in heads(roster, team) {
        let words = unit.words(head);
        if let Some(chat) = head.telegram_id {
            cards::numbers::digest::show(unit, team, week, chat, Lane::Broadcast).await?;
        }
        let sentence = say!(words, "digest-no-chat", team = team.name.as_str());
        cards::tell(unit, head, Lane::Broadcast, Card::sentence(&sentence)).await?;
    }
    Ok(())
}

/// Posts the digest over all teams, together with the last team's digest: to the company's chat, else to every admin in
/// private. It is part of that team's moment, so that a restart neither loses nor repeats it.
pub async fn company_digest(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    let at = |team: &&Team| team.ritual.in_week(week).digest.instant(week, roster.team_timezone(team));
    if roster.teams.iter().max_by_key(at).is_none_or(|last| last.id != team.id) {
        return Ok(());
    }
    let admins = || roster.admins().into_iter().filter(|a| a.reachable()).filter_map(|a| a.telegram_id).collect();
    let chats: Vec<i64> = roster.chat.map_or_else(admins, |chat| vec![chat]);
    for chat in chats {
        cards::numbers::digest::show_company(unit, week, chat, Lane::Broadcast).await?;
    }
    Ok(())
}

/// Posts the agenda of every sync whose first team this is: that team's calendar decides when. A sync that has nothing
/// to look back at yet gets none.
pub async fn agenda(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    let roster = unit.roster;
    // In a week of holidays the moment falls on a holiday, and there is no meeting.
    let today = unit.now.with_timezone(&roster.team_timezone(team)).date_naive();
    if roster.holidays().is_holiday(today) {
        return Ok(());
    }
    for sync in roster.syncs.iter().filter(|s| s.teams.first() == Some(&team.id)) {
        let meeting = Meeting { sync, week };
        let back = roster.worked_before(week);
        let then = roster.in_week(back);
        let in_sync = |person| then.was_in(person, &sync.teams);
        let something = actual::targets_of_week(unit.tx, back).await?.iter().any(|t| in_sync(t.person))
            || actual::actuals_of_week(unit.tx, back).await?.iter().any(|a| in_sync(a.person))
            || note::of_week(unit.tx, back).await?.iter().any(|n| in_sync(n.person))
            || decision::any_open(unit.tx, sync.id).await?
            || !cards::meeting::agenda::hypotheses_of(unit, meeting, unit.now).await?.is_empty();
        if !something {
            continue;
        }
        if let Some(chat) = sync.chat {
            cards::meeting::agenda::show(unit, meeting, chat, Lane::Broadcast, Place::InPlace).await?;
            continue;
        }
        for head in heads(roster, team) {
            if let Some(chat) = head.telegram_id.filter(|_| head.reachable()) {
                cards::meeting::agenda::show(unit, meeting, chat, Lane::Broadcast, Place::Below).await?;
            }
            let sentence = say!(unit.words(head), "agenda-no-chat", sync = sync.name.as_str());
            cards::tell(unit, head, Lane::Broadcast, Card::sentence(&sentence)).await?;
        }
    }
    Ok(())
}
