//! A word for where a task came from.

use crate::domain::plan::{DraftTask, Origin};
use crate::say;
use crate::texts::Words;

/// The word for where a task came from; none for a new one.
pub fn origin(words: Words<'_>, origin: Origin) -> Option<String> {
    Some(match origin {
        Origin::New => return None,
        Origin::Carried => say!(words, "origin-carried"),
        Origin::Regular => say!(words, "origin-regular"),
        Origin::Goal => say!(words, "origin-goal"),
        Origin::Decision => say!(words, "origin-decision"),
        Origin::Unplanned => say!(words, "origin-unplanned"),
    })
}

/// The word for where a task came from; for a task that is carried over for the third week or more, with that number.
/// None for a new one.
pub fn of_task(words: Words<'_>, task: &DraftTask) -> Option<String> {
    match task.carried_on().filter(|_| task.origin == Origin::Carried) {
        Some(week) => Some(say!(words, "origin-carried-week", week = week)),
        None => origin(words, task.origin),
    }
}
