//! What holds between the parts of the file: keys, references, formulas, the order of the week.

use std::collections::{HashMap, HashSet};

use chrono::Timelike as _;

use crate::domain::calendar::ritual::{PlannedWeek, Ritual, WeekTime};
use crate::domain::company::Metric;
use crate::domain::company::declaration::reader::{At, Section, did_you_mean};
use crate::domain::numbers::formula;
use crate::domain::numbers::formula::FormulaError;

/// All keys of the file, for looking references up.
pub(super) struct Keys<'r> {
    metrics: Vec<&'r str>,
    teams: Vec<&'r str>,
    people: Vec<&'r str>,
}

impl<'r> Keys<'r> {
    /// Notes keys that are missing, misspelt or there twice.
    pub(super) fn collect(
        metrics: &[Section<'r, '_>],
        teams: &[Section<'r, '_>],
        people: &[Section<'r, '_>],
        syncs: &[Section<'r, '_>],
        goals: &[Section<'r, '_>],
    ) -> Self {
        keys_of(syncs, "sync", "-");
        keys_of(goals, "goal", "-");
        Self {
            metrics: keys_of(metrics, "metric", ""),
            teams: keys_of(teams, "team", "-"),
            people: keys_of(people, "person", "-"),
        }
    }

    pub(super) fn person(&self, section: &Section<'_, '_>, key: &str, name: At<&str>) -> Option<String> {
        refer(section, key, name, "person", &self.people)
    }

    pub(super) fn team(&self, section: &Section<'_, '_>, key: &str, name: At<&str>) -> Option<String> {
        refer(section, key, name, "team", &self.teams)
    }

    pub(super) fn teams(&self, section: &Section<'_, '_>, key: &str) -> Vec<String> {
        refer_all(section, key, "team", &self.teams)
    }

    pub(super) fn metrics(&self, section: &Section<'_, '_>, key: &str) -> Vec<String> {
        refer_all(section, key, "metric", &self.metrics)
    }

    pub(super) fn formula(&self, section: &Section<'_, '_>, text: At<&str>) {
        if let Err(error) = formula::parse(text.value, &self.metrics) {
            let hint = match &error {
                // The catalogue's formulas name the catalogue's metrics, which have to be there too.
                FormulaError::UnknownMetric(name) if section.place("formula").is_none() => {
                    format!("; declare it too, with preset = \"{name}\"")
                }
                FormulaError::UnknownMetric(name) => did_you_mean(name, &self.metrics),
                _ => String::new(),
            };
            section.reader.problem(text.at, format!("{}: {error}{hint}", section.title));
        }
    }
}

fn keys_of<'r>(sections: &[Section<'r, '_>], kind: &str, also: &str) -> Vec<&'r str> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut keys = Vec::new();
    for section in sections {
        // What a metric of the catalogue is called there is its key, unless it says another.
        let preset = || section.text("preset").filter(|_| kind == "metric");
        let key = if section.place("key").is_none() { preset() } else { None };
        let Some(key) = key.or_else(|| section.required("key")) else { continue };
        let spelt = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || also.contains(c);
        let key_ok = key.value.starts_with(|c: char| c.is_ascii_lowercase()) && key.value.chars().all(spelt);
        if !key_ok || key.value.len() > 64 {
            let allowed = if also.is_empty() { "digits and _" } else { "digits, _ and -" };
            section.reader.problem(
                key.at,
                format!(
                    "key \"{}\" of a [[{kind}]] must be up to 64 small Latin letters, {allowed}, a letter first",
                    key.value
                ),
            );
        }
        if let Some(line) = first.insert(key.value, section.reader.line(key.at)) {
            let text = format!("two [[{kind}]] have the key \"{}\" (the other is on line {line})", key.value);
            section.reader.problem(key.at, text);
        }
        keys.push(key.value);
    }
    keys
}

fn refer(section: &Section<'_, '_>, key: &str, name: At<&str>, kind: &str, known: &[&str]) -> Option<String> {
    if known.contains(&name.value) {
        return Some(name.value.to_owned());
    }
    let (place, hint) = (section.place_text(), did_you_mean(name.value, known));
    section.reader.problem(name.at, format!("{key}{place} names the unknown {kind} \"{}\"{hint}", name.value));
    None
}

fn refer_all(section: &Section<'_, '_>, key: &str, kind: &str, known: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in section.list(key).unwrap_or_default() {
        if found.iter().any(|earlier| earlier == name.value) {
            let place = section.place_text();
            section.reader.problem(name.at, format!("{key}{place} names \"{}\" twice", name.value));
            continue;
        }
        found.extend(refer(section, key, name, kind, known));
    }
    found
}

/// The deputy of a team's manager: somebody else, where there is a manager.
pub(super) fn deputy(
    section: &Section<'_, '_>,
    keys: &Keys<'_>,
    deputy: At<&str>,
    manager: Option<&str>,
) -> Option<String> {
    let problem = |why: &str| section.reader.problem(deputy.at, format!("deputy{} {why}", section.place_text()));
    if section.place("manager").is_none() {
        problem("needs a \"manager\" to stand in for");
    } else if manager == Some(deputy.value) {
        problem("is the manager: name somebody else, or nobody");
    }
    keys.person(section, "deputy", deputy)
}

/// Notes a term that comes before its own question, where the section names one of the two. `ritual` is what results.
pub(super) fn ritual_order(section: &Section<'_, '_>, ritual: &Ritual) {
    for (open, due, open_at, due_at) in [
        ("plan_open", "plan_due", ritual.plan_open, ritual.plan_due),
        ("report_open", "report_due", ritual.report_open, ritual.report_due),
    ] {
        let named = section.place(due).or_else(|| section.place(open));
        if let Some(at) = named.filter(|_| minute_of_week(due_at) <= minute_of_week(open_at)) {
            let place = section.place_text();
            section.reader.problem(at, format!("{due} ({due_at}){place} must come after {open} ({open_at})"));
        }
    }
}

/// Notes a running week that is planned too late to be approved or reported on, where the section names any of it.
pub(super) fn running_order(section: &Section<'_, '_>, ritual: &Ritual) {
    if ritual.planned_week != PlannedWeek::Running {
        return;
    }
    for (later, at) in [("approval_due", ritual.approval_due), ("report_open", ritual.report_open)] {
        let named = ["planned_week", "plan_due", later].iter().find_map(|key| section.place(key));
        if let Some(place_at) = named.filter(|_| minute_of_week(at) <= minute_of_week(ritual.plan_due)) {
            let (place, due) = (section.place_text(), ritual.plan_due);
            let problem =
                format!("plan_due ({due}){place} must come before {later} ({at}): planned_week is \"running\"");
            section.reader.problem(place_at, problem);
        }
    }
}

/// Notes a pulse that comes when the report is asked for already, where the section names one of the two.
pub(super) fn pulse_order(section: &Section<'_, '_>, ritual: &Ritual) {
    let Some(pulse) = ritual.pulse.filter(|at| minute_of_week(*at) >= minute_of_week(ritual.report_open)) else {
        return;
    };
    if let Some(at) = section.place("pulse").or_else(|| section.place("report_open")) {
        let (place, open) = (section.place_text(), ritual.report_open);
        section.reader.problem(at, format!("pulse ({pulse}){place} must come before report_open ({open})"));
    }
}

/// Minutes since Monday, 00:00.
pub(super) fn minute_of_week(at: WeekTime) -> u32 {
    at.day.num_days_from_monday() * 1440 + at.time.hour() * 60 + at.time.minute()
}

/// Notes metrics that are derived from themselves.
pub(super) fn formula_cycles(sections: &[Section<'_, '_>], metrics: &[Metric]) {
    let formula_of = |key: &str| metrics.iter().find(|metric| metric.key == key)?.formula.as_deref();
    let mut told: HashSet<String> = HashSet::new();
    for section in sections {
        let Some(key) = section.text_quietly("key").or_else(|| section.text_quietly("preset")) else { continue };
        if told.contains(key) {
            continue;
        }
        if let Some(path) = formula::cycle(key, formula_of) {
            let chain: Vec<&str> = std::iter::once(key).chain(path.iter().map(String::as_str)).collect();
            section.reader.problem(
                section.place("formula").unwrap_or(section.at),
                format!("{}: the formula depends on itself: {}", section.title, chain.join(" → ")),
            );
            told.extend(path);
        }
    }
}
