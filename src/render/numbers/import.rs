//! The outcome of importing a file of numbers.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::{WeekRoster, WeekRosters};
use crate::domain::numbers::import::{Column, ImportedNumber, NoHead, Outcome, Unreadable, Wrong};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// How many lines of numbers are shown unfolded.
const OPEN: usize = 8;
/// How many lines of numbers are shown at all. A file may hold two years of a department.
const MOST: usize = 60;
/// How many rows that could not be read are listed.
const LISTED: usize = 40;

/// The answer to the person who sent the file. `lived` is the company in the weeks of the file. `assumed` is the week
/// that was taken for rows that name none, and the running one, where they differ.
pub fn card(
    words: Words<'_>,
    lived: &WeekRosters<'_>,
    name: &str,
    outcome: &Outcome,
    assumed: Option<(Week, Week)>,
) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text("📊 ").bold(headline(words, name, outcome).as_str()).nl();
    let people = numbers(words, lived, outcome);
    let mut body = Html::new();
    for line in people.iter().take(MOST) {
        body.text(line).nl();
    }
    let more = people.len().saturating_sub(MOST);
    if more > 0 {
        body.text(&say!(words, "import-wrong-more", count = more)).nl();
    }
    if people.len() > OPEN {
        html.expandable(&mut body)
    } else {
        html.push(&mut body)
    };
    for line in tail(words, outcome, assumed) {
        html.text(&line).nl();
    }
    if !outcome.wrong.is_empty() {
        html.nl().bold(say!(words, "import-wrong", count = outcome.wrong.len()).as_str()).nl();
        for (line, wrong) in outcome.wrong.iter().take(LISTED) {
            html.text(&format!("{line}: {}", reason(words, wrong))).nl();
        }
        let more = outcome.wrong.len().saturating_sub(LISTED);
        if more > 0 {
            html.text(&say!(words, "import-wrong-more", count = more)).nl();
        }
        html.text(&say!(words, "import-wrong-next"));
    }
    card
}

/// Like [`card`], for a terminal, with every row that could not be read.
pub fn plain(
    words: Words<'_>,
    lived: &WeekRosters<'_>,
    name: &str,
    outcome: &Outcome,
    assumed: Option<(Week, Week)>,
) -> String {
    let mut text = headline(words, name, outcome) + "\n";
    for line in numbers(words, lived, outcome).into_iter().chain(tail(words, outcome, assumed)) {
        // Writing to a String does not fail.
        let _ = writeln!(text, "{line}");
    }
    for (line, wrong) in &outcome.wrong {
        let _ = writeln!(text, "{name}:{line}: {}", reason(words, wrong));
    }
    text
}

fn headline(words: Words<'_>, name: &str, outcome: &Outcome) -> String {
    let name = ellipsis(name, 60);
    match (outcome.taken.len(), outcome.same, outcome.wrong.len()) {
        (0, 0, 0) => say!(words, "import-nothing", name = name),
        (0, _, 0) => say!(words, "import-same", name = name),
        (0, ..) => say!(words, "import-none", name = name),
        (taken, ..) => say!(words, "import-taken", name = name, count = taken),
    }
}

/// A line for each week and person whose numbers changed.
fn numbers(words: Words<'_>, lived: &WeekRosters<'_>, outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::new();
    for then in outcome.weeks().into_iter().filter_map(|week| lived.of(week)) {
        let week = then.week();
        lines.push(say!(words, "import-week", week = words.week(week), name = week.to_string()));
        for person in then.people() {
            let own = outcome.taken.iter().filter(|(given, _)| (given.week, given.person) == (week, person.id));
            let numbers: Vec<String> = own.map(|(given, before)| number(words, then, given, *before)).collect();
            if !numbers.is_empty() {
                lines.push(format!("{}: {}", person.name, numbers.join(", ")));
            }
        }
    }
    lines
}

fn number(words: Words<'_>, then: &WeekRoster<'_>, given: &ImportedNumber, before: Option<Decimal>) -> String {
    let metric = then.metric(&given.metric);
    let value = |value| metric.map_or_else(|| words.number(value), |m| words.value(m, then.currency(), value));
    let text = format!("{} {}", metric.map_or(given.metric.as_str(), |m| m.name.as_str()), value(given.value));
    match before {
        Some(before) => say!(words, "import-before", text = text, before = value(before)),
        None => text,
    }
}

fn tail(words: Words<'_>, outcome: &Outcome, assumed: Option<(Week, Week)>) -> Vec<String> {
    let mut lines = Vec::new();
    if outcome.same > 0 && !outcome.taken.is_empty() {
        lines.push(say!(words, "import-same-too", count = outcome.same));
    }
    if outcome.blank > 0 {
        lines.push(say!(words, "import-blank", count = outcome.blank));
    }
    if let Some((week, running)) = assumed.filter(|_| outcome.defaulted) {
        lines.push(say!(words, "import-assumed", week = words.week(week), name = running.to_string()));
    }
    lines
}

/// Says what is wrong with a row.
pub fn reason(words: Words<'_>, wrong: &Wrong) -> String {
    let short = |text: &str| ellipsis(text, 80);
    match wrong {
        Wrong::Missing(column) => say!(words, "import-missing", column = column_name(words, *column)),
        Wrong::Nobody(name) => say!(words, "import-nobody", name = short(name)),
        Wrong::Several(name) => say!(words, "import-several", name = short(name)),
        Wrong::NotYours(name) => say!(words, "import-not-yours", name = short(name)),
        Wrong::NoMetric(name) => say!(words, "import-no-metric", name = short(name)),
        Wrong::Computed(name) => say!(words, "import-computed", name = short(name)),
        Wrong::NotTheirs { person, metric } => {
            say!(words, "import-not-theirs", person = person.as_str(), metric = metric.as_str())
        }
        Wrong::NoNumber(text) => say!(words, "import-no-number", text = short(text)),
        Wrong::NoWeek(text) => say!(words, "import-no-week", text = short(text)),
        Wrong::Future(week) => say!(words, "import-future", week = week.to_string()),
        Wrong::TooManyFields => say!(words, "import-fields"),
        Wrong::Twice(line) => say!(words, "import-twice", line = line.to_string()),
    }
}

fn column_name(words: Words<'_>, column: Column) -> String {
    match column {
        Column::Week => say!(words, "xlsx-week"),
        Column::Person => say!(words, "xlsx-person"),
        Column::Metric => say!(words, "xlsx-metric"),
        Column::Actual => say!(words, "xlsx-actual"),
    }
}

/// Says why a table without headings was not read.
pub fn no_head(words: Words<'_>, name: &str, missing: &NoHead) -> String {
    let columns: Vec<String> = missing.0.iter().map(|column| column_name(words, *column)).collect();
    say!(words, "import-no-head", name = ellipsis(name, 60), columns = columns.join(", "))
}

/// Says why a file was not read at all.
pub fn unreadable(words: Words<'_>, name: &str, why: Unreadable) -> String {
    let name = ellipsis(name, 60);
    match why {
        Unreadable::TooBig => say!(words, "import-too-big", name = name),
        Unreadable::TooMuch => say!(words, "import-too-much", name = name),
        Unreadable::TooLong => say!(words, "import-too-long", name = name),
        Unreadable::OtherProgram => say!(words, "import-other-program", name = name),
        Unreadable::Damaged => say!(words, "import-damaged", name = name),
    }
}
