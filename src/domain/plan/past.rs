//! What a person aimed at and reached before a week.

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::plan::calibration::Finished;

/// So many weeks back are looked at.
pub const PAST_WEEKS: u32 = 8;

/// What a person aimed at and reached in the [`PAST_WEEKS`] before a week, newest first: for suggestions and comparisons.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// Metric key, week, value.
    pub actuals: Vec<(String, Week, Decimal)>,
    /// Metric key, week, value.
    pub targets: Vec<(String, Week, Decimal)>,
    /// Week, and the minutes that went into what turned up in it; weeks that were planned and reported only.
    pub unplanned: Vec<(Week, u32)>,
    /// What finished tasks were estimated at by the person, and what they took, minutes.
    pub finished: Vec<Finished>,
}

/// What usually turns up is judged by so many of the last reported weeks.
const USUAL_WEEKS: usize = 4;
/// One week says nothing about what is usual.
const LEAST_WEEKS: usize = 2;
/// What takes less than this of a week, in minutes, is not worth a word.
const LEAST_MINUTES: u32 = 30;

impl Past {
    /// The newest actual of a metric.
    pub fn actual(&self, metric: &str) -> Option<Decimal> {
        self.actuals.iter().find(|(key, ..)| key == metric).map(|(.., value)| *value)
    }

    /// The newest target of a metric.
    pub fn target(&self, metric: &str) -> Option<Decimal> {
        self.targets.iter().find(|(key, ..)| key == metric).map(|(.., value)| *value)
    }

    /// The newest week that was planned and reported.
    pub fn last_reported(&self) -> Option<Week> {
        self.unplanned.first().map(|(week, _)| *week)
    }

    /// The minutes a week that the unplanned took in the mean of the last four reported weeks; none where fewer than two
    /// are known, or it was less than half an hour.
    pub fn usual_unplanned(&self) -> Option<u32> {
        let weeks: Vec<u32> = self.unplanned.iter().take(USUAL_WEEKS).map(|(_, minutes)| *minutes).collect();
        let known = u32::try_from(weeks.len()).ok().filter(|_| weeks.len() >= LEAST_WEEKS)?;
        let sum = weeks.iter().fold(0u32, |sum, minutes| sum.saturating_add(*minutes));
        Some(sum / known).filter(|mean| *mean >= LEAST_MINUTES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(name: &str) -> Week {
        name.parse().expect("a week")
    }

    #[test]
    fn what_usually_turns_up_is_the_mean_of_the_last_four_weeks_from_two_on() {
        let past = |minutes: &[u32]| {
            let weeks = (0..).map(|back| week("2026-W48").back(back));
            Past { unplanned: weeks.zip(minutes.iter().copied()).collect(), ..Past::default() }
        };
        assert_eq!(past(&[120]).usual_unplanned(), None);
        assert_eq!(past(&[120, 60]).usual_unplanned(), Some(90));
        assert_eq!(past(&[60, 60, 60, 60, 6000]).usual_unplanned(), Some(60));
        assert_eq!(past(&[20, 30]).usual_unplanned(), None, "less than half an hour");
    }

    #[test]
    fn the_newest_comes_first() {
        let of = |week_name: &str, value: i64| ("leads".to_owned(), week(week_name), Decimal::from(value));
        let past = Past { actuals: vec![of("2026-W47", 131), of("2026-W46", 90)], ..Past::default() };
        assert_eq!((past.actual("leads"), past.target("leads")), (Some(Decimal::from(131)), None));
    }
}
