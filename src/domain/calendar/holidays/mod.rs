//! Public holidays of a country, and the weekend days that are worked in exchange for another day off.
//!
//! The days are in `days.txt`, which `assets/public_holidays.py` makes. A year that is not in it counts as one without
//! holidays.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

/// The calendar of one country. Without a country, every Monday to Friday is worked.
#[derive(Clone, Copy, Default)]
pub struct Holidays {
    country: Option<&'static Country>,
}

struct Country {
    code: &'static str,
    /// The Mondays to Fridays that are not worked, in order.
    off: Vec<NaiveDate>,
    /// The Saturdays and Sundays that are worked, in order.
    worked: Vec<NaiveDate>,
    years: RangeInclusive<i32>,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| read(include_str!("days.txt")));

impl Holidays {
    /// The calendar of the country with this ISO 3166 code, if it is known.
    pub fn of(code: &str) -> Option<Self> {
        COUNTRIES.iter().find(|country| country.code == code).map(|country| Self { country: Some(country) })
    }

    /// The codes of the countries whose calendars are known.
    pub fn countries() -> Vec<&'static str> {
        COUNTRIES.iter().map(|country| country.code).collect()
    }

    /// Whether it is a working day: a Monday to Friday that is no public holiday, or a weekend day that is worked in exchange.
    pub fn works_on(self, day: NaiveDate) -> bool {
        match self.country {
            _ if !weekend(day) => !self.is_holiday(day),
            Some(country) => country.worked.binary_search(&day).is_ok(),
            None => false,
        }
    }

    /// Whether it is a public holiday on a Monday to Friday. Holidays on weekends are not known.
    pub fn is_holiday(self, day: NaiveDate) -> bool {
        self.country.is_some_and(|country| country.off.binary_search(&day).is_ok())
    }

    /// The years whose holidays are known; `None` without a country.
    pub fn years(self) -> Option<RangeInclusive<i32>> {
        self.country.map(|country| country.years.clone())
    }

    fn code(self) -> Option<&'static str> {
        self.country.map(|country| country.code)
    }
}

impl PartialEq for Holidays {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Holidays {}

impl fmt::Debug for Holidays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Holidays({})", self.code().unwrap_or("none"))
    }
}

/// Saturday or Sunday.
pub fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Reads lines such as `RU 2025 0101 0102 +1101`: country, year, days off, and with a plus the weekend days that are worked. The
/// lines of one country are together. What cannot be read is ignored; a test checks that everything can.
fn read(text: &'static str) -> Vec<Country> {
    let mut all: Vec<Country> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (Some(code), Some(year)) = (words.next(), words.next().and_then(|year| year.parse::<i32>().ok())) else {
            continue;
        };
        if all.last().is_none_or(|country| country.code != code) {
            all.push(Country { code, off: Vec::new(), worked: Vec::new(), years: year..=year });
        }
        let Some(country) = all.last_mut() else { continue };
        country.years = *country.years.start()..=year;
        for word in words {
            let (days, digits) = match word.strip_prefix('+') {
                Some(digits) => (&mut country.worked, digits),
                None => (&mut country.off, word),
            };
            let day = digits.parse::<u32>().ok().and_then(|n| NaiveDate::from_ymd_opt(year, n / 100, n % 100));
            days.extend(day);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn all_of_the_file_reads_and_is_in_order() {
        let written = include_str!("days.txt").lines().filter(|line| !line.starts_with('#'));
        let written: usize = written.map(|line| line.split_whitespace().count() - 2).sum();
        let read: usize = COUNTRIES.iter().map(|country| country.off.len() + country.worked.len()).sum();
        assert_eq!(read, written);
        for country in COUNTRIES.iter() {
            assert!(country.off.is_sorted_by(|a, b| a < b) && country.worked.is_sorted_by(|a, b| a < b));
            assert!(country.off.iter().all(|day| !weekend(*day)), "{}", country.code);
            assert!(country.worked.iter().all(|day| weekend(*day)), "{}", country.code);
            assert_eq!(country.years, 2025..=2029, "{}", country.code);
        }
        assert_eq!(Holidays::countries().len(), COUNTRIES.len());
    }

    #[test]
    fn russia_moves_its_days_off_and_works_some_saturdays() {
        let russia = Holidays::of("RU").expect("a known country");
        assert!(russia.is_holiday(day("2025-11-03")) && russia.is_holiday(day("2025-11-04")));
        assert!(russia.works_on(day("2025-11-01")), "Saturday for Monday");
        assert!(!russia.works_on(day("2025-11-08")), "an ordinary Saturday");
        assert!(russia.is_holiday(day("2026-01-09")) && russia.works_on(day("2026-01-12")));
        assert_eq!(russia.years(), Some(2025..=2029));
        assert!(russia.works_on(day("2031-01-01")), "a year that is not known has no holidays");
    }

    #[test]
    fn without_a_country_monday_to_friday_are_worked() {
        assert!(Holidays::of("ZZ").is_none());
        let none = Holidays::default();
        assert!(none.works_on(day("2026-01-01")) && !none.works_on(day("2026-01-03")));
        assert_eq!((none.years(), none == Holidays::default()), (None, true));
        assert_ne!(Holidays::of("RU"), Holidays::of("KZ"));
    }
}
