//! Values from which the tests of the button files make actions.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::domain::calendar::week::Week;

/// Ids of rows.
pub fn ids() -> impl Strategy<Value = i64> {
    1..=i64::MAX
}

/// Days from 1970 on.
pub fn days() -> impl Strategy<Value = NaiveDate> {
    (0u64..50_000).prop_map(|days| NaiveDate::default() + Days::new(days))
}

/// Weeks from 1970 on.
pub fn weeks() -> impl Strategy<Value = Week> {
    days().prop_map(Week::of_date)
}
