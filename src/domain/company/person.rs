//! People, and what they may do.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::company::absence::Absence;
use crate::domain::company::ids::{PersonId, TeamId};
use crate::domain::company::language::Locale;

/// What a person may do. Each role may all that the one before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Writes plans and reports.
    #[default]
    Employee,
    /// Also approves the plans of the teams that name this person as manager.
    Manager,
    /// Also settings, people, invitations, every team.
    Admin,
}

/// Somebody on the company's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Database id.
    pub id: PersonId,
    /// Stable name in `company.toml`.
    pub key: String,
    /// First and last name.
    pub name: String,
    /// Whose plan this person's is part of.
    pub team: TeamId,
    /// What this person may do.
    pub role: Role,
    /// Job title.
    pub post: String,
    /// Keys of the metrics this person plans and reports, in order.
    pub metrics: Vec<String>,
    /// Contract minutes a week, where they differ from the company's.
    pub week_minutes: Option<u32>,
    /// Thousandths of working time that incoming work takes: 0.4 is 400.
    pub reactive_mille: u32,
    /// Own time zone, where it differs from the team's.
    pub timezone: Option<Tz>,
    /// Own language in `company.toml`, where it differs from the company's.
    pub locale: Option<Locale>,
    /// The language chosen in chat; counts before the file's.
    pub chosen_locale: Option<Locale>,
    /// The Telegram account, once joined.
    pub telegram_id: Option<i64>,
    /// Since when Telegram refuses our messages to this person.
    pub unreachable_since: Option<DateTime<Utc>>,
    /// No longer in `company.toml`; history stays.
    pub left: bool,
    /// When this person is away, by first day.
    pub absences: Vec<Absence>,
}

impl Person {
    /// Joined, not left and not known to be unreachable.
    pub fn reachable(&self) -> bool {
        self.telegram_id.is_some() && !self.left && self.unreachable_since.is_none()
    }

    /// Joined and still here: somebody the ritual asks for plans and reports.
    pub fn active(&self) -> bool {
        self.telegram_id.is_some() && !self.left
    }

    /// The absence that covers a day.
    pub fn away_on(&self, day: NaiveDate) -> Option<&Absence> {
        self.absences.iter().find(|absence| absence.covers(day))
    }

    /// «Анна» of «Анна Смирнова».
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}
