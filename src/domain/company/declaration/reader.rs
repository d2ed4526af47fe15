//! TOML read strictly: every unknown key, wrong type and missing value is noted with its line, and reading goes on.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::domain::company::declaration::hint::{is_foreign, line_hint, meaning};

/// All that is wrong with a file, in order of lines. Shown one a line: `company.toml:12: unknown key "managr" …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// The file's name, as the user gave it.
    pub file: String,
    /// Line (from 1) and what is wrong there.
    pub all: Vec<(usize, String)>,
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (line, text)) in self.all.iter().enumerate() {
            let end = if i + 1 < self.all.len() { "\n" } else { "" };
            write!(f, "{}:{line}: {text}{end}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Something read, and at which byte of the file it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At<T> {
    pub(crate) at: usize,
    pub(crate) value: T,
}

/// The file and what was found wrong with it so far.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    /// Every section with its keys, to tell where a key belongs that stands elsewhere.
    homes: &'static [(&'static str, &'static [&'static str])],
    problems: RefCell<Vec<(usize, String)>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(file: &'a str, source: &'a str) -> Self {
        Self { file, source, homes: &[], problems: RefCell::default() }
    }

    /// The same, which knows what sections there are, and which keys they have.
    pub(crate) fn with_homes(self, homes: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Self { homes, ..self }
    }

    /// What may be meant by a key that does not belong where it stands.
    fn hint_of_key(&self, name: &str, known: &[&str]) -> String {
        let homes: Vec<&str> =
            self.homes.iter().filter(|(_, keys)| keys.contains(&name)).map(|(home, _)| *home).collect();
        match meaning(name) {
            _ if (1..=3).contains(&homes.len()) => format!("; it belongs to {}", homes.join(" or ")),
            Some(key) if is_foreign(name) => format!("; did you mean \"{key}\"?"),
            _ => did_you_mean(name, known),
        }
    }

    /// The whole file as one section without a title.
    pub(crate) fn root(&self) -> Result<DeTable<'a>, Problems> {
        let (table, errors) = DeTable::parse_recoverable(self.source);
        if errors.is_empty() {
            return Ok(table.into_inner());
        }
        let mut single = false;
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let said = error.message().lines().collect::<Vec<_>>().join(", ");
            // How to write the line, where that is clear; else what the parser says.
            let hint = line_hint(self.text_of_line(at));
            // Keys of a section that is there twice are only there twice because it is.
            if hint.is_none() && single && said == "duplicate key" {
                continue;
            }
            single |= hint.is_some() && said == "duplicate key";
            self.problem(at, hint.unwrap_or(said));
        }
        Err(self.problems())
    }

    /// Notes that something is wrong at that byte.
    pub(crate) fn problem(&self, at: usize, text: impl Into<String>) {
        self.problems.borrow_mut().push((self.line(at), text.into()));
    }

    /// The line that byte is on, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        let before = self.source.as_bytes().get(..at).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    fn text_of_line(&self, at: usize) -> &'a str {
        self.source.lines().nth(self.line(at) - 1).unwrap_or_default()
    }

    /// What was found wrong, by line.
    pub(crate) fn problems(&self) -> Problems {
        let mut all = self.problems.borrow().clone();
        all.sort_by_key(|(line, _)| *line);
        all.dedup();
        Problems { file: self.file.to_owned(), all }
    }

    /// The result, unless something was wrong.
    pub(crate) fn finish<T>(&self, result: Option<T>) -> Result<T, Problems> {
        let problems = self.problems();
        match result {
            Some(result) if problems.all.is_empty() => Ok(result),
            _ => Err(problems),
        }
    }
}

/// One table of the file.
#[derive(Debug, Clone)]
pub(crate) struct Section<'r, 'a> {
    pub(crate) reader: &'r Reader<'a>,
    /// As it is named in messages: `[[team]] marketing`.
    pub(crate) title: String,
    /// Where it begins.
    pub(crate) at: usize,
    table: &'r DeTable<'a>,
}

impl<'r, 'a> Section<'r, 'a> {
    /// Notes every key that is none of the known.
    pub(crate) fn open(
        reader: &'r Reader<'a>,
        title: String,
        at: usize,
        table: &'r DeTable<'a>,
        known: &[&str],
    ) -> Self {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let place = if title.is_empty() { String::new() } else { format!(" in {title}") };
                let hint = reader.hint_of_key(name, known);
                reader.problem(key.span().start, format!("unknown key \"{name}\"{place}{hint}"));
            }
        }
        Self { reader, title, at, table }
    }

    /// Whether the key is there, and where.
    pub(crate) fn place(&self, key: &str) -> Option<usize> {
        self.table.keys().find(|k| *k.get_ref() == key).map(|k| k.span().start)
    }

    /// A section within this one.
    pub(crate) fn section(&self, key: &str, title: String, known: &[&str]) -> Option<Section<'r, 'a>> {
        let (span, value) = self.value(key)?;
        match value {
            DeValue::Table(table) => Some(Section::open(self.reader, title, span.start, table, known)),
            _ => self.wrong(&span, key, "a section", value),
        }
    }

    /// All `[[key]]` sections, each known by its own key or its number.
    pub(crate) fn sections(&self, key: &str, known: &[&str]) -> Vec<Section<'r, 'a>> {
        self.sections_called(key, key, "", known)
    }

    /// All sections within this one, called `[[name]]`.
    pub(crate) fn inner_sections(&self, key: &str, name: &str, known: &[&str]) -> Vec<Section<'r, 'a>> {
        self.sections_called(key, name, &format!(" of {}", self.title), known)
    }

    fn sections_called(&self, key: &str, name: &str, place: &str, known: &[&str]) -> Vec<Section<'r, 'a>> {
        let Some((span, value)) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            self.reader.problem(span.start, format!("[{name}] must be written [[{name}]], once for each"));
            return Vec::new();
        };
        let mut sections = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let DeValue::Table(table) = item.get_ref() else {
                self.reader.problem(item.span().start, format!("{key} must be sections [[{name}]]"));
                continue;
            };
            let text =
                |key: &str| table.iter().find(|(k, _)| *k.get_ref() == key).and_then(|(_, v)| v.get_ref().as_str());
            // A metric of the catalogue needs no key of its own.
            let own = text("key").or_else(|| text("preset").filter(|_| known.contains(&"preset")));
            let title =
                own.map_or_else(|| format!("[[{name}]] number {}{place}", i + 1), |own| format!("[[{name}]] {own}"));
            sections.push(Section::open(self.reader, title, item.span().start, table, known));
        }
        sections
    }

    /// Text in quotes.
    pub(crate) fn text(&self, key: &str) -> Option<At<&'r str>> {
        let (span, value) = self.value(key)?;
        match value {
            DeValue::String(text) => Some(At { at: span.start, value: text }),
            _ => self.wrong(&span, key, "text in quotes", value),
        }
    }

    /// Text where there is any; whatever else stands there is said elsewhere.
    pub(crate) fn text_quietly(&self, key: &str) -> Option<&'r str> {
        self.value(key).and_then(|(_, value)| value.as_str())
    }

    /// Text that has to be there.
    pub(crate) fn required(&self, key: &str) -> Option<At<&'r str>> {
        if self.value(key).is_none() {
            let place = if self.title.is_empty() { "the file" } else { &self.title };
            self.reader.problem(self.at, format!("{place} has no \"{key}\""));
        }
        self.text(key)
    }

    /// Text that means something.
    pub(crate) fn parsed<T>(&self, key: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<At<T>> {
        let text = self.text(key)?;
        self.read(key, text, read)
    }

    /// Several texts that mean something.
    pub(crate) fn parsed_list<T>(&self, key: &str, read: impl Fn(&str) -> Result<T, String>) -> Option<Vec<At<T>>> {
        let list = self.list(key)?;
        Some(list.into_iter().filter_map(|text| self.read(key, text, &read)).collect())
    }

    /// One of some words, as the enum's serde names.
    pub(crate) fn word<T: DeserializeOwned>(&self, key: &str, words: &[&str]) -> Option<At<T>> {
        self.parsed(key, |text| {
            let value = if words.contains(&text) { serde_json::from_value(text.into()).ok() } else { None };
            value.ok_or_else(|| format!("is none of {}{}", words.join(", "), did_you_mean(text, words)))
        })
    }

    /// A list of texts in quotes.
    pub(crate) fn list(&self, key: &str) -> Option<Vec<At<&'r str>>> {
        let (span, value) = self.value(key)?;
        let DeValue::Array(items) = value else { return self.wrong(&span, key, "a list of texts", value) };
        let mut list = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => list.push(At { at: item.span().start, value: text.as_ref() }),
                other => return self.wrong(&item.span(), key, "a list of texts", other),
            }
        }
        Some(list)
    }

    /// A section whose keys are anybody's, each with a text; empty where there is none.
    pub(crate) fn texts(&self, key: &str) -> Option<Vec<(&'r str, At<&'r str>)>> {
        let Some((span, value)) = self.value(key) else { return Some(Vec::new()) };
        let DeValue::Table(table) = value else { return self.wrong(&span, key, "a section", value) };
        let mut texts = Vec::new();
        for (name, item) in table {
            match item.get_ref() {
                DeValue::String(text) => {
                    let name: &str = name.get_ref();
                    texts.push((name, At { at: item.span().start, value: text.as_ref() }));
                }
                other => return self.wrong(&item.span(), key, "texts in quotes", other),
            }
        }
        Some(texts)
    }

    /// A whole number.
    pub(crate) fn integer(&self, key: &str) -> Option<At<i64>> {
        let (span, value) = self.value(key)?;
        let number = value.as_integer().and_then(|n| i64::from_str_radix(n.as_str(), n.radix()).ok());
        match number {
            Some(number) => Some(At { at: span.start, value: number }),
            None => self.wrong(&span, key, "a whole number", value),
        }
    }

    /// A number within limits.
    pub(crate) fn number(&self, key: &str, limits: std::ops::RangeInclusive<f64>) -> Option<At<f64>> {
        let (span, value) = self.value(key)?;
        let number = match value {
            DeValue::Integer(n) => i32::from_str_radix(n.as_str(), n.radix()).ok().map(f64::from),
            DeValue::Float(n) => n.as_str().parse().ok(),
            _ => return self.wrong(&span, key, "a number", value),
        };
        if let Some(number) = number.filter(|n| limits.contains(n)) {
            return Some(At { at: span.start, value: number });
        }
        let written = self.reader.source.get(span.clone()).unwrap_or_default();
        let (from, to) = (limits.start(), limits.end());
        self.reader
            .problem(span.start, format!("{key} {written}{} must be between {from} and {to}", self.place_text()));
        None
    }

    /// An exact number, as it is written.
    pub(crate) fn decimal(&self, key: &str) -> Option<At<Decimal>> {
        let (span, value) = self.value(key)?;
        let number = match value {
            DeValue::Integer(n) if n.radix() == 10 => n.as_str().parse::<Decimal>().ok(),
            DeValue::Float(n) => n.as_str().parse::<Decimal>().ok(),
            _ => None,
        };
        match number {
            Some(number) => Some(At { at: span.start, value: number.normalize() }),
            None => {
                self.reader
                    .problem(span.start, format!("{key}{} must be a number such as 3 or 0.5", self.place_text()));
                None
            }
        }
    }

    /// ` in [[team]] marketing`, or nothing at the top.
    pub(crate) fn place_text(&self) -> String {
        if self.title.is_empty() { String::new() } else { format!(" in {}", self.title) }
    }

    fn read<T>(&self, key: &str, text: At<&str>, read: impl Fn(&str) -> Result<T, String>) -> Option<At<T>> {
        match read(text.value) {
            Ok(value) => Some(At { at: text.at, value }),
            Err(why) => {
                self.reader.problem(text.at, format!("{key} \"{}\"{} {why}", text.value, self.place_text()));
                None
            }
        }
    }

    fn value(&self, key: &str) -> Option<(Range<usize>, &'r DeValue<'a>)> {
        self.table.iter().find(|(k, _)| *k.get_ref() == key).map(|(_, v)| (v.span(), v.get_ref()))
    }

    fn wrong<T>(&self, span: &Range<usize>, key: &str, wanted: &str, found: &DeValue<'_>) -> Option<T> {
        // Several of what there is one of.
        if wanted == "a section" && matches!(found, DeValue::Array(_)) {
            self.reader.problem(span.start, format!("[[{key}]] must be written [{key}]: there is one"));
            return None;
        }
        let unquoted = matches!(found, DeValue::String(text) if text.trim().parse::<f64>().is_ok());
        let hint = if unquoted && wanted.contains("number") { ": write it without quotes" } else { "" };
        let found = match found {
            DeValue::String(_) => "text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a section",
        };
        self.reader.problem(span.start, format!("{key}{} must be {wanted}, not {found}{hint}", self.place_text()));
        None
    }
}

/// `; did you mean "manager"?`, where one of the known is near.
pub(crate) fn did_you_mean<S: AsRef<str>>(word: &str, known: &[S]) -> String {
    let score = |candidate: &str| strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase());
    let best = known.iter().map(|k| (score(k.as_ref()), k.as_ref())).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((near, best)) if near > 0.8 => format!("; did you mean \"{best}\"?"),
        _ => String::new(),
    }
}
