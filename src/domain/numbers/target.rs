//! Targets: the one suggested for next week, and one that a manager sets for a single week.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Direction, MetricUnit, PersonId};

/// A target that a manager has set for one week, instead of the target in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Whose target it is.
    pub person: PersonId,
    /// The metric's key.
    pub metric: String,
    /// The week it is for.
    pub week: Week,
    /// What is to be reached.
    pub target: Decimal,
    /// The target in the plan.
    pub planned: Decimal,
    /// The manager's reason.
    pub note: String,
    /// Who set it.
    pub by: PersonId,
}

/// A target suggested for next week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    /// The target, in the metric's unit.
    pub value: Decimal,
    /// The actual it was computed from; `None` if only the last target was known.
    pub from: Option<Decimal>,
}

/// Suggests a target: 1 % better than the last actual, in the good direction, rounded so that a count really moves (12 → 13,
/// 131 → 133). Without an actual it is the last target; without either there is no suggestion.
pub fn suggest(
    actual: Option<Decimal>,
    target: Option<Decimal>,
    direction: Direction,
    unit: MetricUnit,
) -> Option<Suggestion> {
    let Some(actual) = actual else {
        return target.map(|value| Suggestion { value, from: None });
    };
    let step = actual.abs() / Decimal::ONE_HUNDRED;
    let (raised, rounding) = match direction {
        Direction::Up => (actual + step, RoundingStrategy::ToPositiveInfinity),
        Direction::Down => (actual - step, RoundingStrategy::ToNegativeInfinity),
    };
    let mut value = raised.round_dp_with_strategy(decimals(actual, unit), rounding);
    if value == actual && unit == MetricUnit::Count && direction == Direction::Up {
        value += Decimal::ONE;
    }
    // A percentage up to 100 is taken for a share, which cannot exceed 100. A number that was not negative stays so.
    if unit == MetricUnit::Percent && actual <= Decimal::ONE_HUNDRED {
        value = value.min(Decimal::ONE_HUNDRED);
    }
    if actual >= Decimal::ZERO {
        value = value.max(Decimal::ZERO);
    }
    Some(Suggestion { value: value.normalize(), from: Some(actual) })
}

/// The number of decimals a suggestion is rounded to.
fn decimals(actual: Decimal, unit: MetricUnit) -> u32 {
    match unit {
        MetricUnit::Count if actual.fract().is_zero() => 0,
        MetricUnit::Money if actual.abs() >= Decimal::ONE_HUNDRED => 0,
        MetricUnit::Money => 2,
        MetricUnit::Count | MetricUnit::Percent | MetricUnit::Hours | MetricUnit::Ratio => {
            actual.normalize().scale().clamp(1, 4)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("131", Direction::Up, MetricUnit::Count, "133")]
    #[case("12", Direction::Up, MetricUnit::Count, "13")]
    #[case("0", Direction::Up, MetricUnit::Count, "1")]
    #[case("14200", Direction::Up, MetricUnit::Count, "14342")]
    #[case("12", Direction::Down, MetricUnit::Count, "11")]
    #[case("0", Direction::Down, MetricUnit::Count, "0")]
    #[case("4580", Direction::Down, MetricUnit::Money, "4534")]
    #[case("45.50", Direction::Up, MetricUnit::Money, "45.96")]
    #[case("3.6", Direction::Up, MetricUnit::Percent, "3.7")]
    #[case("99.8", Direction::Up, MetricUnit::Percent, "100")]
    #[case("240", Direction::Up, MetricUnit::Percent, "242.4")]
    #[case("-5", Direction::Up, MetricUnit::Percent, "-4.9")]
    fn one_per_cent_better(
        #[case] actual: &str,
        #[case] direction: Direction,
        #[case] unit: MetricUnit,
        #[case] wanted: &str,
    ) {
        let actual: Decimal = actual.parse().expect("a number");
        let got = suggest(Some(actual), None, direction, unit).expect("a suggestion");
        assert_eq!(got.value, wanted.parse().expect("a number"));
    }

    #[test]
    fn no_growth_is_asked_without_an_actual() {
        let last = Some(Decimal::from(120));
        assert_eq!(
            suggest(None, last, Direction::Up, MetricUnit::Count).map(|s| (s.value, s.from)),
            last.map(|v| (v, None))
        );
        assert_eq!(suggest(None, None, Direction::Up, MetricUnit::Count), None);
    }

    proptest! {
        #[test]
        fn never_worse_and_never_wild(value in 1i64..1_000_000_000, up: bool) {
            let direction = if up { Direction::Up } else { Direction::Down };
            let actual = Decimal::from(value);
            let got = suggest(Some(actual), None, direction, MetricUnit::Count).expect("a suggestion").value;
            let moved = (got - actual).abs();
            prop_assert_eq!(got > actual, up);
            prop_assert_ne!(got, actual);
            prop_assert!(moved <= actual / Decimal::ONE_HUNDRED + Decimal::ONE);
        }
    }
}
