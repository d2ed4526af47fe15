//! A team's plans and reports now, and its last weeks.

use crate::cards::numbers::trend;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Team, WeekRoster};
use crate::domain::numbers::record::{WEEKS, WeekRecord};
use crate::render::card::Card;
use crate::render::company::people;
use crate::render::company::people::TeamLine;
use crate::render::numbers::past_weeks::{TeamWeeks, team_weeks};
use crate::storage::numbers::record;
use crate::storage::plan as plans;
use crate::storage::report::sent as reports;
use crate::texts::Words;
use crate::unit::Unit;

/// Which people of a team have handed in their plan and their report.
pub async fn standing(unit: &mut Unit<'_>, words: Words<'_>, team: &Team) -> anyhow::Result<Card> {
    let roster = unit.roster;
    let zone = roster.team_timezone(team);
    let plan_week = team.ritual.week_asked_for(unit.now, zone);
    let report_week = team.ritual.report_week(unit.now, zone);
    let plans = plans::standings(unit.tx, plan_week).await?;
    let reports = reports::of_week(unit.tx, report_week).await?;
    let lines: Vec<TeamLine<'_>> = roster
        .members(team.id)
        .map(|member| TeamLine {
            person: member.id,
            name: &member.name,
            plan: plans.iter().find(|p| p.person == member.id).map(|p| (p.state, p.late)),
            report: reports.iter().find(|r| r.person == member.id).map(|r| (r.sent, r.late)),
            works: (roster.works_in(member, plan_week), roster.works_in(member, report_week)),
            away: roster.absence_to_name(member, plan_week, roster.today_of(member, unit.now)),
        })
        .collect();
    Ok(people::team(words, &team.name, plan_week, report_week, &lines))
}

/// The team's weeks up to `last`: for those who lead it with each of its people and how plans and reports stand now,
/// for others the sums alone.
pub async fn weeks(
    unit: &mut Unit<'_>,
    words: Words<'_>,
    team: &Team,
    last: Week,
    heads: bool,
) -> anyhow::Result<Card> {
    let today = unit.roster;
    let first = (1..WEEKS).fold(last, |week, _| week.previous());
    let lived = today.in_weeks(std::iter::successors(Some(first), |week| Some(week.next())).take(WEEKS));
    let then = today.in_week(last);
    let head = if heads { Some(standing(unit, words, team).await?) } else { None };
    let past = trend::load(unit, last, WEEKS).await?;
    let mut people = Vec::new();
    for person in &today.people {
        // Only the weeks in which the person was in the team.
        let member = |then: &WeekRoster<'_>| then.members(team.id).any(|p| p.id == person.id);
        let theirs = |week| lived.iter().any(|then| then.week() == week && member(then));
        if lived.iter().any(member) {
            let mut weeks = record::weeks(unit.tx, person.id, last).await?;
            weeks.iter_mut().filter(|w| !theirs(w.week)).for_each(|w| *w = WeekRecord::empty(w.week));
            let before = weeks.iter().take_while(|week| week.is_empty()).count();
            people.push((person.name.as_str(), weeks.split_off(before)));
        }
    }
    let view = TeamWeeks {
        team,
        trends: past.of(&then, team.id),
        records: people.iter().flat_map(|(_, weeks)| weeks).cloned().collect(),
        people: heads.then_some(people),
        lived: &lived,
        then: &then,
    };
    let (head, buttons) = head.map(|head| (head.html, head.keyboard)).unzip();
    let mut card = team_weeks(words, head, &view);
    card.keyboard.extend(buttons.into_iter().flatten());
    Ok(card)
}
