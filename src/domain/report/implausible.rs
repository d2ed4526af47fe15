//! Numbers that are asked about before they count: a slip of the finger is commoner than a miracle.

use rust_decimal::Decimal;

use crate::domain::company::MetricUnit;

/// So many times more or less than what is known is asked about.
const TIMES: Decimal = Decimal::TEN;
/// What is planned and comes out three times more or less was not planned like that.
const PLANNED: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
/// Below so many things tenfold is nothing: 1 deal, then 12.
const FEW: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Why a number is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Implausible {
    /// Ten times the last actual or a tenth of it, and nothing like it was planned.
    FarFromLast,
    /// The same against the target; no actual is known.
    FarFromTarget,
    /// Less than nothing of what is counted, paid or worked.
    Negative,
    /// More than the whole of what has always been a part.
    OverHundred,
}

/// Whether an actual is asked about: far from the last actual, unless something like it was planned; far from the target where no
/// actual is known; below zero where neither has ever been
/// (per cents and ratios may always be: ROMI −8 %), or above 100 % where neither has been.
pub fn implausible(
    unit: MetricUnit,
    value: Decimal,
    last: Option<Decimal>,
    target: Option<Decimal>,
) -> Option<Implausible> {
    let known = [last, target];
    let any = |is: fn(&Decimal) -> bool| known.iter().flatten().any(is);
    let counted = matches!(unit, MetricUnit::Count | MetricUnit::Money | MetricUnit::Hours);
    if counted && value < Decimal::ZERO && !any(|known| *known < Decimal::ZERO) {
        return Some(Implausible::Negative);
    }
    match (last, target) {
        (Some(last), _) if far(unit, value, last, TIMES) && target.is_none_or(|t| far(unit, value, t, PLANNED)) => {
            return Some(Implausible::FarFromLast);
        }
        (None, Some(target)) if far(unit, value, target, TIMES) => return Some(Implausible::FarFromTarget),
        _ => {}
    }
    let whole = unit == MetricUnit::Percent && value > Decimal::ONE_HUNDRED;
    (whole && !any(|known| *known > Decimal::ONE_HUNDRED)).then_some(Implausible::OverHundred)
}

/// So many times more or less. Nothing is far from zero, nor zero from anything: both happen.
fn far(unit: MetricUnit, value: Decimal, known: Decimal, times: Decimal) -> bool {
    let (small, large) = (value.abs().min(known.abs()), value.abs().max(known.abs()));
    if small.is_zero() || (unit == MetricUnit::Count && large < FEW) {
        return false;
    }
    small.checked_mul(times).is_some_and(|multiple| multiple <= large)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(MetricUnit::Count, "132000", Some("131"), Some("120"), Some(Implausible::FarFromLast))]
    #[case(MetricUnit::Count, "13", Some("131"), Some("120"), Some(Implausible::FarFromLast))]
    #[case(MetricUnit::Count, "1310", Some("131"), Some("1200"), None)]
    #[case(MetricUnit::Count, "132000", None, Some("120"), Some(Implausible::FarFromTarget))]
    #[case(MetricUnit::Count, "132000", None, None, None)]
    #[case(MetricUnit::Count, "12", Some("1"), Some("1"), None)]
    #[case(MetricUnit::Count, "5", Some("0"), None, None)]
    #[case(MetricUnit::Count, "0", Some("131"), Some("120"), None)]
    #[case(MetricUnit::Count, "-5", Some("10"), None, Some(Implausible::Negative))]
    #[case(MetricUnit::Money, "-5000", None, None, Some(Implausible::Negative))]
    #[case(MetricUnit::Money, "-5000", Some("-4000"), Some("1000"), None)]
    #[case(MetricUnit::Hours, "-1", None, None, Some(Implausible::Negative))]
    #[case(MetricUnit::Percent, "-8", Some("12"), None, None)]
    #[case(MetricUnit::Ratio, "-0.5", None, None, None)]
    #[case(MetricUnit::Percent, "35", Some("3.5"), Some("3.6"), Some(Implausible::FarFromLast))]
    #[case(MetricUnit::Percent, "140", Some("92"), Some("95"), Some(Implausible::OverHundred))]
    #[case(MetricUnit::Percent, "240", Some("180"), Some("90"), None)]
    #[case(MetricUnit::Percent, "100", Some("92"), None, None)]
    fn what_is_asked_about(
        #[case] unit: MetricUnit,
        #[case] value: &str,
        #[case] last: Option<&str>,
        #[case] target: Option<&str>,
        #[case] wanted: Option<Implausible>,
    ) {
        let number = |text: &str| text.parse().expect("a number");
        assert_eq!(implausible(unit, number(value), last.map(number), target.map(number)), wanted);
    }

    proptest! {
        #[test]
        fn usual_weeks_are_not_asked_about(last in 1i64..1_000_000_000, percent in 20i64..=500) {
            let (last, value) = (Decimal::from(last), Decimal::from(last) * Decimal::from(percent) / Decimal::ONE_HUNDRED);
            for unit in [MetricUnit::Count, MetricUnit::Money, MetricUnit::Hours, MetricUnit::Ratio] {
                prop_assert_eq!(implausible(unit, value, Some(last), None), None);
            }
        }

        #[test]
        fn what_stands_by_the_target_is_not_asked_about(last in 1i64..1_000_000, target in 1i64..1_000_000) {
            let (last, target) = (Decimal::from(last), Decimal::from(target));
            prop_assert_eq!(implausible(MetricUnit::Count, target, Some(last), Some(target)), None);
        }
    }
}
