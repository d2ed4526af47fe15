//! How metrics were defined in past weeks, and which of today's metrics were made in chat instead of `company.toml`.
//!
//! A past week is shown with the definitions of its time: [`Roster::in_week`] is the company with the metrics, the lists of
//! metrics and the teams of that week.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, PersonId, Roster, TeamId};

/// Whose list of metrics is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// The metrics that a team's digest shows.
    Team(TeamId),
    /// The metrics that a person plans and reports.
    Person(PersonId),
}

/// A definition that has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Was {
    /// How a metric was defined.
    Metric(Metric),
    /// Which metrics were on a list. A team with an empty list shows those of its people.
    List(Whose, Vec<String>),
}

/// A definition that was in force up to and including a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The last week in which it was in force.
    pub until: Week,
    /// The definition.
    pub was: Was,
}

/// A metric made in chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeInChat {
    /// The metric's key.
    pub metric: String,
    /// Who made it.
    pub by: PersonId,
}

/// What is known about the metrics besides their present definitions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    /// Past definitions, the latest change first.
    pub past: Vec<Past>,
    /// Metrics that were made in chat and are not in `company.toml`.
    pub made: Vec<MadeInChat>,
    /// What was added to lists in chat: whose list, and the metric's key.
    pub given: Vec<(Whose, String)>,
}

/// The most metrics a person can steer by. Whoever gives somebody more is told so.
pub const MOST_METRICS: usize = 5;

/// A short hash of a metric's key (FNV-1a), used in the data of buttons, where a key may be too long. It is enough to tell the
/// metrics of one company apart.
pub fn mark(key: &str) -> u32 {
    crate::domain::plan::hint::mark(key)
}

impl Roster {
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

    /// The last week that a change of definitions or of teams no longer affects: the running week once its digest is out, else
    /// the week before.
    pub fn settled_week(&self, now: DateTime<Utc>) -> Week {
        let running = Week::at(now, self.timezone);
        let out = self.ritual.in_week(running).digest.instant(running, self.timezone);
        if now >= out { running } else { running.previous() }
    }

    /// The company as it was in a week: its metrics, the lists of metrics, and everybody in the team they were in then. Metrics
    /// that have been given up since come last.
    pub fn in_week(&self, week: Week) -> Cow<'_, Self> {
        let mut then = self.with_teams_of(week);
        // Changes are undone from the newest to the oldest, so that of several the one right after that week is undone last.
        for past in self.definitions.past.iter().filter(|past| past.until >= week) {
            let roster = then.to_mut();
            match &past.was {
                Was::Metric(metric) => match roster.metrics.iter_mut().find(|m| m.key == metric.key) {
                    Some(now) => now.clone_from(metric),
                    None => roster.metrics.push(metric.clone()),
                },
                Was::List(Whose::Team(id), list) => {
                    if let Some(team) = roster.teams.iter_mut().find(|team| team.id == *id) {
                        team.metrics.clone_from(list);
                    }
                }
                Was::List(Whose::Person(id), list) => {
                    if let Some(person) = roster.people.iter_mut().find(|person| person.id == *id) {
                        person.metrics.clone_from(list);
                    }
                }
            }
        }
        then
    }
}
