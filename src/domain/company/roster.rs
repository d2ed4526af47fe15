//! The whole declaration in memory.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::missed::MissedQuestion;
use crate::domain::calendar::ritual::Ritual;
use crate::domain::calendar::week::Week;
use crate::domain::company::deputy::Deputy;
use crate::domain::company::ids::{ChatId, PersonId, TeamId};
use crate::domain::company::language::{Formality, Locale};
use crate::domain::company::metric::Metric;
use crate::domain::company::person::{Person, Role};
use crate::domain::company::team::{PastTeam, Sync, Team};
use crate::domain::meeting::goal::Goal;
use crate::domain::numbers::definitions::{Definitions, Whose};
use crate::domain::plan::budget::OverBudget;

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
    /// Questions that were not put in their time, of the last weeks.
    pub missed: Vec<MissedQuestion>,
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

    /// The metrics a team shows as things stand: those on its list; else its people's, in the company's order.
    pub fn metrics_of_team(&self, team: &Team) -> Vec<&Metric> {
        if !team.metrics.is_empty() {
            return team.metrics.iter().filter_map(|key| self.metric(key)).collect();
        }
        self.metrics.iter().filter(|m| self.members(team.id).any(|p| p.metrics.contains(&m.key))).collect()
    }

    /// A person's metrics that are typed in by people, in the person's order: derived ones are left out. As things stand: for
    /// plans still to be written. What shows a week asks its [`WeekRoster`](super::WeekRoster).
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

    /// Who made a metric in chat; `None` if `company.toml` declares it.
    pub fn maker_of(&self, metric: &str) -> Option<PersonId> {
        self.definitions.made.iter().find(|made| made.metric == metric).map(|made| made.by)
    }

    /// Whether a metric was put on a list in chat, and not by `company.toml`.
    pub fn given_in_chat(&self, whose: Whose, metric: &str) -> bool {
        self.definitions.given.iter().any(|(of, key)| *of == whose && key == metric)
    }

    /// The keys on a list, as it is now.
    pub fn list_of(&self, whose: Whose) -> &[String] {
        match whose {
            Whose::Team(id) => self.team(id).map_or(&[], |team| &team.metrics),
            Whose::Person(id) => self.person(id).map_or(&[], |person| &person.metrics),
        }
    }
}
