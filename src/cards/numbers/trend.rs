//! The numbers of teams over the last weeks: read once, aggregated for each team that is shown.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Aggregate, PersonId, TeamId, WeekRoster};
use crate::domain::numbers::funnel::Counted;
use crate::domain::numbers::kpi::{Kpi, Value, WeekValues, of_team};
use crate::domain::numbers::verdict::Trend;
use crate::storage::numbers::actual;
use crate::storage::numbers::actual::ByWeek;
use crate::unit::Unit;

/// Everybody's targets and actuals by week, oldest first. There is one week more than is shown, to compare the first
/// with.
#[derive(Debug)]
pub struct Past<'a>(Vec<Lived<'a>>);

/// One week, with the company as it was then.
#[derive(Debug)]
struct Lived<'a> {
    then: WeekRoster<'a>,
    targets: Vec<Value>,
    actuals: Vec<Value>,
}

/// Loads `count` weeks up to `last`, and one before them.
pub async fn load<'a>(unit: &mut Unit<'a>, last: Week, count: usize) -> anyhow::Result<Past<'a>> {
    let today = unit.roster;
    let first = (0..count).fold(last, |week, _| week.previous());
    let mut targets = actual::targets(unit.tx, first, last).await?;
    let mut actuals = actual::actuals(unit.tx, first, last).await?;
    let mut weeks = Vec::with_capacity(count + 1);
    for week in std::iter::successors(Some(first), |week| Some(week.next())).take(count + 1) {
        let then = today.in_week(week);
        let of = |all: &mut ByWeek| all.remove(&week).unwrap_or_default();
        weeks.push(Lived { then, targets: of(&mut targets), actuals: of(&mut actuals) });
    }
    Ok(Past(weeks))
}

impl Past<'_> {
    /// A person's target and actual in the last of the weeks.
    pub fn number(&self, person: PersonId, metric: &str) -> Kpi {
        let of = |values: &[Value]| values.iter().find(|v| v.person == person && v.metric == metric).map(|v| v.value);
        let (target, actual) = self.0.last().map_or((None, None), |last| (of(&last.targets), of(&last.actuals)));
        Kpi { metric: metric.to_owned(), target, actual, previous: None, threshold: None }
    }

    /// The sum of a metric over these teams in the last week and in the one before. None where there is no number, and
    /// for metrics that are not summed.
    pub fn counted<'a>(&self, then: &'a WeekRoster<'_>, teams: &[TeamId], key: &str) -> Option<Counted<'a>> {
        let metric = then.metric(key).filter(|m| m.formula.is_none() && m.aggregate == Aggregate::Sum)?;
        let [.., before, last] = self.0.as_slice() else { return None };
        let staff = last.then.staffed_as_in(before.then.week());
        let sum = |roster: &WeekRoster<'_>, values: &[Value]| {
            let of = |team: &TeamId| of_team(roster, *team, metric, values);
            teams.iter().filter_map(of).reduce(|sum, number| sum + number)
        };
        Some((metric, sum(&last.then, &last.actuals)?, sum(&staff, &before.actuals)))
    }

    /// The weeks that each trend shows, oldest first.
    pub fn weeks(&self) -> impl Iterator<Item = Week> {
        self.0.iter().skip(1).map(|lived| lived.then.week())
    }

    /// A team's metrics over the weeks, in the team's order in the last of them, `then`. Each week is aggregated by the
    /// definitions it had.
    pub fn of<'a>(&self, then: &'a WeekRoster<'_>, team: TeamId) -> Vec<Trend<'a>> {
        let mut trends: Vec<Trend<'a>> =
            then.metrics_of_team(team).into_iter().map(|metric| Trend { metric, weeks: Vec::new() }).collect();
        for pair in self.0.windows(2) {
            let [before, week] = pair else { continue };
            // The week before is aggregated by this week's definitions, over the people who were in the team then.
            let staff = week.then.staffed_as_in(before.then.week());
            let values = WeekValues {
                roster: &week.then,
                targets: &week.targets,
                actuals: &week.actuals,
                before: Some((&staff, before.actuals.as_slice())),
            };
            for trend in &mut trends {
                let metric = week.then.metric(&trend.metric.key).unwrap_or(trend.metric);
                trend.weeks.push(values.team_kpi(team, metric));
            }
        }
        trends
    }
}
