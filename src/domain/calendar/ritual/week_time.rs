//! A day of the week and a time of day, and the instant it is in a time zone.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, LocalResult, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::week::Week;

/// A weekday and a local time, written `Thu 15:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekTime {
    /// The day of the week.
    pub day: Weekday,
    /// The local time.
    pub time: NaiveTime,
}

/// The text is no weekday and time such as `Thu 15:00`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no weekday and time such as \"Thu 15:00\"")]
pub struct NoWeekTime(pub String);

impl WeekTime {
    /// The instant in that week and time zone. A time that clocks skip in spring comes when they have skipped it (02:30 becomes
    /// 03:00), so that a later time of the same day never comes before it. Of a time that clocks show twice in autumn, the first is
    /// meant.
    pub fn instant(self, week: Week, zone: Tz) -> DateTime<Utc> {
        let local = week.day(self.day).and_time(self.time);
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
            LocalResult::None => end_of_gap(local, zone),
        }
    }
}

/// The first instant after the gap of a zone's clocks that `local` lies in.
fn end_of_gap(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    // No offset is more than 16 hours, and no gap longer than a day: some islands have skipped a whole one.
    let middle = Utc.from_utc_datetime(&local).timestamp();
    let shows = |second: i64| DateTime::from_timestamp(second, 0).map(|at| at.with_timezone(&zone).naive_local());
    let (mut before, mut after) = (middle - 2 * 86_400, middle + 2 * 86_400);
    while after - before > 1 {
        let half = before + (after - before) / 2;
        if shows(half).is_some_and(|shown| shown >= local) { after = half } else { before = half }
    }
    DateTime::from_timestamp(after, 0).unwrap_or_else(|| Utc.from_utc_datetime(&local))
}

impl fmt::Display for WeekTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, self.time.format("%H:%M"))
    }
}

impl FromStr for WeekTime {
    type Err = NoWeekTime;

    fn from_str(text: &str) -> Result<Self, NoWeekTime> {
        let refuse = || NoWeekTime(text.to_owned());
        let (day, time) = text.trim().split_once(' ').ok_or_else(refuse)?;
        let day = day.parse::<Weekday>().map_err(|_| refuse())?;
        let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").map_err(|_| refuse())?;
        Ok(Self { day, time })
    }
}

impl TryFrom<String> for WeekTime {
    type Error = NoWeekTime;

    fn try_from(text: String) -> Result<Self, NoWeekTime> {
        text.parse()
    }
}

impl From<WeekTime> for String {
    fn from(at: WeekTime) -> Self {
        at.to_string()
    }
}
