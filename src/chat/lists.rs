//! Lists that somebody asks for: help, team, digest, agenda, people, links, the bot's own state.

use std::sync::Arc;

use crate::cards;
use crate::domain::company::{Person, Role};
use crate::domain::week::Week;
use crate::render::card::Card;
use crate::render::help;
use crate::render::people::{self, TeamLine};
use crate::say;
use crate::storage::health::health;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{company, plan as plans, report as reports};
use crate::unit::Unit;

use super::tell;

/// `/help`.
pub async fn help(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let in_sync = unit.roster.syncs.iter().any(|s| s.teams.contains(&person.team));
    cards::tell(unit, person, Lane::Interactive, help::card(unit.words(person), unit.roster.role_of(person), in_sync))
        .await
}

/// `/team`: who has handed in what.
pub async fn team(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let words = unit.words(person);
    let teams = roster.teams_answered_for(person, unit.now);
    if teams.is_empty() {
        return tell(unit, person, &say!(words, "no-team-led")).await;
    }
    for team in teams {
        let zone = roster.team_timezone(team);
        let plan_week = team.ritual.planned_week(unit.now, zone);
        let report_week = team.ritual.report_week(unit.now, zone);
        let plans = plans::of_week(unit.conn, plan_week).await?;
        let reports = reports::of_week(unit.conn, report_week).await?;
        let lines: Vec<TeamLine<'_>> = roster
            .members(team.id)
            .map(|member| TeamLine {
                person: member.id,
                name: &member.name,
                plan: plans.iter().find(|p| p.person == member.id).map(|p| (p.standing(), p.late)),
                report: reports.iter().find(|r| r.person == member.id).map(|r| (r.sent, r.late)),
                works: (roster.works_in(member, plan_week), roster.works_in(member, report_week)),
                away: roster.absence_to_name(member, plan_week, roster.today_of(member, unit.now)),
            })
            .collect();
        let card = people::team(words, &team.name, plan_week, report_week, &lines);
        cards::tell(unit, person, Lane::Interactive, card).await?;
    }
    Ok(())
}

/// `/digest`: the last week's, as it stands now.
pub async fn digest(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    if roster.teams_led_by(person).is_empty() {
        return tell(unit, person, &say!(unit.words(person), "no-team-led")).await;
    }
    for team in roster.teams_led_by(person) {
        let week = team.ritual.report_week(unit.now, roster.team_timezone(team));
        let card = cards::digest::load(unit, unit.words(person), team, week).await?;
        cards::tell(unit, person, Lane::Interactive, card).await?;
    }
    Ok(())
}

/// `/agenda`: of the syncs the person's team takes part in; before Monday's meeting that is the coming one.
pub async fn agenda(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let words = unit.words(person);
    let mut any = false;
    let (ritual, zone) = roster.calendar_of(person);
    let running = Week::at(unit.now, zone);
    let week = if unit.now >= ritual.in_week(running).digest.instant(running, zone) { running.next() } else { running };
    let all = person.role == Role::Admin;
    for sync in roster.syncs.iter().filter(|s| all || s.teams.contains(&person.team)) {
        any = true;
        if let Some(chat) = person.telegram_id {
            cards::agenda::show(unit, sync, week, chat, Lane::Interactive, Place::Below).await?;
        }
    }
    if any { Ok(()) } else { tell(unit, person, &say!(words, "agenda-no-sync")).await }
}

/// `/people`.
pub async fn people(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
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
    let roster = Arc::clone(&unit.roster);
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
    let code = company::invite(unit.conn, found.id, unit.now).await?;
    let link = format!("https://t.me/{}?start={code}", unit.bot);
    let until = (unit.now + company::invite_lasts()).with_timezone(&roster.timezone_of(person)).date_naive();
    cards::tell(unit, person, Lane::Interactive, people::invitation(words, &found.name, until, &link)).await
}

/// `/status`.
pub async fn status(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let words = unit.words(person);
    let health = health(unit.conn).await?;
    let mut text = match health.queued {
        0 => say!(words, "status-ok"),
        queued => say!(words, "status-queue", count = queued),
    };
    if health.failed_updates + health.failed_messages > 0 {
        text.push('\n');
        text.push_str(&say!(
            words,
            "status-failed",
            count = health.failed_updates,
            undelivered = health.failed_messages
        ));
    }
    cards::tell(unit, person, Lane::Interactive, Card::sentence(&text)).await
}
