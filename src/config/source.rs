//! The `[[source]]` sections of `planerka.toml`: other systems that know numbers.

use std::time::Duration;

use anyhow::bail;
use chrono::NaiveDate;
use secrecy::{ExposeSecret as _, SecretString};

use crate::domain::calendar::week::Week;
use crate::domain::company::declaration::reader::{At, Section};
use crate::domain::numbers::source::{Pointer, Source, Whose, fill};

const KEYS: &[&str] = &["name", "url", "headers", "body", "pointer", "metric", "person", "team", "timeout"];
/// How long an answer may take, in seconds, unless the section says otherwise.
const TIMEOUT: i64 = 10;
/// The longest time a section may give, in seconds.
const MOST_TIMEOUT: i64 = 60;

/// The sources, and which environment variable they lack.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    all: Vec<Source>,
    /// The first `${NAME}` whose variable is not set, with its place. It is no error until a source is asked, so that other
    /// commands work without the secrets.
    lacking: Option<String>,
}

impl Sources {
    /// All sources.
    ///
    /// # Errors
    /// Fails if one of them names an environment variable that is not set.
    pub(super) fn ready(&self) -> anyhow::Result<&[Source]> {
        match &self.lacking {
            Some(lacking) => bail!("{lacking}"),
            None => Ok(&self.all),
        }
    }
}

/// Reads all `[[source]]` sections. Mistakes are reported to the reader of the file.
pub(super) fn read(file: &str, root: &Section<'_, '_>, env: &dyn Fn(&str) -> Option<String>) -> Sources {
    let mut sources = Sources::default();
    for section in root.sections("source", KEYS) {
        let mut secrets = Secrets { file, section: &section, env, lacking: None };
        if let Some(source) = one(&mut secrets) {
            let same = |known: &Source| known.metric == source.metric && known.whose == source.whose;
            if sources.all.iter().any(same) {
                let text = format!("{} tells a number that another source tells already", section.title);
                section.reader.problem(section.at, text);
            }
            sources.all.push(source);
        }
        sources.lacking = sources.lacking.or(secrets.lacking);
    }
    sources
}

/// Replaces `${NAME}` in a section's texts by the values of environment variables.
struct Secrets<'s, 'r, 'a> {
    file: &'s str,
    section: &'s Section<'r, 'a>,
    env: &'s dyn Fn(&str) -> Option<String>,
    lacking: Option<String>,
}

impl Secrets<'_, '_, '_> {
    /// A text with the value of each `${NAME}`.
    fn fill(&mut self, key: &str, text: At<&str>) -> SecretString {
        let mut filled = String::new();
        let mut rest = text.value;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, behind)) = after.split_once('}') else { break };
            filled.push_str(before);
            match (self.env)(name) {
                Some(value) => filled.push_str(&value),
                None => {
                    let line = self.section.reader.line(text.at);
                    let lacking = format!("{}:{line}: {key}: the environment has no {name}", self.file);
                    self.lacking.get_or_insert(lacking);
                }
            }
            rest = behind;
        }
        filled.push_str(rest);
        filled.into()
    }
}

/// Reads one section; `None` if it has a mistake.
fn one(secrets: &mut Secrets<'_, '_, '_>) -> Option<Source> {
    let section = secrets.section;
    let name = section.required("name").filter(|name| !name.value.trim().is_empty());
    let metric = section.required("metric");
    let pointer = section.required("pointer").and_then(|_| {
        section.parsed("pointer", |text| {
            Pointer::parse(text).ok_or_else(|| "is no JSON pointer such as \"/result/total\"".to_owned())
        })
    });
    let url = address(secrets);
    let headers = headers(secrets);
    let body = section.text("body").map(|text| secrets.fill("body", text));
    let whose = match (section.text("person"), section.text("team")) {
        (Some(person), None) => Some(Whose::Person(person.value.to_owned())),
        (None, Some(team)) => Some(Whose::Team(team.value.to_owned())),
        _ => {
            section.reader.problem(section.at, format!("{} needs either \"person\" or \"team\"", section.title));
            None
        }
    };
    let timeout = section.integer("timeout").map_or(Some(TIMEOUT), |seconds| {
        let fits = (1..=MOST_TIMEOUT).contains(&seconds.value);
        if !fits {
            let text = format!("timeout{} must be 1 to {MOST_TIMEOUT} seconds", section.place_text());
            section.reader.problem(seconds.at, text);
        }
        fits.then_some(seconds.value)
    });
    Some(Source {
        name: name?.value.trim().to_owned(),
        url: url?,
        headers: headers?,
        body,
        pointer: pointer?.value,
        metric: metric?.value.to_owned(),
        whose: whose?,
        timeout: Duration::from_secs(timeout?.unsigned_abs()),
    })
}

/// Reads the address. Its host must be written out, so that the settings show which server is asked.
fn address(secrets: &mut Secrets<'_, '_, '_>) -> Option<SecretString> {
    let section = secrets.section;
    let text = section.required("url")?;
    let refuse = |why: &str| {
        section.reader.problem(text.at, format!("url{} {why}", section.place_text()));
        None
    };
    let host = ["https://", "http://"].iter().find_map(|scheme| text.value.strip_prefix(scheme));
    let Some(host) = host.and_then(|rest| rest.split(['/', '?', '#']).next()).filter(|host| !host.is_empty()) else {
        return refuse("is no web address such as https://crm.example.com/total");
    };
    if host.contains(['{', '$', '@']) {
        return refuse("must name its host in plain words");
    }
    let filled = secrets.fill("url", text);
    let week = Week::of_date(NaiveDate::MIN);
    if reqwest::Url::parse(&fill(filled.expose_secret(), week, chrono_tz::Tz::UTC)).is_err() {
        return refuse("is no web address such as https://crm.example.com/total");
    }
    Some(filled)
}

fn headers(secrets: &mut Secrets<'_, '_, '_>) -> Option<Vec<(String, SecretString)>> {
    let section = secrets.section;
    let mut all = Vec::new();
    for (name, text) in section.texts("headers")? {
        let value = secrets.fill("headers", text);
        let fits = reqwest::header::HeaderName::from_bytes(name.as_bytes()).is_ok()
            && reqwest::header::HeaderValue::from_str(value.expose_secret()).is_ok();
        if !fits {
            section.reader.problem(text.at, format!("headers{}: {name} is no header", section.place_text()));
        }
        all.push((name.to_owned(), value));
    }
    Some(all)
}
