//! The sections of the file, one after another.

use chrono_tz::Tz;

use crate::domain::calendar::ritual::{PlannedWeek, Ritual, RitualPatch, WeekTime};
use crate::domain::company::declaration::declared::{
    Declaration, DeclaredCompany, DeclaredPerson, DeclaredSync, DeclaredTeam,
};
use crate::domain::company::declaration::fields::{chat, code, country, name, short, timezone, week_minutes, whole};
use crate::domain::company::declaration::hint::week_time_hint;
use crate::domain::company::declaration::reader::{At, Problems, Reader, Section};
use crate::domain::company::declaration::{check, goal, reader, warnings};
use crate::domain::company::{Aggregate, Direction, Formality, Function, Locale, Metric, MetricUnit, Role, Visibility};
use crate::domain::numbers::catalogue;
use crate::domain::plan::budget::OverBudget;

const ROOT: &[&str] = &["company", "ritual", "metric", "team", "person", "sync", "goal"];
const COMPANY: &[&str] =
    &["name", "timezone", "locale", "formality", "country", "currency", "hours_per_week", "over_budget", "chat"];
const METRIC: &[&str] = &["preset", "key", "name", "unit", "direction", "aggregate", "formula", "threshold"];
const TEAM: &[&str] =
    &["key", "name", "function", "manager", "deputy", "chat", "visibility", "timezone", "ritual", "metrics"];
const PERSON: &[&str] =
    &["key", "name", "team", "role", "position", "metrics", "hours_per_week", "reactive_share", "timezone", "locale"];
const SYNC: &[&str] = &["key", "name", "teams", "chat"];
/// The moments of a ritual, as the file names them.
pub const RITUAL_KEYS: &[&str] = &[
    "plan_open",
    "plan_nudges",
    "plan_due",
    "report_open",
    "report_nudges",
    "report_due",
    "digest",
    "approval_nudges",
    "approval_due",
    "agenda",
    "pulse",
    "planned_week",
];
/// Where each key belongs.
const HOMES: &[(&str, &[&str])] = &[
    ("[company]", COMPANY),
    ("[ritual]", RITUAL_KEYS),
    ("[[metric]]", METRIC),
    ("[[team]]", TEAM),
    ("[[person]]", PERSON),
    ("[[sync]]", SYNC),
    ("[[goal]]", goal::GOAL),
    ("[[goal.milestone]]", goal::MILESTONE),
    ("planerka.toml", &["token", "token_file", "api_url", "db", "now", "log", "source"]),
];
const LOCALES: &[&str] = &["ru", "en"];

impl Declaration {
    /// Reads the text of the file called `file`.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub fn parse(file: &str, source: &str) -> Result<Self, Problems> {
        let reader = Reader::new(file, source).with_homes(HOMES);
        let table = reader.root()?;
        let root = Section::open(&reader, String::new(), 0, &table, ROOT);
        let ritual = root.section("ritual", "[ritual]".to_owned(), RITUAL_KEYS);
        let (patch, ritual_section) = (ritual.as_ref().map(read_ritual).unwrap_or_default(), ritual);
        let company_ritual = patch.over(&Ritual::default());
        if let Some(section) = &ritual_section {
            check::ritual_order(section, &company_ritual);
            check::pulse_order(section, &company_ritual);
            check::running_order(section, &company_ritual);
        }
        let company = read_company(&root, company_ritual.clone());
        let metrics = root.sections("metric", METRIC);
        let teams = root.sections("team", TEAM);
        let people = root.sections("person", PERSON);
        let syncs = root.sections("sync", SYNC);
        let goals = root.sections("goal", goal::GOAL);
        let keys = check::Keys::collect(&metrics, &teams, &people, &syncs, &goals);
        if teams.is_empty() && root.place("team").is_none() {
            reader.problem(source.len(), "no [[team]]: declare at least one");
        }
        let declaration = company.map(|company| Self {
            metrics: metrics.iter().filter_map(|section| read_metric(section, &keys, company.locale)).collect(),
            teams: teams.iter().filter_map(|section| read_team(section, &keys, &company_ritual)).collect(),
            people: people.iter().filter_map(|section| read_person(section, &keys)).collect(),
            syncs: syncs.iter().filter_map(|section| read_sync(section, &keys)).collect(),
            goals: goal::read_goals(&goals, &keys),
            company,
            warnings: Vec::new(),
        });
        if let Some(declaration) = &declaration {
            check::formula_cycles(&metrics, &declaration.metrics);
        }
        let mut declaration = reader.finish(declaration)?;
        declaration.warnings = warnings::warnings(&declaration);
        Ok(declaration)
    }
}

fn read_company(root: &Section<'_, '_>, ritual: Ritual) -> Option<DeclaredCompany> {
    let Some(section) = root.section("company", "[company]".to_owned(), COMPANY) else {
        if root.place("company").is_none() {
            root.reader.problem(0, "no [company]: declare at least its name and timezone");
        }
        // Go on with something, so that the rest is checked too; the problem noted above refuses the file.
        return Some(DeclaredCompany {
            name: String::new(),
            timezone: Tz::UTC,
            locale: Locale::default(),
            formality: Formality::default(),
            country: None,
            currency: String::new(),
            week_minutes: 2400,
            over_budget: OverBudget::default(),
            chat: None,
            ritual,
        });
    };
    let name = name(&section);
    section.required("timezone");
    Some(DeclaredCompany {
        name: name.unwrap_or_default(),
        timezone: timezone(&section).unwrap_or(Tz::UTC),
        locale: section.word("locale", LOCALES).map_or(Locale::default(), |l| l.value),
        formality: section.word("formality", &["formal", "informal"]).map_or(Formality::default(), |f| f.value),
        country: section.parsed("country", country).map(|c| c.value),
        currency: section.parsed("currency", |text| code(text, 3, "RUB")).map_or("RUB".to_owned(), |c| c.value),
        week_minutes: week_minutes(&section).unwrap_or(2400),
        over_budget: section.word("over_budget", &["warn", "block"]).map_or(OverBudget::default(), |o| o.value),
        chat: chat(&section),
        ritual,
    })
}

/// A metric as it is written, or one of the catalogue with what is written differently.
fn read_metric(section: &Section<'_, '_>, keys: &check::Keys<'_>, locale: Locale) -> Option<Metric> {
    let preset = section.parsed("preset", |key| {
        catalogue::preset(key).ok_or_else(|| {
            let keys = catalogue::keys();
            let named = catalogue::named(key).map(|preset| format!("; did you mean \"{}\"?", preset.key));
            let hint = named.unwrap_or_else(|| reader::did_you_mean(key, &keys));
            format!("is none of the catalogue{hint} ({})", keys.join(", "))
        })
    });
    let preset = preset.map(|preset| (preset.at, preset.value.metric(locale)));
    let key = section.text("key").map(|key| key.value.to_owned());
    let of_preset = section.place("preset").is_some() && section.place("name").is_none();
    let name = if of_preset { None } else { Some(name(section)) };
    let unit = section.word::<MetricUnit>("unit", &["count", "money", "percent", "hours", "ratio"]);
    let direction = section.word::<Direction>("direction", &["up", "down"]);
    let aggregate = section.word::<Aggregate>("aggregate", &["sum", "mean", "last"]);
    let formula = section.text("formula");
    match (formula, &preset) {
        (Some(formula), _) => keys.formula(section, formula),
        (None, Some((at, Metric { formula: Some(text), .. }))) => keys.formula(section, At { at: *at, value: text }),
        (None, _) => {}
    }
    let threshold = section.decimal("threshold");
    let base = preset.map(|(_, metric)| metric);
    Some(Metric {
        key: key.or_else(|| base.as_ref().map(|m| m.key.clone()))?,
        name: match name {
            Some(written) => written?,
            None => base.as_ref().map(|m| m.name.clone())?,
        },
        unit: unit.map(|u| u.value).or(base.as_ref().map(|m| m.unit)).unwrap_or_default(),
        direction: direction.map(|d| d.value).or(base.as_ref().map(|m| m.direction)).unwrap_or_default(),
        aggregate: aggregate.map(|a| a.value).or(base.as_ref().map(|m| m.aggregate)).unwrap_or_default(),
        threshold: threshold.map(|t| t.value).or(base.as_ref().and_then(|m| m.threshold)),
        formula: formula.map(|f| f.value.trim().to_owned()).or(base.and_then(|m| m.formula)),
    })
}

fn read_team(section: &Section<'_, '_>, keys: &check::Keys<'_>, company: &Ritual) -> Option<DeclaredTeam> {
    let key = section.text("key");
    let name = name(section);
    let function = section.word::<Function>("function", &["sales", "marketing", "support", "other"]);
    let manager = section.text("manager").and_then(|m| keys.person(section, "manager", m));
    let deputy = section.text("deputy");
    let deputy = deputy.and_then(|d| check::deputy(section, keys, d, manager.as_deref()));
    let chat = chat(section);
    let visibility = section.word::<Visibility>("visibility", &["names", "totals"]);
    let timezone = timezone(section);
    let title = format!("[team.ritual] of {}", section.title);
    let ritual = section.section("ritual", title, RITUAL_KEYS).map(|section| {
        let patch = read_ritual(&section);
        let whole = patch.over(company);
        check::ritual_order(&section, &whole);
        check::pulse_order(&section, &whole);
        check::running_order(&section, &whole);
        patch
    });
    let metrics = keys.metrics(section, "metrics");
    Some(DeclaredTeam {
        key: key?.value.to_owned(),
        name: name?,
        function: function.map(|f| f.value).unwrap_or_default(),
        manager,
        deputy,
        chat,
        visibility: visibility.map(|v| v.value).unwrap_or_default(),
        timezone,
        ritual: ritual.unwrap_or_default(),
        metrics,
    })
}

fn read_person(section: &Section<'_, '_>, keys: &check::Keys<'_>) -> Option<DeclaredPerson> {
    let key = section.text("key");
    let name = name(section);
    let team = section.required("team").and_then(|t| keys.team(section, "team", t));
    let role = section.word::<Role>("role", &["employee", "manager", "admin"]);
    let post = section.text("position").and_then(|p| short(section, "position", p));
    let metrics = keys.metrics(section, "metrics");
    let week_minutes = week_minutes(section);
    let reactive = section.number("reactive_share", 0.0..=1.0);
    let timezone = timezone(section);
    let locale = section.word("locale", LOCALES);
    Some(DeclaredPerson {
        key: key?.value.to_owned(),
        name: name?,
        team: team?,
        role: role.map(|r| r.value).unwrap_or_default(),
        post: post.unwrap_or_default(),
        metrics,
        week_minutes,
        reactive_mille: reactive.map_or(0, |share| whole(share.value * 1000.0)),
        timezone,
        locale: locale.map(|l| l.value),
    })
}

fn read_sync(section: &Section<'_, '_>, keys: &check::Keys<'_>) -> Option<DeclaredSync> {
    let key = section.text("key");
    let name = name(section);
    let chat = chat(section);
    let teams = keys.teams(section, "teams");
    if teams.is_empty() && section.list("teams").is_none_or(|list| list.is_empty()) {
        section.reader.problem(section.at, format!("{} has no \"teams\"", section.title));
    }
    Some(DeclaredSync { key: key?.value.to_owned(), name: name?, teams, chat })
}

fn planned_week(text: &str) -> Result<PlannedWeek, String> {
    match text {
        "next" => Ok(PlannedWeek::Next),
        "running" => Ok(PlannedWeek::Running),
        _ => Err("is neither \"next\" nor \"running\"".to_owned()),
    }
}

fn read_ritual(section: &Section<'_, '_>) -> RitualPatch {
    let time = |text: &str| {
        text.parse::<WeekTime>()
            .map_err(|_| format!("is no weekday and time such as \"Thu 15:00\"{}", week_time_hint(text)))
    };
    let one = |key| section.parsed(key, time).map(|t| t.value);
    let many = |key| {
        let mut times: Vec<WeekTime> = section.parsed_list(key, time)?.into_iter().map(|t| t.value).collect();
        times.sort_by_key(|t| check::minute_of_week(*t));
        times.dedup();
        Some(times)
    };
    RitualPatch {
        plan_open: one("plan_open"),
        plan_nudges: many("plan_nudges"),
        plan_due: one("plan_due"),
        report_open: one("report_open"),
        report_nudges: many("report_nudges"),
        report_due: one("report_due"),
        digest: one("digest"),
        approval_nudges: many("approval_nudges"),
        approval_due: one("approval_due"),
        agenda: one("agenda"),
        pulse: one("pulse"),
        planned_week: section.parsed("planned_week", planned_week).map(|week| week.value),
    }
}
