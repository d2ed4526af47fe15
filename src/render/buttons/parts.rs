//! Callback data, read part by part: `ab:17:2:0` is a name and three numbers.

use std::str::{FromStr, Split};

use chrono::NaiveDate;

use crate::domain::approval::line_comment::Spot;

/// The parts that were not read yet. Each is read as what is expected there; none where it is anything else.
pub(super) struct Parts<'a>(Split<'a, char>);

impl<'a> Parts<'a> {
    pub(super) fn of(data: &'a str) -> Self {
        Self(data.split(':'))
    }

    /// The next, as it stands.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        self.0.next()
    }

    /// The next, as whatever reads itself: a number, a week, a month.
    pub(super) fn read<T: FromStr>(&mut self) -> Option<T> {
        self.word()?.parse().ok()
    }

    /// The id of a row: above zero.
    pub(super) fn id(&mut self) -> Option<i64> {
        id(self.word()?)
    }

    /// The id of a row, or 0 for none.
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

    /// A date of four digits of year, as it is written into callback data.
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

    /// Whether all was read: nothing may follow.
    pub(super) fn ended(&mut self) -> bool {
        self.0.next().is_none()
    }
}

/// The id of a row: above zero.
pub(super) fn id(text: &str) -> Option<i64> {
    text.parse().ok().filter(|id| *id > 0)
}

/// `m2` for the second target, `t3` for the third task.
pub(super) fn spot_name(spot: Spot) -> String {
    match spot {
        Spot::Target(number) => format!("m{number}"),
        Spot::Task(number) => format!("t{number}"),
    }
}
