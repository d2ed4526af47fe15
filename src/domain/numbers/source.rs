//! Another system that knows a number, such as a CRM: how to ask it for a week's number, and how to find the number in its
//! answer.
//!
//! Numbers are parsed from the digits of the answer into decimals, never through floats, so every digit is kept.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::calendar::ritual::{Ritual, WeekTime};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Metric, Person, Roster};
use crate::domain::intake::parse_number;

/// How long before the report opens a source is asked.
const LEAD: TimeDelta = TimeDelta::minutes(10);
/// How long to wait after the first and the second failed attempt. If the third fails too, the manager is told.
pub const WAITS: [TimeDelta; 2] = [TimeDelta::minutes(1), TimeDelta::minutes(3)];
/// A larger number, of either sign, is a mistake.
const MOST: i64 = 1_000_000_000_000_000;

/// A source as the settings describe it, with the secrets from the environment filled in.
#[derive(Debug, Clone)]
pub struct Source {
    /// What people call it: «CRM».
    pub name: String,
    /// The address, with placeholders for the week; see [`fill`].
    pub url: SecretString,
    /// Names and values of the headers.
    pub headers: Vec<(String, SecretString)>,
    /// The body of a POST request, with placeholders; `None` for a GET request.
    pub body: Option<SecretString>,
    /// Where in the answer the number is.
    pub pointer: Pointer,
    /// The metric's key.
    pub metric: String,
    /// Whose number it is.
    pub whose: Whose,
    /// How long an answer may take.
    pub timeout: Duration,
}

/// Whose number a source gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The person's of this key.
    Person(String),
    /// That of the team of this key: it goes into the report of the one person there who has the metric.
    Team(String),
}

/// Why a source fits nobody in the company.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// There is no such metric.
    #[error("there is no metric '{0}'")]
    NoMetric(String),
    /// The metric is computed by a formula.
    #[error("the metric '{0}' is computed by a formula")]
    Computed(String),
    /// There is no such person.
    #[error("there is no person '{0}'")]
    NoPerson(String),
    /// There is no such team.
    #[error("there is no team '{0}'")]
    NoTeam(String),
    /// The person does not report the metric.
    #[error("'{person}' does not report '{metric}'")]
    NotTheirs {
        /// The person's key.
        person: String,
        /// The metric's key.
        metric: String,
    },
    /// In the team nobody, or more than one, reports the metric.
    #[error("{found} people of team '{team}' report '{metric}'; it has to be exactly one, or name the person")]
    NotOne {
        /// The team's key.
        team: String,
        /// The metric's key.
        metric: String,
        /// How many do.
        found: usize,
    },
}

/// Why asking a source gave no number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// There was no answer within this many seconds.
    TimedOut(u64),
    /// There was no connection.
    Unreachable,
    /// The answer has this HTTP status, which is no success.
    Status(u16),
    /// The answer redirects to another server. That is not followed, because it would be sent our secrets.
    Elsewhere,
    /// The answer is too long for one with a single number.
    TooBig,
    /// The answer is no JSON.
    NoJson,
    /// There is nothing, or null, where the number should be.
    NotThere,
    /// What is there is no number, or one too large to be meant.
    NoNumber,
}

impl Source {
    /// The person into whose report the number goes, and the metric.
    ///
    /// # Errors
    /// Fails if the company has no such person, team or metric, or if not exactly one person reports the number.
    pub fn target<'a>(&self, roster: &'a Roster) -> Result<(&'a Person, &'a Metric), Misfit> {
        let metric = roster.metric(&self.metric).ok_or_else(|| Misfit::NoMetric(self.metric.clone()))?;
        if metric.formula.is_some() {
            return Err(Misfit::Computed(metric.key.clone()));
        }
        let has = |person: &&Person| person.metrics.contains(&metric.key);
        match &self.whose {
            Whose::Person(key) => {
                let person = roster.people.iter().find(|p| !p.left && p.key == *key);
                let person = person.ok_or_else(|| Misfit::NoPerson(key.clone()))?;
                let misfit = || Misfit::NotTheirs { person: key.clone(), metric: metric.key.clone() };
                Some((person, metric)).filter(|(person, _)| has(person)).ok_or_else(misfit)
            }
            Whose::Team(key) => {
                let team = roster.teams.iter().find(|t| t.key == *key).ok_or_else(|| Misfit::NoTeam(key.clone()))?;
                let found: Vec<&Person> = roster.members(team.id).filter(has).collect();
                match found.as_slice() {
                    [one] => Ok((one, metric)),
                    _ => Err(Misfit::NotOne { team: key.clone(), metric: metric.key.clone(), found: found.len() }),
                }
            }
        }
    }

    /// The address to ask for a week, which begins and ends at midnight in this zone.
    pub fn address(&self, week: Week, zone: Tz) -> SecretString {
        fill(self.url.expose_secret(), week, zone).into()
    }

    /// The body to post for that week, if there is one.
    pub fn posted(&self, week: Week, zone: Tz) -> Option<SecretString> {
        self.body.as_ref().map(|body| fill(body.expose_secret(), week, zone).into())
    }

    /// The number in an answer.
    ///
    /// # Errors
    /// Fails if the answer is no JSON or has no number there.
    pub fn read(&self, answer: &str) -> Result<Decimal, Trouble> {
        let raw: &RawValue = serde_json::from_str(answer).map_err(|_| Trouble::NoJson)?;
        number(self.pointer.find(raw).ok_or(Trouble::NotThere)?)
    }
}

/// From when until when a source is asked for a week: from shortly before the report opens until the digest, so that a bot that
/// was down can still catch up.
pub fn when(ritual: &Ritual, week: Week, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    let times = ritual.in_week(week);
    let open = times.report_open.instant(week, zone);
    (open - LEAD, times.digest.instant(week, zone).max(open + TimeDelta::hours(1)))
}

/// Replaces placeholders by the dates of a week. `{from}` is its Monday, `{last}` its Sunday, `{to}` the Monday after, which is
/// outside the week. `{from_unix}` and `{to_unix}` are the same midnights in Unix seconds, `{from_ms}` and `{to_ms}` in
/// milliseconds; `{last_unix}` and `{last_ms}` are the last second and the last millisecond of the week.
pub fn fill(template: &str, week: Week, zone: Tz) -> String {
    if !template.contains('{') {
        return template.to_owned();
    }
    let midnight = WeekTime { day: Weekday::Mon, time: NaiveTime::MIN };
    let (from, to) = (midnight.instant(week, zone).timestamp(), midnight.instant(week.next(), zone).timestamp());
    let values = [
        ("{from}", week.monday().to_string()),
        ("{to}", week.next().monday().to_string()),
        ("{last}", week.day(Weekday::Sun).to_string()),
        ("{from_unix}", from.to_string()),
        ("{to_unix}", to.to_string()),
        ("{last_unix}", (to - 1).to_string()),
        ("{from_ms}", (from * 1000).to_string()),
        ("{to_ms}", (to * 1000).to_string()),
        ("{last_ms}", (to * 1000 - 1).to_string()),
        ("{week}", week.to_string()),
    ];
    values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// A JSON pointer (RFC 6901): the path to a value inside a JSON document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// Parses a pointer such as `/result/total`; `None` if it does not begin with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self(Vec::new()));
        }
        let rest = text.strip_prefix('/')?;
        Some(Self(rest.split('/').map(|part| part.replace("~1", "/").replace("~0", "~")).collect()))
    }

    /// The value at the path, if there is one.
    fn find<'a>(&self, whole: &'a RawValue) -> Option<&'a RawValue> {
        self.0.iter().try_fold(whole, |value, part| {
            if value.get().starts_with('{') {
                let fields: HashMap<String, &RawValue> = serde_json::from_str(value.get()).ok()?;
                fields.get(part).copied()
            } else {
                let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
                items.get(part.parse::<usize>().ok()?).copied()
            }
        })
    }
}

/// Reads a JSON number, or a number inside a JSON string.
fn number(raw: &RawValue) -> Result<Decimal, Trouble> {
    let written = match raw.get().chars().next() {
        Some('"') => serde_json::from_str::<String>(raw.get()).map_err(|_| Trouble::NoNumber)?,
        Some('n') => return Err(Trouble::NotThere),
        _ => raw.get().to_owned(),
    };
    let written = written.trim();
    // Programs write `1.000` for one; only what is no such number is read as people write it, where `1 000` is a thousand.
    let plain = written.parse::<Decimal>().ok().or_else(|| Decimal::from_scientific(written).ok());
    let value = plain.or_else(|| parse_number(written)).ok_or(Trouble::NoNumber)?;
    if value.abs() > Decimal::from(MOST) { Err(Trouble::NoNumber) } else { Ok(value.round_dp(9).normalize()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(pointer: &str) -> Source {
        Source {
            name: "CRM".into(),
            url: "https://crm.example/{from}".to_owned().into(),
            headers: Vec::new(),
            body: None,
            pointer: Pointer::parse(pointer).expect("a pointer"),
            metric: "leads".into(),
            whose: Whose::Person("anna".into()),
            timeout: Duration::from_secs(1),
        }
    }

    #[test]
    fn the_number_is_found_and_keeps_every_digit() {
        for (answer, pointer, expected) in [
            (r#"{"total": 131, "result": []}"#, "/total", Ok("131")),
            (r#"{"result": {"rows": [{"sum": "1"}, {"sum": "15000.250"}]}}"#, "/result/rows/1/sum", Ok("15000.25")),
            (r#"{"a/b": {"~": 0.1000000001}}"#, "/a~1b/~0", Ok("0.1")),
            (r#"{"a": 123456789012.345678901}"#, "/a", Ok("123456789012.345678901")),
            (r#"{"a": 1.5e3, "a": 2E+3}"#, "/a", Ok("2000")),
            ("-7", "", Ok("-7")),
            (r#"{"a": "15 000,5"}"#, "/a", Ok("15000.5")),
            (r#"{"a": " 1.000 "}"#, "/a", Ok("1")),
            (r#"{"total": null}"#, "/total", Err(Trouble::NotThere)),
            (r#"{"totals": 1}"#, "/total", Err(Trouble::NotThere)),
            (r#"{"total": [1]}"#, "/total/1", Err(Trouble::NotThere)),
            (r#"{"total": [1]}"#, "/total/x", Err(Trouble::NotThere)),
            (r#"{"total": 5}"#, "/total/x", Err(Trouble::NotThere)),
            (r#"{"total": [1]}"#, "/total", Err(Trouble::NoNumber)),
            (r#"{"total": true}"#, "/total", Err(Trouble::NoNumber)),
            (r#"{"total": "many"}"#, "/total", Err(Trouble::NoNumber)),
            (r#"{"total": 1e300}"#, "/total", Err(Trouble::NoNumber)),
            ("<html>", "/total", Err(Trouble::NoJson)),
            ("", "", Err(Trouble::NoJson)),
        ] {
            let found = source(pointer).read(answer).map(|value| value.to_string());
            assert_eq!(found.as_deref().map_err(Clone::clone), expected, "{answer} {pointer}");
        }
        assert_eq!(Pointer::parse("total"), None);
    }

    #[test]
    fn a_week_is_half_open_and_inclusive_as_one_likes() {
        let week = "2026-W48".parse().expect("a week");
        let filled = fill(
            "{from}..{to} {last} {from_unix}..{to_unix} {last_unix} {from_ms} {to_ms} {last_ms} {week} {\"x\":1}",
            week,
            chrono_tz::Europe::Moscow,
        );
        assert_eq!(
            filled,
            "2026-11-23..2026-11-30 2026-11-29 1795381200..1795986000 1795985999 1795381200000 1795986000000 \
             1795985999999 2026-W48 {\"x\":1}"
        );
    }

    proptest! {
        #[test]
        fn whatever_comes_is_a_number_or_a_trouble(answer in "\\PC{0,60}", pointer in "(/[a-z0-9~]{0,4}){0,3}") {
            let _ = source(&pointer).read(&answer);
        }

        #[test]
        fn every_decimal_comes_through_unchanged(units in -999_999_999_999_i64..999_999_999_999, scale in 0u32..9) {
            let value = Decimal::new(units, scale);
            let answer = format!("{{\"result\":{{\"total\":{value}}}}}");
            prop_assert_eq!(source("/result/total").read(&answer), Ok(value.normalize()));
        }
    }
}
