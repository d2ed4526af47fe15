//! Calendar months: when a goal has its milestones.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A month, written `2026-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

/// The text is no month such as `2026-12`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no month such as 2026-12")]
pub struct NoMonth(pub String);

impl Month {
    /// The month a date lies in.
    pub fn of_date(date: NaiveDate) -> Self {
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// The month of this number, from 1, in a year.
    pub fn new(year: i32, number: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, number, 1).map(|first| Self { first })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Its number in the year, from 1.
    pub fn number(self) -> u32 {
        self.first.month()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let next = self.first.checked_add_months(Months::new(1));
        next.and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(self.first)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let (year, month) = text.split_once('-').ok_or_else(|| NoMonth(text.to_owned()))?;
        let shaped = year.len() == 4 && month.len() == 2 && digits(year) && digits(month);
        let month = if shaped { Self::new(year.parse().unwrap_or(0), month.parse().unwrap_or(0)) } else { None };
        month.ok_or_else(|| NoMonth(text.to_owned()))
    }
}

impl TryFrom<String> for Month {
    type Error = NoMonth;

    fn try_from(text: String) -> Result<Self, NoMonth> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_month() {
        for bad in ["2026-13", "2026-00", "26-01", "2026-1", "2026", "", "+026-01", "2026-1x", "2026-12-01"] {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
        let last = "2028-02".parse::<Month>().expect("a month").last_day();
        assert_eq!(last.to_string(), "2028-02-29");
    }

    proptest! {
        #[test]
        fn every_date_lies_in_its_month_and_its_name_reads_back(days in 0u64..60_000) {
            let date = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date") + Days::new(days);
            let month = Month::of_date(date);
            prop_assert!(month.first <= date && date <= month.last_day());
            prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
        }
    }
}
