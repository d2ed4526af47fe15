//! The team's digest, in its channel or for whoever asks.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::company::{ChatId, Metric, Person, Roster, Team};
use crate::domain::kpi::{Value, fell_short, of_team, team_kpis, team_metrics};
use crate::domain::record::WEEKS;
use crate::domain::week::Week;
use crate::render::card::Card;
use crate::render::digest::{DigestView, Member, Miss, card};
use crate::storage::outbox::{self, Lane, Place};
use crate::storage::reason::{self as reasons, MetricReason};
use crate::storage::{note, plan as plans, report as reports};
use crate::texts::Words;
use crate::unit::Unit;

/// How the digest of a team and week is known.
pub fn key(team: &Team, week: Week) -> String {
    format!("digest:{}:{week}", team.id)
}

/// Loads and renders the digest.
///
/// # Errors
/// Where the database fails.
pub async fn load(unit: &mut Unit<'_>, words: Words<'_>, team: &Team, week: Week) -> anyhow::Result<Card> {
    // As the week was lived: later changes of what is measured do not reach it.
    let today = Arc::clone(&unit.roster);
    let roster = today.in_week(week);
    let team = roster.team(team.id).unwrap_or(team);
    let targets = plans::targets_of_week(unit.conn, week).await?;
    let actuals = reports::actuals_of_week(unit.conn, week).await?;
    let previous = reports::actuals_of_week(unit.conn, week.previous()).await?;
    let tasks = plans::tasks_of_week(unit.conn, week).await?;
    let plans = plans::of_week(unit.conn, week).await?;
    let reports = reports::of_week(unit.conn, week).await?;
    let notes = note::of_week(unit.conn, week).await?;
    let reasons = reasons::of_week(unit.conn, week).await?;
    let members = roster
        .members(team.id)
        .filter(|p| p.active())
        .map(|person| {
            let plan = plans.iter().find(|p| p.person == person.id);
            let report = reports.iter().find(|r| r.person == person.id);
            Member {
                person,
                misses: misses(&roster, person, &targets, &actuals, &reasons),
                tasks: tasks.iter().filter(|t| plan.is_some_and(|p| p.id == t.plan)).collect(),
                reported: report.is_some_and(|r| r.sent),
                away: !roster.works_in(person, week),
                late: report.is_some_and(|r| r.late),
                self_approved: plan.is_some_and(|p| p.decided_by == Some(person.id)),
            }
        })
        .collect();
    let series = series(unit, &roster, team, week).await?;
    let kpis = team_kpis(&roster, team, &targets, &actuals, &previous)
        .into_iter()
        .filter_map(|kpi| Some((roster.metric(&kpi.metric)?, kpi)))
        .collect();
    let of_team = |person| roster.person(person).is_some_and(|p| p.team == team.id);
    let notes = notes.iter().filter(|n| of_team(n.person)).collect();
    let set = plans.iter().filter(|plan| of_team(plan.person)).flat_map(|plan| &plan.set);
    let set = set.filter_map(|set| Some((roster.metric(&set.metric)?, set))).collect();
    Ok(card(words, &DigestView { team, week, currency: &roster.currency, kpis, series, members, notes, set }))
}

/// The numbers of a person that fell short and are told of with a reason.
fn misses<'a>(
    roster: &'a Roster,
    person: &Person,
    targets: &[Value],
    actuals: &[Value],
    reasons: &'a [MetricReason],
) -> Vec<Miss<'a>> {
    let of =
        |values: &[Value], key: &str| values.iter().find(|v| v.person == person.id && v.metric == key).map(|v| v.value);
    let theirs = reasons.iter().filter(|reason| reason.person == person.id);
    theirs
        .filter_map(|MetricReason { metric: key, reason, .. }| {
            let (metric, actual, target) = (roster.metric(key)?, of(actuals, key)?, of(targets, key)?);
            let short = fell_short(metric.direction, Some(target), Some(actual));
            short.then_some(Miss { metric, actual, target, reason })
        })
        .collect()
}

/// The team's actuals of the seven weeks before, by metric, each as it was counted then.
async fn series(
    unit: &mut Unit<'_>,
    roster: &Roster,
    team: &Team,
    week: Week,
) -> anyhow::Result<Vec<(String, Vec<Option<Decimal>>)>> {
    let mut all: Vec<(String, Vec<Option<Decimal>>)> = Vec::new();
    let first = (1..WEEKS).fold(week, |week, _| week.previous());
    for before in std::iter::successors(Some(first), |week| Some(week.next())).take(WEEKS - 1) {
        let actuals = reports::actuals_of_week(unit.conn, before).await?;
        let then = unit.roster.in_week(before);
        for Metric { key, .. } in team_metrics(roster, team) {
            let actual = then.metric(key).and_then(|metric| of_team(&then, team.id, metric, &actuals));
            match all.iter_mut().find(|(of, _)| of == key) {
                Some((_, series)) => series.push(actual),
                None => all.push((key.clone(), vec![actual])),
            }
        }
    }
    Ok(all)
}

/// Posts the digest to a chat, or edits the one that stands there.
///
/// # Errors
/// Where the database fails.
pub async fn show(unit: &mut Unit<'_>, team: &Team, week: Week, chat: ChatId, lane: Lane) -> anyhow::Result<()> {
    let words = unit.words_in(unit.roster.locale);
    let parts = load(unit, words, team, week).await?.parts();
    outbox::show(unit.conn, chat, &key(team, week), lane, parts, Place::InPlace, unit.now);
    Ok(())
}

/// Edits the digest where it was posted, after a late report. Nothing where none was.
///
/// # Errors
/// Where the database fails.
pub async fn refresh(unit: &mut Unit<'_>, team: &Team, week: Week) -> anyhow::Result<()> {
    for chat in outbox::chats_showing(unit.conn, &key(team, week)).await? {
        show(unit, team, week, chat, Lane::Broadcast).await?;
    }
    Ok(())
}
