//! The company as it was in one week: what was measured and how, whose list held what, who was in which team.
//!
//! Whatever shows or judges the numbers of a week takes a [`WeekRoster`], which only [`Roster::in_week`] gives: a later change
//! of a metric, a list or a team cannot reach a week that is behind. It has no calendar and no permissions on purpose: when
//! something is due, who is asked and who decides goes by the company as it is now.

use std::borrow::Cow;

use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, Person, PersonId, Roster, Team, TeamId};
use crate::domain::meeting::goal::Goal;
use crate::domain::numbers::definitions::{Was, Whose};

/// The company as it was in a week. Borrowed from today's where nothing was otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekRoster<'a> {
    week: Week,
    then: Cow<'a, Roster>,
}

impl Roster {
    /// The company with the metrics and lists that were in force in a week, and everybody in the team they were in then.
    /// Metrics that were given up since stand last.
    pub fn in_week(&self, week: Week) -> WeekRoster<'_> {
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
        WeekRoster { week, then }
    }
}

impl WeekRoster<'_> {
    /// Which week.
    pub fn week(&self) -> Week {
        self.week
    }

    /// Whether nothing of the company was otherwise in that week.
    pub fn is_as_today(&self) -> bool {
        matches!(self.then, Cow::Borrowed(_))
    }

    /// The same week's metrics and lists with everybody in the team they were in in an earlier week: what that one is compared
    /// by.
    pub fn staffed_as_in(&self, earlier: Week) -> WeekRoster<'_> {
        WeekRoster { week: self.week, then: self.then.with_teams_of(earlier) }
    }

    /// The company's name.
    pub fn company(&self) -> &str {
        &self.then.company
    }

    /// ISO 4217 code of its money.
    pub fn currency(&self) -> &str {
        &self.then.currency
    }

    /// What was measured, in declared order; what was given up since stands last.
    pub fn metrics(&self) -> &[Metric] {
        &self.then.metrics
    }

    /// The metric with this key, as it was defined.
    pub fn metric(&self, key: &str) -> Option<&Metric> {
        self.then.metric(key)
    }

    /// The metrics a person typed in, in the order of their list; none for somebody unknown.
    pub fn typed_metrics(&self, person: PersonId) -> impl Iterator<Item = &Metric> {
        self.then.person(person).into_iter().flat_map(|person| self.then.typed_metrics(person))
    }

    /// The metrics a team showed: those on its list; else its people's, in the company's order.
    pub fn metrics_of_team(&self, team: TeamId) -> Vec<&Metric> {
        self.then.team(team).map(|team| self.then.metrics_of_team(team)).unwrap_or_default()
    }

    /// Everybody in declared order, those who were not in the company then included.
    pub fn people(&self) -> &[Person] {
        &self.then.people
    }

    /// The person with this id, in their team of that week.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.then.person(id)
    }

    /// The team's people of that week.
    pub fn members(&self, team: TeamId) -> impl Iterator<Item = &Person> {
        self.then.members(team)
    }

    /// Whether somebody was in one of these teams.
    pub fn was_in(&self, person: PersonId, teams: &[TeamId]) -> bool {
        self.person(person).is_some_and(|person| teams.contains(&person.team))
    }

    /// Teams in declared order.
    pub fn teams(&self) -> &[Team] {
        &self.then.teams
    }

    /// The team with this id, with its list of that week.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.then.team(id)
    }

    /// Whether a person worked on any day of the week.
    pub fn worked(&self, person: &Person) -> bool {
        self.then.works_in(person, self.week)
    }

    /// The goals, which have no past: closed ones too.
    pub fn goals(&self) -> &[Goal] {
        &self.then.goals
    }
}

/// The company over several weeks, each as it was.
#[derive(Debug, Clone)]
pub struct WeekRosters<'a>(Vec<WeekRoster<'a>>);

impl Roster {
    /// The company in each of these weeks, which are each asked for once.
    pub fn in_weeks(&self, weeks: impl IntoIterator<Item = Week>) -> WeekRosters<'_> {
        WeekRosters(weeks.into_iter().map(|week| self.in_week(week)).collect())
    }
}

impl<'a> WeekRosters<'a> {
    /// Each week in the order they were asked for.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &WeekRoster<'a>> {
        self.0.iter()
    }

    /// The company in one of the weeks.
    pub fn of(&self, week: Week) -> Option<&WeekRoster<'a>> {
        self.0.iter().find(|then| then.week == week)
    }

    /// A metric as it was defined in one of the weeks.
    pub fn metric(&self, week: Week, key: &str) -> Option<&Metric> {
        self.of(week)?.metric(key)
    }
}
