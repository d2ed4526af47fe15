//! A company for tests to begin with: whoever needs more says so with `..person(…)` or `..roster()`.

use chrono::DateTime;

use crate::domain::calendar::ritual::Ritual;
use crate::domain::company::{Locale, Person, Role, Roster};

/// Somebody of the first team who has not joined.
pub fn person(id: i64, key: &str, name: &str) -> Person {
    Person {
        id,
        key: key.into(),
        name: name.into(),
        team: 1,
        role: Role::Employee,
        post: String::new(),
        metrics: Vec::new(),
        week_minutes: None,
        reactive_mille: 0,
        timezone: None,
        locale: None,
        chosen_locale: None,
        telegram_id: None,
        unreachable_since: None,
        left: false,
        absences: Vec::new(),
    }
}

/// A company in Moscow without people.
pub fn roster() -> Roster {
    Roster {
        company: "ТП Лаб".into(),
        timezone: chrono_tz::Europe::Moscow,
        locale: Locale::Ru,
        formality: Default::default(),
        country: None,
        currency: "RUB".into(),
        week_minutes: 2400,
        over_budget: Default::default(),
        chat: None,
        ritual: Ritual::default(),
        declared_at: DateTime::default(),
        revision: 1,
        metrics: Vec::new(),
        teams: Vec::new(),
        goals: Vec::new(),
        definitions: Default::default(),
        past_teams: Vec::new(),
        missed: Vec::new(),
        people: Vec::new(),
        deputies: Vec::new(),
        syncs: Vec::new(),
    }
}
