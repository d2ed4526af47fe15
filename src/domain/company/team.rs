//! Teams, and the meetings of several of them.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::ritual::Ritual;
use crate::domain::calendar::week::Week;
use crate::domain::company::ids::{ChatId, PersonId, TeamId};

/// What a department does in the funnel; the weekly sync is between the first three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Function {
    /// Brings the leads.
    Marketing,
    /// Turns leads into deals.
    Sales,
    /// Keeps the clients.
    Support,
    /// Anything else.
    #[default]
    Other,
}

/// What a team's digest says of its people where others read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Who did what, who is missing, why something failed.
    #[default]
    Names,
    /// What the team did as a whole, nobody by name.
    Totals,
}

/// A group of people with one manager and one digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Database id.
    pub id: TeamId,
    /// Stable name in `company.toml`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it does in the funnel.
    pub function: Function,
    /// Who approves its plans.
    pub manager: Option<PersonId>,
    /// Who does whenever the manager is not there, as the company declares it.
    pub deputy: Option<PersonId>,
    /// Where its digest is posted.
    pub chat: Option<ChatId>,
    /// What its digest says of its people there.
    pub visibility: Visibility,
    /// Own time zone, where it differs from the company's.
    pub timezone: Option<Tz>,
    /// The company's ritual with the team's overrides applied.
    pub ritual: Ritual,
    /// Metrics shown in its digest, in order; empty: those of its people.
    pub metrics: Vec<String>,
}

/// A weekly meeting of several teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sync {
    /// Database id.
    pub id: i64,
    /// Stable name in `company.toml`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Who meets.
    pub teams: Vec<TeamId>,
    /// Where its agenda is posted.
    pub chat: Option<ChatId>,
}

/// Where somebody was up to and including a week, and was no more after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastTeam {
    /// Who.
    pub person: PersonId,
    /// The last week it counts for.
    pub until: Week,
    /// The week in which it changed: whoever they answer to since then reads and changes this week and later ones.
    pub moved_in: Week,
    /// Their team; none: not in the company.
    pub team: Option<TeamId>,
}
