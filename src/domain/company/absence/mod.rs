//! When somebody is away: whole days, from one date to another, with a reason in their own words.

mod reading;

pub use reading::Reading;
pub use reading::Unreadable;
pub use reading::read;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// The longest absence, and how far ahead it may begin: a year.
pub const MAX_DAYS: u64 = 366;
/// The longest reason that is kept, in characters.
pub const MAX_REASON: usize = 100;

/// Some days on which a person does not work.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Absence {
    /// Database id.
    pub id: i64,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Why, as it was typed; empty where nothing was.
    pub reason: String,
}

/// Why days cannot be taken as an absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// All of it has passed.
    Past,
    /// The last day comes before the first.
    Reversed,
    /// It lasts longer than [`MAX_DAYS`], or begins later than that from today.
    TooLong,
}

impl Absence {
    /// Whether it holds that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Whether somebody can be away on these days.
///
/// # Errors
/// Why not.
pub fn allowed(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Result<(), Refused> {
    let within = |start: NaiveDate| start.checked_add_days(Days::new(MAX_DAYS));
    if to < from {
        Err(Refused::Reversed)
    } else if to < today {
        Err(Refused::Past)
    } else if within(from).is_none_or(|last| to > last) || within(today).is_none_or(|last| from > last) {
        Err(Refused::TooLong)
    } else {
        Ok(())
    }
}
