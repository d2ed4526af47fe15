//! The running week of a person, and the names of their metrics.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster, WeekRoster};
use crate::domain::intake::MetricName;

/// The running week in the person's time zone, and whether new plans are for the next week, which they work in.
pub fn calendar(roster: &Roster, person: &Person, now: DateTime<Utc>) -> (Week, bool) {
    let (ritual, zone) = roster.calendar_of(person);
    let running = Week::at(now, zone);
    (running, ritual.plans_next_week(now, zone) && roster.works_in(person, running.next()))
}

/// The names by which a person may write the numbers of a week.
pub fn names_in_week<'a>(then: &'a WeekRoster<'_>, person: &Person) -> Vec<MetricName<'a>> {
    then.typed_metrics(person.id).map(|m| MetricName { key: &m.key, name: &m.name }).collect()
}

/// The names by which a person may write their present metrics, in plans.
pub fn metric_names<'a>(roster: &'a Roster, person: &'a Person) -> Vec<MetricName<'a>> {
    roster.typed_metrics(person).map(|m| MetricName { key: &m.key, name: &m.name }).collect()
}
