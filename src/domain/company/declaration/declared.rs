//! What a company's file declares.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::calendar::month::Month;
use crate::domain::calendar::ritual::{Ritual, RitualPatch};
use crate::domain::company::{ChatId, Formality, Function, Locale, Metric, Role, Visibility};
use crate::domain::meeting::goal::Level;
use crate::domain::plan::budget::OverBudget;

/// A company as its file describes it; all references in it hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The company itself.
    pub company: DeclaredCompany,
    /// Its metrics, in order.
    pub metrics: Vec<Metric>,
    /// Its teams, in order.
    pub teams: Vec<DeclaredTeam>,
    /// Its people, in order.
    pub people: Vec<DeclaredPerson>,
    /// Its weekly meetings, in order.
    pub syncs: Vec<DeclaredSync>,
    /// Its goals, in order.
    pub goals: Vec<DeclaredGoal>,
    /// What is allowed and probably not meant.
    pub warnings: Vec<String>,
}

/// `[company]` and `[ritual]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredCompany {
    /// The company's name.
    pub name: String,
    /// Its time zone.
    pub timezone: Tz,
    /// Its language.
    pub locale: Locale,
    /// How its people are addressed.
    pub formality: Formality,
    /// ISO 3166 code for public holidays.
    pub country: Option<String>,
    /// ISO 4217 code of its money.
    pub currency: String,
    /// Contract minutes a week.
    pub week_minutes: u32,
    /// What happens to a plan of more hours than fit.
    pub over_budget: OverBudget,
    /// Where the digest over all teams is posted; `None` leaves it as it was linked.
    pub chat: Option<ChatId>,
    /// Its ritual.
    pub ritual: Ritual,
}

/// `[[team]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredTeam {
    /// Stable name.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it does in the funnel.
    pub function: Function,
    /// Key of the person who approves its plans.
    pub manager: Option<String>,
    /// Key of the person who does whenever the manager is not there.
    pub deputy: Option<String>,
    /// Where its digest is posted; `None` leaves it as it was linked.
    pub chat: Option<ChatId>,
    /// What its digest says of its people there.
    pub visibility: Visibility,
    /// Own time zone.
    pub timezone: Option<Tz>,
    /// What its ritual does differently.
    pub ritual: RitualPatch,
    /// Keys of the metrics of its digest.
    pub metrics: Vec<String>,
}

/// `[[person]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredPerson {
    /// Stable name.
    pub key: String,
    /// First and last name.
    pub name: String,
    /// Key of the team.
    pub team: String,
    /// What this person may do.
    pub role: Role,
    /// Job title.
    pub post: String,
    /// Keys of this person's metrics.
    pub metrics: Vec<String>,
    /// Contract minutes a week, where they differ.
    pub week_minutes: Option<u32>,
    /// Thousandths of working time that incoming work takes.
    pub reactive_mille: u32,
    /// Own time zone.
    pub timezone: Option<Tz>,
    /// Own language.
    pub locale: Option<Locale>,
}

/// `[[sync]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredSync {
    /// Stable name.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Keys of the teams that meet.
    pub teams: Vec<String>,
    /// Where its agenda is posted; `None` leaves it as it was linked.
    pub chat: Option<ChatId>,
}

/// `[[goal]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredGoal {
    /// Stable name.
    pub key: String,
    /// What tasks name it by, without `#`; the key where the file says none.
    pub tag: String,
    /// What is to be reached.
    pub title: String,
    /// How far it looks.
    pub level: Level,
    /// Key of the strategic goal it serves.
    pub parent: Option<String>,
    /// Key of the person who answers for it.
    pub owner: Option<String>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// What it should come to in which month, in order of time.
    pub milestones: Vec<(Month, String)>,
}
