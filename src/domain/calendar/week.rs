//! ISO weeks, the unit in which everything is planned and reported.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, IsoWeek, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// An ISO 8601 week, from Monday to Sunday, written `2026-W48`. The year is the ISO year: the week of 1 January may belong to the
/// year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week {
    monday: NaiveDate,
}

/// The text is no ISO week such as `2026-W48`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no ISO week such as 2026-W48")]
pub struct NoWeek(pub String);

impl Week {
    /// The week a date lies in.
    pub fn of_date(date: NaiveDate) -> Self {
        let back = u64::from(date.weekday().num_days_from_monday());
        Self { monday: date.checked_sub_days(Days::new(back)).unwrap_or(date) }
    }

    /// The running week at an instant in a time zone.
    pub fn at(now: DateTime<Utc>, zone: Tz) -> Self {
        Self::of_date(now.with_timezone(&zone).date_naive())
    }

    /// The week that somebody means who writes `2026-W46`, `W46`, `46`, `неделя 46` or `week 46`. Without a year it is the latest week
    /// of that number that is not after `last`.
    pub fn meant(text: &str, last: Self) -> Option<Self> {
        const BEFORE: [&str; 7] = ["неделя", "нед.", "нед", "н", "week", "wk", "w"];
        let text = text.trim().to_lowercase();
        if let Ok(week) = text.to_uppercase().parse() {
            return Some(week);
        }
        let digits = BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text).trim();
        let number = digits.parse().ok()?;
        // A 53rd week comes at least every seven years.
        let year = last.iso().year();
        let mut weeks =
            (year - 7..=year).rev().filter_map(|year| NaiveDate::from_isoywd_opt(year, number, Weekday::Mon));
        weeks.find(|monday| *monday <= last.monday).map(|monday| Self { monday })
    }

    /// Its Monday.
    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// Its Friday, which headings show as its last day.
    pub fn friday(self) -> NaiveDate {
        self.day(Weekday::Fri)
    }

    /// The date of one of its days.
    pub fn day(self, weekday: Weekday) -> NaiveDate {
        self.monday.checked_add_days(Days::new(u64::from(weekday.num_days_from_monday()))).unwrap_or(self.monday)
    }

    /// The week after.
    pub fn next(self) -> Self {
        Self { monday: self.monday.checked_add_days(Days::new(7)).unwrap_or(self.monday) }
    }

    /// The week before.
    pub fn previous(self) -> Self {
        Self { monday: self.monday.checked_sub_days(Days::new(7)).unwrap_or(self.monday) }
    }

    /// The week so many weeks before.
    pub fn back(self, weeks: u32) -> Self {
        Self { monday: self.monday.checked_sub_days(Days::new(7 * u64::from(weeks))).unwrap_or(self.monday) }
    }

    /// Its number in the ISO year, 1 to 53.
    pub fn number(self) -> u32 {
        self.iso().week()
    }

    fn iso(self) -> IsoWeek {
        self.monday.iso_week()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.iso().year(), self.iso().week())
    }
}

impl FromStr for Week {
    type Err = NoWeek;

    fn from_str(text: &str) -> Result<Self, NoWeek> {
        let refuse = || NoWeek(text.to_owned());
        let (year, week) = text.split_once("-W").ok_or_else(refuse)?;
        if year.len() != 4 || week.len() != 2 {
            return Err(refuse());
        }
        let year = year.parse().map_err(|_| refuse())?;
        let week = week.parse().map_err(|_| refuse())?;
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or_else(refuse)?;
        Ok(Self { monday })
    }
}

impl TryFrom<String> for Week {
    type Error = NoWeek;

    fn try_from(text: String) -> Result<Self, NoWeek> {
        text.parse()
    }
}

impl From<Week> for String {
    fn from(week: Week) -> Self {
        week.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_iso_year_is_not_the_calendar_year() {
        let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert_eq!(Week::of_date(date(2027, 1, 1)).to_string(), "2026-W53");
        assert_eq!(Week::of_date(date(2024, 12, 30)).to_string(), "2025-W01");
        assert_eq!(Week::of_date(date(2026, 11, 27)).to_string(), "2026-W48");
        assert_eq!("2026-W53".parse::<Week>().expect("a week").next().to_string(), "2027-W01");
        for bad in ["2026-W54", "2025-W53", "2026W48", "", "2026-W00", "26-W01", "2026-W1", "2026-Wxx"] {
            assert!(bad.parse::<Week>().is_err(), "{bad}");
        }
    }

    #[test]
    fn eight_weeks_back_from_january_is_before_new_year() {
        let back = |week: &str| week.parse::<Week>().expect("a week").back(8).to_string();
        assert_eq!(back("2026-W48"), "2026-W40");
        // 2026 has 53 weeks, 2025 has 52.
        let of_2027: Vec<String> = (1..=9).map(|number| back(&format!("2027-W{number:02}"))).collect();
        let expected = [46, 47, 48, 49, 50, 51, 52, 53].map(|number| format!("2026-W{number}"));
        assert_eq!(of_2027[..8], expected);
        assert_eq!(of_2027[8], "2027-W01");
        assert_eq!(back("2026-W01"), "2025-W45");
    }

    #[test]
    fn weeks_as_people_name_them() {
        let last = "2026-W47".parse().expect("a week");
        let meant = |text| Week::meant(text, last).map(|week| week.to_string());
        for text in ["2026-W46", "2026-w46", "W46", "w46", "46", " неделя 46", "нед. 46", "Н46", "week 46"] {
            assert_eq!(meant(text).as_deref(), Some("2026-W46"), "{text}");
        }
        assert_eq!(meant("48").as_deref(), Some("2025-W48"), "it has not been yet this year");
        assert_eq!(meant("53").as_deref(), Some("2020-W53"));
        for bad in ["", "54", "0", "-1", "W", "вчера", "2026-W60", "4611686018427387904"] {
            assert_eq!(meant(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_date_lies_in_its_week_and_its_name_reads_back(days in 0u64..60_000) {
            let date = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date") + Days::new(days);
            let week = Week::of_date(date);
            prop_assert!(week.monday() <= date && date < week.next().monday());
            prop_assert_eq!(week.to_string().parse::<Week>(), Ok(week));
            prop_assert_eq!(week.next().previous(), week);
            prop_assert_eq!(week.back(1), week.previous());
            prop_assert!(week < week.next());
        }
    }
}
