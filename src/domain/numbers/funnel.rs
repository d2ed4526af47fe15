//! The funnel that marketing, sales and support form: leads, qualified leads, deals. A joint is the share of one stage that
//! reaches the next.

use rust_decimal::Decimal;

use crate::domain::company::Metric;

/// The stages, by the keys of the catalogue. If a company has several metrics of one stage, the first is taken.
const STAGES: &[&[&str]] = &[&["leads"], &["qualified_leads"], &["deals", "new_customers"]];

/// A stage of the funnel in a week.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage<'a> {
    /// The metric that counts the stage.
    pub metric: &'a Metric,
    /// How many reached the stage.
    pub actual: Decimal,
    /// How many per cent of the stage before reached this one; `None` for the first stage, or if the stage before was empty.
    pub share: Option<Decimal>,
    /// The share in the week before, if it is known.
    pub share_before: Option<Decimal>,
}

/// A metric, what was counted of it in a week, and, if known, in the week before.
pub type Counted<'a> = (&'a Metric, Decimal, Option<Decimal>);

/// The stages that have a number; empty if fewer than two have one, because a joint needs two. `counted` gives the sum over all
/// people for a metric's key: a share is a ratio of sums, never a mean of ratios.
pub fn funnel<'a>(counted: impl Fn(&str) -> Option<Counted<'a>>) -> Vec<Stage<'a>> {
    let share = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    let mut stages: Vec<Stage<'a>> = Vec::new();
    let mut before: Option<(Decimal, Option<Decimal>)> = None;
    for (metric, actual, previous) in STAGES.iter().filter_map(|keys| keys.iter().find_map(|key| counted(key))) {
        stages.push(Stage {
            metric,
            actual,
            share: before.and_then(|(whole, _)| share(actual, whole)),
            share_before: previous
                .zip(before.and_then(|(_, whole)| whole))
                .and_then(|(part, whole)| share(part, whole)),
        });
        before = Some((actual, previous));
    }
    if stages.len() > 1 { stages } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::company::Locale;
    use crate::domain::numbers::catalogue::preset;

    fn metric(key: &str) -> Metric {
        preset(key).expect("a preset").metric(Locale::Ru)
    }

    /// The shares of the stages, now and before.
    fn joints(numbers: &[(&Metric, i64, Option<i64>)]) -> Vec<(String, Option<Decimal>, Option<Decimal>)> {
        let known = |key: &str| {
            let (metric, actual, previous) = *numbers.iter().find(|(metric, ..)| metric.key == key)?;
            Some((metric, Decimal::from(actual), previous.map(Decimal::from)))
        };
        funnel(known).into_iter().map(|stage| (stage.metric.key.clone(), stage.share, stage.share_before)).collect()
    }

    #[test]
    fn each_joint_says_what_part_came_through_now_and_before() {
        let (leads, qualified) = (metric("leads"), metric("qualified_leads"));
        let (deals, customers) = (metric("deals"), metric("new_customers"));
        let percent = |n: i64| Some(Decimal::from(n));
        assert_eq!(
            joints(&[
                (&customers, 7, Some(7)),
                (&leads, 130, Some(100)),
                (&qualified, 52, Some(46)),
                (&deals, 13, None)
            ]),
            [
                ("leads".to_owned(), None, None),
                ("qualified_leads".to_owned(), percent(40), percent(46)),
                ("deals".to_owned(), percent(25), None),
            ]
        );
        // Whoever counts customers and no deals.
        assert_eq!(
            joints(&[(&leads, 100, None), (&customers, 7, None)])[1],
            ("new_customers".into(), percent(7), None)
        );
    }

    #[test]
    fn without_two_stages_there_is_none_and_nothing_divides_by_zero() {
        let (leads, customers) = (metric("leads"), metric("new_customers"));
        assert_eq!(joints(&[(&leads, 100, None)]), []);
        let zero = joints(&[(&leads, 0, Some(0)), (&customers, 2, Some(1))]);
        assert!(zero.iter().all(|(_, now, before)| now.is_none() && before.is_none()), "{zero:?}");
    }
}
