//! The calendar at work: which moments are due, and which room does what each of them asks.

mod approvals;
mod handover;
mod menus;
mod notices;
mod plans;
mod posts;
mod pulse;
mod reports;
mod returns;
mod sources;
mod trouble;

use chrono::{DateTime, Utc};

use crate::cards;
use crate::domain::calendar::ritual::{Due, Moment, weeks_in_reach};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster, Team};
use crate::render::week::nudge::Absent;
use crate::storage::moment;
use crate::unit::Unit;

pub use plans::{ask_one, asks_now, next_asked};
pub use sources::answered;
pub use trouble::{chat_lost, unreachable};

/// Does everything that is due and not done, and closes what is stale; true where there was anything.
///
/// # Errors
/// Where the database fails; then nothing of it is kept.
pub async fn tick(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let roster = unit.roster;
    let mut any = menus::set(unit).await?;
    let weeks = roster.teams.iter().flat_map(|team| weeks_in_reach(unit.now, roster.team_timezone(team))).collect();
    let behind = moment::behind(unit.tx, &weeks).await?;
    for team in &roster.teams {
        let zone = roster.team_timezone(team);
        for week in weeks_in_reach(unit.now, zone) {
            let mut asked = Vec::new();
            for due in team.ritual.moments(week, zone) {
                if due.at > unit.now {
                    break;
                }
                if behind.contains(&(team.id, week, due.moment.to_string())) {
                    continue;
                }
                // Nothing is owed from before the company was declared, and nothing makes sense that came too late.
                // After downtime, whoever is asked only now is not reminded in the same breath.
                let echo = due.moment.reminds_of().is_some_and(|question| asked.contains(&question));
                let stale = roster.predates(due.at, unit.now) || due.until <= unit.now || echo;
                moment::close(unit.tx, team.id, week, due.moment, stale, unit.now).await?;
                if !stale {
                    tracing::info!(team = team.key, %week, moment = %due.moment, "the calendar");
                    carry_out(unit, team, &due).await?;
                    asked.push(due.moment);
                }
                any = true;
            }
        }
    }
    any |= returns::ask(unit).await?;
    any |= notices::send(unit).await?;
    any |= handover::follow(unit, false).await?;
    // Of another process: what came in the chat was followed at once.
    any |= cards::report::imported_actual::follow(unit).await?;
    cards::approval::inbox::draw(unit).await?;
    Ok(any)
}

/// What a moment asks for: the whole list.
async fn carry_out(unit: &mut Unit<'_>, team: &Team, due: &Due) -> anyhow::Result<()> {
    match due.moment {
        Moment::PlanOpen => plans::ask(unit, team, due.week.next()).await,
        Moment::PlanNudge(_) => plans::nudge(unit, team, due.week.next()).await,
        Moment::PlanDue => plans::list_missing(unit, team, due.week.next()).await,
        Moment::ReportOpen => reports::ask(unit, team, due.week).await,
        Moment::ReportNudge(_) => reports::nudge(unit, team, due.week).await,
        Moment::ReportDue => reports::list_missing(unit, team, due.week).await,
        Moment::Pulse => pulse::ask(unit, team, due.week).await,
        Moment::Digest => {
            posts::digest(unit, team, due.week).await?;
            posts::company_digest(unit, team, due.week).await
        }
        Moment::Agenda => posts::agenda(unit, team, due.week).await,
        Moment::ApprovalNudge(_) => approvals::nudge(unit, team).await,
        Moment::ApprovalDue | Moment::Climb(_) => approvals::escalate(unit, team).await,
    }
}

/// When the calendar next has something to do after `now`; none where there are no teams.
pub fn next_due(roster: &Roster, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let of_team = |team: &Team| {
        let zone = roster.team_timezone(team);
        let week = Week::at(now, zone);
        let moments = [week, week.next()].into_iter().flat_map(|week| team.ritual.moments(week, zone));
        moments.map(|due| due.at).filter(|at| *at > now).min()
    };
    roster.teams.iter().filter_map(of_team).chain(returns::next(roster, now)).chain(handover::next(roster, now)).min()
}

/// Who hears of a team's state: its manager, or the admins while there is none who can be reached.
fn heads<'a>(roster: &'a Roster, team: &Team) -> Vec<&'a Person> {
    match team.manager.and_then(|id| roster.person(id)).filter(|m| m.reachable()) {
        Some(manager) => vec![manager],
        None => roster.admins().into_iter().filter(|a| a.reachable()).collect(),
    }
}

/// Who is to hear of what is missing: approvers of those who owe it, each with the names; nobody hears of their own. Who is
/// away is named beside them, never alone. On a public holiday nobody hears of anything.
fn by_head<'a>(
    roster: &'a Roster,
    missing: &[&'a Person],
    week: Week,
    now: DateTime<Utc>,
) -> Vec<(&'a Person, Vec<Absent<'a>>)> {
    let mut lists: Vec<(&Person, Vec<Absent<'_>>)> = Vec::new();
    for person in missing {
        let Some(entry) = cards::approval::inbox::absent(roster, person, week, now) else { continue };
        let there = |head: &&Person| head.id != person.id && !holiday_today(roster, head, now);
        for head in roster.approvers(person, now).into_iter().filter(there) {
            match lists.iter_mut().find(|(known, _)| known.id == head.id) {
                Some((_, names)) => names.push(entry),
                None => lists.push((head, vec![entry])),
            }
        }
    }
    lists.retain(|(_, names)| names.iter().any(|absent| absent.owes));
    lists
}

/// Whether it is a public holiday where the person lives: in a week without enough other days a moment may fall on one.
fn holiday_today(roster: &Roster, person: &Person, now: DateTime<Utc>) -> bool {
    roster.holidays().is_holiday(roster.today_of(person, now))
}

/// Whether a person is not to be bothered today: away, or a public holiday.
fn off_today(roster: &Roster, person: &Person, now: DateTime<Utc>) -> bool {
    roster.is_off(person, roster.today_of(person, now))
}
