//! A team's numbers for a week, made from its people's, and how they compare with the plan and with the week before.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::company::{Aggregate, Direction, Metric, PersonId, TeamId, WeekRoster};
use crate::domain::numbers::formula;

/// One person's target or actual for one metric and week.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Whose number it is.
    pub person: PersonId,
    /// The metric's key.
    pub metric: String,
    /// The number, in the metric's unit.
    pub value: Decimal,
    /// When it was typed. A metric whose aggregate is `Last` takes the latest.
    pub at: DateTime<Utc>,
}

/// A team's number for one metric and week.
#[derive(Debug, Clone, PartialEq)]
pub struct Kpi {
    /// The metric's key.
    pub metric: String,
    /// What was to be reached.
    pub target: Option<Decimal>,
    /// What was reached.
    pub actual: Option<Decimal>,
    /// What was reached in the week before.
    pub previous: Option<Decimal>,
    /// What the actual should not be worse than in any week, whatever the target.
    pub threshold: Option<Decimal>,
}

/// How an actual compares with its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The target is reached, and so is the threshold.
    OnPlan,
    /// The target is missed by at most [`NEAR_PERCENT`] per cent of it.
    Near,
    /// The target is missed by more, or the threshold is missed.
    Behind,
    /// There is no actual, or neither a target nor a threshold.
    NoData,
}

/// The largest miss that is still near the plan, in per cent of the target.
pub const NEAR_PERCENT: u32 = 10;

impl Kpi {
    /// How the actual compares with the target, or with the threshold if there is no target. `direction` says which way is
    /// good.
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

    /// Whether there is something to judge the actual by: a target or a threshold.
    pub fn judged(&self) -> bool {
        self.target.is_some() || self.threshold.is_some()
    }

    /// Whether the actual is at least as good as the threshold; `None` without a threshold or without an actual.
    pub fn holds_threshold(&self, direction: Direction) -> Option<bool> {
        let (threshold, actual) = (self.threshold?, self.actual?);
        Some(match direction {
            Direction::Up => actual >= threshold,
            Direction::Down => actual <= threshold,
        })
    }

    /// What the actual is judged by, and whether that is the threshold: the threshold if it is missed or if there is no
    /// target, else the target.
    pub fn bar(&self, direction: Direction) -> Option<(Decimal, bool)> {
        let broken = self.threshold.filter(|_| self.holds_threshold(direction) == Some(false));
        let threshold = || self.threshold.map(|threshold| (threshold, true));
        broken.map(|threshold| (threshold, true)).or(self.target.map(|target| (target, false))).or_else(threshold)
    }

    /// How far the actual is above (positive) or below (negative) what it is judged by, in whole per cent of that.
    pub fn against_bar(&self, direction: Direction) -> Option<Decimal> {
        percent_change(self.bar(direction)?.0, self.actual?)
    }

    /// How far the actual is above (positive) or below (negative) the week before, in whole per cent of that.
    pub fn against_previous(&self) -> Option<Decimal> {
        percent_change(self.previous?, self.actual?)
    }

    /// Whether the actual is better than in the week before; `None` if it is the same, or if either is unknown.
    pub fn improved(&self, direction: Direction) -> Option<bool> {
        let change = self.actual? - self.previous?;
        if change.is_zero() {
            return None;
        }
        Some((change > Decimal::ZERO) == (direction == Direction::Up))
    }
}

/// Whether a number missed its target by more than [`NEAR_PERCENT`], so that its owner is asked why.
pub fn fell_short(direction: Direction, target: Option<Decimal>, actual: Option<Decimal>) -> bool {
    let kpi = Kpi { metric: String::new(), target, actual, previous: None, threshold: None };
    kpi.standing(direction) == Standing::Behind
}

/// How far `now` is above or below `base`, in whole per cent of it; `None` if the base is zero.
pub fn percent_change(base: Decimal, now: Decimal) -> Option<Decimal> {
    let share = (now - base).checked_div(base.abs())?;
    Some(share.checked_mul(Decimal::ONE_HUNDRED)?.round())
}

/// Everybody's numbers for one week.
#[derive(Debug, Clone, Copy)]
pub struct WeekValues<'a> {
    /// The company as it was in that week.
    pub roster: &'a WeekRoster<'a>,
    /// What people aimed at.
    pub targets: &'a [Value],
    /// What they reached.
    pub actuals: &'a [Value],
    /// What was reached in the week before, with the company whose teams are to be counted there; `None` if there is
    /// nothing to compare with.
    pub before: Option<(&'a WeekRoster<'a>, &'a [Value])>,
}

impl WeekValues<'_> {
    /// A team's numbers, in the order the team showed them.
    pub fn team_kpis(&self, team: TeamId) -> Vec<Kpi> {
        self.roster.metrics_of_team(team).into_iter().map(|metric| self.team_kpi(team, metric)).collect()
    }

    /// A team's number for one metric.
    pub fn team_kpi(&self, team: TeamId, metric: &Metric) -> Kpi {
        Kpi {
            metric: metric.key.clone(),
            target: of_team(self.roster, team, metric, self.targets),
            actual: of_team(self.roster, team, metric, self.actuals),
            previous: self.before.and_then(|(then, values)| of_team(then, team, metric, values)),
            threshold: metric.threshold,
        }
    }
}

/// A team's number for one metric from its people's values; `None` if nobody has given one.
///
/// A formula is computed from the team's summed parts, never as a mean of people's ratios. A part that nobody in the team
/// answers for is taken from the whole company: marketing's cost per customer uses the new customers that sales reports.
pub fn of_team(roster: &WeekRoster<'_>, team: TeamId, metric: &Metric, values: &[Value]) -> Option<Decimal> {
    let within = |person: PersonId| roster.was_in(person, &[team]);
    match &metric.formula {
        None => aggregate(metric, values.iter().filter(|v| within(v.person))),
        Some(text) => {
            let keys: Vec<&str> = roster.metrics().iter().map(|m| m.key.as_str()).collect();
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
