//! What differs between the company as it was and as it is declared, in words.

use std::collections::HashSet;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::company::Roster;
use crate::domain::company::declaration::Declaration;
use crate::storage::company::apply::doubt::Doubt;

/// One `apply` under way.
pub(super) struct Applying<'a> {
    /// The company as the database has it; none the first time.
    pub(super) before: Option<&'a Roster>,
    /// The company as `company.toml` declares it.
    pub(super) declared: &'a Declaration,
    pub(super) now: DateTime<Utc>,
    /// What was found to differ so far.
    pub(super) differences: Differences,
}

/// One difference between the company and its new declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// Something new, or back again.
    Added {
        /// `person anna`.
        what: String,
        /// Its name.
        name: String,
    },
    /// One field of something differs.
    Changed {
        /// `person anna`.
        what: String,
        /// The key in the file.
        field: &'static str,
        /// The old value.
        old: String,
        /// The new value.
        new: String,
    },
    /// Something is no longer declared; its history stays.
    Removed {
        /// `person anna`.
        what: String,
        /// Its name.
        name: String,
    },
}

impl Change {
    /// What was made in chat is the file's from now on.
    pub(super) fn taken_over(what: String) -> Self {
        Self::Changed { what, field: "made in", old: "chat".to_owned(), new: "company.toml".to_owned() }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added { what, name } => write!(f, "+ {what}: {name}"),
            Self::Changed { what, field, old, new } => write!(f, "~ {what}: {field} {old} → {new}"),
            Self::Removed { what, name } => write!(f, "− {what}: {name}"),
        }
    }
}

/// What is compared.
#[derive(Clone, Copy)]
pub(super) struct Thing<'a> {
    /// The section of the file: `person`.
    pub(super) kind: &'static str,
    /// Its key in the file; empty where the section stands there once.
    pub(super) key: &'a str,
    pub(super) name: &'a str,
}

impl Thing<'_> {
    /// `person anna`.
    pub(super) fn what(self) -> String {
        if self.key.is_empty() { self.kind.to_owned() } else { format!("{} {}", self.kind, self.key) }
    }
}

/// A thing as it is shown: its fields as text, in the order of the file.
pub(super) type Fields = Vec<(&'static str, String)>;

/// Minutes as the file writes them, in hours.
pub(super) fn hours_field(minutes: u32) -> String {
    (f64::from(minutes) / 60.0).to_string()
}

#[derive(Default)]
pub(super) struct Differences {
    pub(super) all: Vec<Change>,
    /// What should have been meant.
    pub(super) doubts: Vec<Doubt>,
    /// What the file says: thing, field, value.
    pub(super) declared: Vec<(String, &'static str, String)>,
}

impl Differences {
    /// Compares one thing; true where it has to be written.
    pub(super) fn compare(&mut self, thing: Thing<'_>, old: Option<Fields>, new: Fields) -> bool {
        let (what, name) = (thing.what(), thing.name);
        self.declared.extend(new.iter().map(|(field, value)| (what.clone(), *field, value.clone())));
        let Some(old) = old else {
            self.all.push(Change::Added { what, name: name.to_owned() });
            return true;
        };
        let count = self.all.len();
        for ((field, old), (_, new)) in old.into_iter().zip(new) {
            if old != new {
                let shown = |text: String| if text.is_empty() { "(none)".to_owned() } else { text };
                self.all.push(Change::Changed { what: what.clone(), field, old: shown(old), new: shown(new) });
            }
        }
        self.all.len() > count
    }

    /// Notes that the file says nothing of a thing's chat, which stays as it is.
    pub(super) fn chat_not_declared(&mut self, thing: Thing<'_>) {
        let what = thing.what();
        self.declared.retain(|(declared, field, _)| *declared != what || *field != "chat");
    }

    /// Notes that a thing is no longer declared.
    pub(super) fn removed(&mut self, thing: Thing<'_>) {
        self.all.push(Change::Removed { what: thing.what(), name: thing.name.to_owned() });
    }

    /// Notes where the things that stay are in another order than before.
    pub(super) fn order<'a>(
        &mut self,
        kind: &str,
        old: impl Iterator<Item = &'a str>,
        new: impl Iterator<Item = &'a str>,
    ) {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.collect(), new.collect());
        let kept = |of: &[&'a str], other: &[&str]| -> Vec<&'a str> {
            let other: HashSet<&str> = other.iter().copied().collect();
            of.iter().copied().filter(|key| other.contains(key)).collect()
        };
        let (was, is) = (kept(&old, &new), kept(&new, &old));
        if was != is {
            let (old, new) = (was.join(", "), is.join(", "));
            self.all.push(Change::Changed { what: kind.to_owned(), field: "order", old, new });
        }
    }
}
