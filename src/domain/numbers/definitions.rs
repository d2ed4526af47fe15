//! What is measured, as it was and as chat has it: definitions that were in force in weeks gone by, and what of today's was
//! made in chat and not in `company.toml`.
//!
//! A past week is shown as it was lived: [`Roster::in_week`] is the company with the metrics, the lists and the teams of that
//! week.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, PersonId, Roster, TeamId};

/// Whose list of metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    /// Those a team's digest shows.
    Team(TeamId),
    /// Those a person plans and reports.
    Person(PersonId),
}

/// Something that is otherwise now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Was {
    /// A metric was defined like this.
    Metric(Metric),
    /// A list of metrics was this; a team's empty one: those of its people.
    List(Whose, Vec<String>),
}

/// What was in force up to and including a week, and changed after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The last week it counts for.
    pub until: Week,
    /// What it was.
    pub was: Was,
}

/// A metric made in chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeInChat {
    /// Its key.
    pub metric: String,
    /// Who made it.
    pub by: PersonId,
}

/// What there is to know of the metrics besides how they are defined now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    /// What changed, those changed last first.
    pub past: Vec<Past>,
    /// Metrics that are not in `company.toml`.
    pub made: Vec<MadeInChat>,
    /// What chat added to lists: whose, and metric key.
    pub given: Vec<(Whose, String)>,
}

/// So many metrics one can steer by; more: a hint.
pub const MOST_METRICS: usize = 5;

/// A short mark of a metric's key for buttons: enough to tell the metrics of one company from each other (FNV-1a).
pub fn mark(key: &str) -> u32 {
    crate::domain::plan::hint::mark(key)
}

impl Roster {
    /// Who made a metric in chat; none where `company.toml` declares it.
    pub fn maker_of(&self, metric: &str) -> Option<PersonId> {
        self.definitions.made.iter().find(|made| made.metric == metric).map(|made| made.by)
    }

    /// Whether a metric is on a list because of chat and not of `company.toml`.
    pub fn given_in_chat(&self, whose: Whose, metric: &str) -> bool {
        self.definitions.given.iter().any(|(of, key)| *of == whose && key == metric)
    }

    /// A list of metrics as it is now.
    pub fn list_of(&self, whose: Whose) -> &[String] {
        match whose {
            Whose::Team(id) => self.team(id).map_or(&[], |team| &team.metrics),
            Whose::Person(id) => self.person(id).map_or(&[], |person| &person.metrics),
        }
    }

    /// The last week that no change of a definition or of a team's people reaches any more: the running one once the digests
    /// are out, else the one before.
    pub fn settled_week(&self, now: DateTime<Utc>) -> Week {
        let running = Week::at(now, self.timezone);
        let out = self.ritual.in_week(running).digest.instant(running, self.timezone);
        if now >= out { running } else { running.previous() }
    }

    /// The company with the metrics and lists that were in force in a week, and everybody in the team they were in then.
    /// Metrics that were given up since stand last.
    pub fn in_week(&self, week: Week) -> Cow<'_, Self> {
        let mut then = self.with_teams_of(week);
        // From the newest to the oldest: what was changed several times is in the end what it was in that week.
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
