//! People's numbers rolled up into a team's, and how they stand to plan and to the week before.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::company::{Aggregate, Direction, Metric, PersonId, Roster, Team, TeamId};
use crate::domain::numbers::formula;

/// One person's target or actual for one metric and week.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Whose.
    pub person: PersonId,
    /// Metric key.
    pub metric: String,
    /// In the metric's unit.
    pub value: Decimal,
    /// When it was typed; decides which is "last".
    pub at: DateTime<Utc>,
}

/// A team's number for one metric and week.
#[derive(Debug, Clone, PartialEq)]
pub struct Kpi {
    /// Metric key.
    pub metric: String,
    /// What was to be reached.
    pub target: Option<Decimal>,
    /// What was.
    pub actual: Option<Decimal>,
    /// What was the week before.
    pub previous: Option<Decimal>,
    /// What it should not fall short of in any week.
    pub threshold: Option<Decimal>,
}

/// How an actual stands to its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Reached, and on the good side of its threshold.
    OnPlan,
    /// Missed by less than [`NEAR_PERCENT`].
    Near,
    /// Missed by more, or on the wrong side of its threshold.
    Behind,
    /// Nothing to be judged by, or no actual.
    NoData,
}

/// A miss of up to so many per cent is still near the plan.
pub const NEAR_PERCENT: u32 = 10;

impl Kpi {
    /// How the actual stands to the target, by which way is good and not by sign.
    pub fn standing(&self, direction: Direction) -> Standing {
        if self.holds_threshold(direction) == Some(false) {
            return Standing::Behind;
        }
        let (Some(target), Some(actual)) = (self.target.or(self.threshold), self.actual) else {
            return Standing::NoData;
        };
        let miss = match direction {
            Direction::Up => target - actual,
            Direction::Down => actual - target,
        };
        if miss <= Decimal::ZERO {
            Standing::OnPlan
        } else if miss <= target.abs() * Decimal::from(NEAR_PERCENT) / Decimal::ONE_HUNDRED {
            Standing::Near
        } else {
            Standing::Behind
        }
    }

    /// Whether there is something to judge it by: a target or a threshold.
    pub fn judged(&self) -> bool {
        self.target.is_some() || self.threshold.is_some()
    }

    /// Whether it is on the good side of its threshold; none without one or without an actual.
    pub fn holds_threshold(&self, direction: Direction) -> Option<bool> {
        let (threshold, actual) = (self.threshold?, self.actual?);
        Some(match direction {
            Direction::Up => actual >= threshold,
            Direction::Down => actual <= threshold,
        })
    }

    /// What it is judged by: its threshold where that is not held or there is no target, else the target; and whether it is the
    /// threshold.
    pub fn bar(&self, direction: Direction) -> Option<(Decimal, bool)> {
        let broken = self.threshold.filter(|_| self.holds_threshold(direction) == Some(false));
        let threshold = || self.threshold.map(|threshold| (threshold, true));
        broken.map(|threshold| (threshold, true)).or(self.target.map(|target| (target, false))).or_else(threshold)
    }

    /// The difference of the actual to what it is judged by, in per cent of that, as a plain signed number.
    pub fn against_bar(&self, direction: Direction) -> Option<Decimal> {
        percent_change(self.bar(direction)?.0, self.actual?)
    }

    /// The difference to the week before, in per cent of it, as a plain signed number.
    pub fn against_previous(&self) -> Option<Decimal> {
        percent_change(self.previous?, self.actual?)
    }

    /// Whether the change against the week before is in the good direction; none where nothing changed or is known.
    pub fn improved(&self, direction: Direction) -> Option<bool> {
        let change = self.actual? - self.previous?;
        if change.is_zero() {
            return None;
        }
        Some((change > Decimal::ZERO) == (direction == Direction::Up))
    }
}

/// Whether a number missed its target by more than a little, so that one may ask why.
pub fn fell_short(direction: Direction, target: Option<Decimal>, actual: Option<Decimal>) -> bool {
    let kpi = Kpi { metric: String::new(), target, actual, previous: None, threshold: None };
    kpi.standing(direction) == Standing::Behind
}

/// How far `now` is from `base`, in whole per cent; none where the base is zero.
pub fn percent_change(base: Decimal, now: Decimal) -> Option<Decimal> {
    let share = (now - base).checked_div(base.abs())?;
    Some(share.checked_mul(Decimal::ONE_HUNDRED)?.round())
}

/// The team's numbers for a week, in the order the team shows them.
///
/// A formula is computed from the team's own summed parts, never as a mean of people's ratios. A part that nobody in the
/// team answers for (sales' new customers in marketing's cost of acquiring one) is taken from the whole company.
///
/// `before` is the week before with the company as its people were then.
pub fn team_kpis(
    roster: &Roster,
    team: &Team,
    targets: &[Value],
    actuals: &[Value],
    before: Option<(&Roster, &[Value])>,
) -> Vec<Kpi> {
    team_metrics(roster, team)
        .into_iter()
        .map(|metric| team_kpi(roster, team, metric, targets, actuals, before))
        .collect()
}

/// The same for one metric.
pub fn team_kpi(
    roster: &Roster,
    team: &Team,
    metric: &Metric,
    targets: &[Value],
    actuals: &[Value],
    before: Option<(&Roster, &[Value])>,
) -> Kpi {
    Kpi {
        metric: metric.key.clone(),
        target: of_team(roster, team.id, metric, targets),
        actual: of_team(roster, team.id, metric, actuals),
        previous: before.and_then(|(then, values)| of_team(then, team.id, metric, values)),
        threshold: metric.threshold,
    }
}

/// The metrics a team shows: those it declares; else its people's, in the company's order.
pub fn team_metrics<'a>(roster: &'a Roster, team: &Team) -> Vec<&'a Metric> {
    if !team.metrics.is_empty() {
        return team.metrics.iter().filter_map(|key| roster.metric(key)).collect();
    }
    roster.metrics.iter().filter(|m| roster.members(team.id).any(|p| p.metrics.contains(&m.key))).collect()
}

/// A team's number for one metric from its people's values.
pub fn of_team(roster: &Roster, team: TeamId, metric: &Metric, values: &[Value]) -> Option<Decimal> {
    let within = |person: PersonId| roster.person(person).is_some_and(|p| p.team == team);
    match &metric.formula {
        None => aggregate(metric, values.iter().filter(|v| within(v.person))),
        Some(text) => {
            let keys: Vec<&str> = roster.metrics.iter().map(|m| m.key.as_str()).collect();
            let formula = formula::parse(text, &keys).ok()?;
            formula.eval(|key| {
                let part = roster.metric(key)?;
                if part.formula.is_some() {
                    return of_team(roster, team, part, values);
                }
                let answered_here = roster.members(team).any(|p| p.metrics.iter().any(|m| m == key));
                aggregate(part, values.iter().filter(|v| !answered_here || within(v.person)))
            })
        }
    }
}

fn aggregate<'a>(metric: &Metric, values: impl Iterator<Item = &'a Value>) -> Option<Decimal> {
    let values: Vec<&Value> = values.filter(|v| v.metric == metric.key).collect();
    if values.is_empty() {
        return None;
    }
    match metric.aggregate {
        Aggregate::Sum => Some(values.iter().map(|v| v.value).sum()),
        Aggregate::Mean => {
            let sum: Decimal = values.iter().map(|v| v.value).sum();
            Some(sum.checked_div(Decimal::from(values.len()))?.round_dp(4).normalize())
        }
        Aggregate::Last => values.iter().max_by_key(|v| v.at).map(|v| v.value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kpi(target: i64, actual: i64, previous: i64) -> Kpi {
        Kpi {
            metric: "m".into(),
            target: Some(target.into()),
            actual: Some(actual.into()),
            previous: Some(previous.into()),
            threshold: None,
        }
    }

    #[test]
    fn less_is_better_goes_by_direction_not_by_sign() {
        let cost = kpi(4500, 4580, 5210);
        assert_eq!(cost.standing(Direction::Down), Standing::Near);
        assert_eq!(cost.improved(Direction::Down), Some(true));
        assert_eq!(cost.against_bar(Direction::Down), Some(Decimal::from(2)));
        assert_eq!(kpi(4500, 4400, 1).standing(Direction::Down), Standing::OnPlan);
        assert_eq!(kpi(4500, 5210, 1).standing(Direction::Down), Standing::Behind);
        assert_eq!(kpi(120, 131, 140).standing(Direction::Up), Standing::OnPlan);
        assert_eq!(kpi(120, 131, 140).improved(Direction::Up), Some(false));
        assert_eq!(kpi(120, 110, 1).standing(Direction::Up), Standing::Near);
        assert_eq!(kpi(120, 100, 1).standing(Direction::Up), Standing::Behind);
    }

    #[test]
    fn a_threshold_is_judged_by_direction_with_and_without_a_target() {
        let of = |actual: i64, target: Option<i64>, threshold: i64| Kpi {
            target: target.map(Decimal::from),
            threshold: Some(threshold.into()),
            ..kpi(0, actual, 0)
        };
        assert_eq!(of(3, None, 3).standing(Direction::Up), Standing::OnPlan);
        assert_eq!(of(2, None, 3).standing(Direction::Up), Standing::Behind, "however near");
        assert_eq!(of(3, None, 3).standing(Direction::Down), Standing::OnPlan);
        assert_eq!(of(4, None, 3).standing(Direction::Down), Standing::Behind);
        assert_eq!(of(5, Some(4), 6).standing(Direction::Up), Standing::Behind, "the plan was too low");
        assert_eq!(of(5, Some(4), 6).bar(Direction::Up), Some((6.into(), true)));
        assert_eq!(of(7, Some(8), 6).bar(Direction::Up), Some((8.into(), false)));
        assert_eq!(of(7, None, 6).bar(Direction::Up), Some((6.into(), true)));
        assert_eq!(of(99, Some(100), 3).standing(Direction::Up), Standing::Near);
        assert_eq!(Kpi { actual: None, ..of(1, None, 3) }.standing(Direction::Up), Standing::NoData);
        assert!(of(1, None, 3).judged() && !Kpi { target: None, ..kpi(1, 1, 1) }.judged());
    }

    #[test]
    fn a_zero_base_has_no_per_cent() {
        assert_eq!(kpi(0, 5, 0).against_bar(Direction::Up), None);
        assert_eq!(kpi(0, 5, 0).standing(Direction::Up), Standing::OnPlan);
        assert_eq!(Kpi { actual: None, ..kpi(1, 1, 1) }.standing(Direction::Up), Standing::NoData);
    }
}
