//! Reads callback data part by part: `ab:17:2:0` is a name and three numbers.

use std::str::{FromStr, Split};

use chrono::NaiveDate;

use crate::domain::approval::line_comment::Spot;

/// The parts that have not been read yet. Each method reads the next part as something, or returns `None` if it is anything else.
pub(super) struct Parts<'a>(Split<'a, char>);

impl<'a> Parts<'a> {
    pub(super) fn of(data: &'a str) -> Self {
        Self(data.split(':'))
    }

    /// The next part as it is.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    /// The next part as a number, a week, a month or whatever else can be parsed.
    pub(super) fn read<T: FromStr>(&mut self) -> Option<T> {
        self.word()?.parse().ok()
    }

    /// The id of a row, which is above zero.
    pub(super) fn id(&mut self) -> Option<i64> {
        id(self.word()?)
    }

    /// The id of a row, or `None` for 0.
    pub(super) fn id_or_none(&mut self) -> Option<Option<i64>> {
        match self.word()? {
            "0" => Some(None),
            text => id(text).map(Some),
        }
    }

    /// Yes or no: `1` or `0`.
    pub(super) fn flag(&mut self) -> Option<bool> {
        match self.word()? {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }

    /// A date such as `2026-11-27`.
    pub(super) fn date(&mut self) -> Option<NaiveDate> {
        let text = self.word()?;
        text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text && text.len() == 10)
    }

    /// A line, as [`spot_name`] writes it.
    pub(super) fn spot(&mut self) -> Option<Spot> {
        let (kind, number) = self.word()?.split_at_checked(1)?;
        let number = number.parse().ok().filter(|n| *n > 0)?;
        match kind {
            "m" => Some(Spot::Target(number)),
            "t" => Some(Spot::Task(number)),
            _ => None,
        }
    }

    /// Whether there are no more parts.
    pub(super) fn ended(&mut self) -> bool {
        self.0.next().is_none()
    }
}

/// The id of a row, which is above zero.
pub(super) fn id(text: &str) -> Option<i64> {
    text.parse().ok().filter(|id| *id > 0)
}

/// A line in callback data: `m2` is the second target, `t3` the third task.
pub(super) fn spot_name(spot: Spot) -> String {
    match spot {
        Spot::Target(number) => format!("m{number}"),
        Spot::Task(number) => format!("t{number}"),
    }
}
