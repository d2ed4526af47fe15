//! Who works here: the company, its teams, people, metrics and syncs, as the company declares them.
//!
//! A [`Roster`] is the whole declaration in memory. It is small (some kilobytes for 300 people), read on every update
//! and replaced as a whole when `apply`, joining or linking changes it.

pub mod absence;
pub mod access;
pub mod declaration;
pub mod names;
pub mod team_history;
#[cfg(test)]
pub mod testing;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::approval::chain::Deputy;
use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::ritual::Ritual;
use crate::domain::calendar::week::Week;
use crate::domain::company::absence::Absence;
use crate::domain::company::team_history::PastTeam;
use crate::domain::meeting::goal::Goal;
use crate::domain::numbers::definitions::Definitions;
use crate::domain::plan::budget::OverBudget;

/// Database id of a person.
pub type PersonId = i64;
/// Database id of a team.
pub type TeamId = i64;
/// A Telegram chat, group or channel; a private chat has its user's id.
pub type ChatId = i64;

/// The language the bot speaks to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Russian, the default.
    #[default]
    Ru,
    /// English.
    En,
}

/// How the bot addresses people, in languages that tell the two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Formality {
    /// «Вы», the default.
    #[default]
    Formal,
    /// «Ты».
    Informal,
}

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

/// How a metric's values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum MetricUnit {
    /// Things: leads, calls, deals. Whole numbers, as a rule.
    #[default]
    Count,
    /// The company's currency.
    Money,
    /// Per cent: 35 means 35 %.
    Percent,
    /// Hours.
    Hours,
    /// A bare ratio, such as LTV : CAC.
    Ratio,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    #[default]
    Up,
    /// Less is better (cost per lead).
    Down,
}

/// How people's values make the team's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Aggregate {
    /// Added up.
    #[default]
    Sum,
    /// The arithmetic mean of those who have a value.
    Mean,
    /// The value reported last.
    Last,
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

/// A number the company watches every week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Stable name in `company.toml`, exports and formulas: `[a-z][a-z0-9_]*`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// How its values are written.
    pub unit: MetricUnit,
    /// Which way is good.
    pub direction: Direction,
    /// How people's values make the team's; a formula's parts are aggregated each by their own.
    pub aggregate: Aggregate,
    /// A derived metric: arithmetic over other metrics' keys. Nobody types its values.
    pub formula: Option<String>,
    /// What it should not fall short of: at least so much where more is better, at most where less is.
    pub threshold: Option<Decimal>,
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

/// The whole declaration in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// The company's name.
    pub company: String,
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
    /// Where the digest over all teams is posted; none: to the admins in private.
    pub chat: Option<ChatId>,
    /// The company's ritual; it knows the public holidays.
    pub ritual: Ritual,
    /// When the company was first declared: no earlier moment of the calendar is owed.
    pub declared_at: DateTime<Utc>,
    /// `company.revision` this was loaded at.
    pub revision: i64,
    /// Metrics in declared order.
    pub metrics: Vec<Metric>,
    /// Teams in declared order.
    pub teams: Vec<Team>,
    /// People in declared order, leavers included.
    pub people: Vec<Person>,
    /// Deputies that managers named, in the order they were named; those whose days are over too.
    pub deputies: Vec<Deputy>,
    /// Syncs in declared order.
    pub syncs: Vec<Sync>,
    /// Goals: the file's in its order, then those made in chat; closed ones too.
    pub goals: Vec<Goal>,
    /// What was measured how in weeks gone by, and what of it was made in chat.
    pub definitions: Definitions,
    /// Who was in which team in weeks gone by; those who moved last first.
    pub past_teams: Vec<PastTeam>,
}

impl Roster {
    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|p| p.id == id)
    }

    /// The person with this Telegram account, unless they left.
    pub fn by_telegram(&self, telegram_id: i64) -> Option<&Person> {
        self.people.iter().find(|p| p.telegram_id == Some(telegram_id) && !p.left)
    }

    /// The team with this id.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.iter().find(|t| t.id == id)
    }

    /// The metric with this key.
    pub fn metric(&self, key: &str) -> Option<&Metric> {
        self.metrics.iter().find(|m| m.key == key)
    }

    /// A person's metrics that are typed in by people, in the person's order: derived ones are left out.
    pub fn typed_metrics<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = &'a Metric> {
        person.metrics.iter().filter_map(|key| self.metric(key)).filter(|m| m.formula.is_none())
    }

    /// The public holidays of the company's country.
    pub fn holidays(&self) -> Holidays {
        self.ritual.holidays
    }

    /// The team's people who are still here, joined or not.
    pub fn members(&self, team: TeamId) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |p| p.team == team && !p.left)
    }

    /// A person's language.
    pub fn locale_of(&self, person: &Person) -> Locale {
        person.chosen_locale.or(person.locale).unwrap_or(self.locale)
    }

    /// The team's time zone.
    pub fn team_timezone(&self, team: &Team) -> Tz {
        team.timezone.unwrap_or(self.timezone)
    }

    /// The calendar a person lives by: the team's ritual in the team's time zone.
    pub fn calendar_of(&self, person: &Person) -> (&Ritual, Tz) {
        match self.team(person.team) {
            Some(team) => (&team.ritual, self.team_timezone(team)),
            None => (&self.ritual, self.timezone),
        }
    }

    /// Whether a week is over by this person's calendar: nothing is decided about its plan any more.
    pub fn is_over(&self, week: Week, person: &Person, now: DateTime<Utc>) -> bool {
        week < Week::at(now, self.calendar_of(person).1)
    }

    /// The earliest week that may not be over for everybody yet.
    pub fn unfinished_since(&self, now: DateTime<Utc>) -> Week {
        Week::at(now, self.timezone).previous()
    }

    /// A person's time zone: own, else the team's, else the company's.
    pub fn timezone_of(&self, person: &Person) -> Tz {
        person.timezone.or_else(|| self.team(person.team).and_then(|t| t.timezone)).unwrap_or(self.timezone)
    }

    /// A person's contract minutes a week.
    pub fn week_minutes_of(&self, person: &Person) -> u32 {
        person.week_minutes.unwrap_or(self.week_minutes)
    }

    /// Admins who are still here, joined ones first.
    pub fn admins(&self) -> Vec<&Person> {
        let mut admins: Vec<&Person> = self.people.iter().filter(|p| p.role == Role::Admin && !p.left).collect();
        admins.sort_by_key(|p| !p.active());
        admins
    }

    /// Whether something due at `at` is from before the company was declared, so that nobody owes it. A rehearsal clock that
    /// runs before the declaration counts as after it.
    pub fn predates(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        at < self.declared_at && self.declared_at <= now
    }

    /// A person's role, where heading a team makes everybody a manager.
    pub fn role_of(&self, person: &Person) -> Role {
        let heads = self.teams.iter().any(|t| t.manager == Some(person.id));
        if heads { person.role.max(Role::Manager) } else { person.role }
    }

    /// Whether the person's team takes part in a sync. Admins take part in every one.
    pub fn in_sync(&self, person: &Person, sync: &Sync) -> bool {
        person.role == Role::Admin || sync.teams.contains(&person.team)
    }

    /// Whether the person's team takes part in any sync.
    pub fn meets(&self, person: &Person) -> bool {
        self.syncs.iter().any(|sync| sync.teams.contains(&person.team))
    }

    /// Everybody whose team takes part in a sync, in declared order.
    pub fn people_of_sync(&self, sync: &Sync) -> Vec<&Person> {
        self.people.iter().filter(|p| !p.left && sync.teams.contains(&p.team)).collect()
    }

    /// The sync with this id.
    pub fn sync(&self, id: i64) -> Option<&Sync> {
        self.syncs.iter().find(|s| s.id == id)
    }

    /// The running week where a sync meets: its first team's calendar counts.
    pub fn week_of_sync(&self, sync: &Sync, now: DateTime<Utc>) -> Week {
        let first = sync.teams.first().and_then(|id| self.team(*id));
        Week::at(now, first.map_or(self.timezone, |team| self.team_timezone(team)))
    }

    /// Whether `who` heads the team that `whose` belongs to.
    pub fn heads(&self, who: &Person, whose: &Person) -> bool {
        self.team(whose.team).is_some_and(|t| t.manager == Some(who.id))
    }

    /// Teams this person manages, or all of them for an admin.
    pub fn teams_led_by(&self, person: &Person) -> Vec<&Team> {
        self.teams.iter().filter(|t| t.manager == Some(person.id) || person.role == Role::Admin).collect()
    }
}
