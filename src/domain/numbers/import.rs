//! A table of numbers that somebody sends as a file: whose actual, of which metric and week, each row is.
//!
//! Rows that are understood are taken; every other row is named with its line and what is wrong with it. A person's name has to
//! be written in full, because a number in the wrong person's report is worse than a row to correct.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::names::exactly;
use crate::domain::company::{Metric, MetricUnit, Person, PersonId, Roster, TeamId, WeekRoster};
use crate::domain::intake::parse_number;

/// How many rows at the top are searched for the headings.
const HEAD_WITHIN: usize = 10;
/// A larger number, of either sign, is a mistake.
const MOST: i64 = 1_000_000_000_000_000;

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or nothing but spaces.
    #[default]
    Empty,
    /// Text as it is written, without spaces around it.
    Text(String),
    /// A number that a spreadsheet stores as a number.
    Number(Decimal),
    /// A number that a spreadsheet shows as per cent, as people see it: 35 for `35 %`, which the file stores as 0.35.
    Percent(Decimal),
    /// A date that a spreadsheet stores as a date.
    Date(NaiveDate),
    /// Anything else, such as a yes, a no or the error of a formula, by its name.
    Odd(String),
}

impl Cell {
    /// A cell from text; empty if there is nothing but spaces and invisible marks.
    pub fn text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// The cell's content as a person would read it, for messages.
    fn said(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Odd(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Percent(number) => format!("{} %", number.normalize()),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row's number in the file, from 1.
    pub number: u32,
    /// The cells, from the left.
    pub cells: Vec<Cell>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The week. A table may lack this column.
    Week,
    /// The person.
    Person,
    /// The metric.
    Metric,
    /// The actual.
    Actual,
}

impl Column {
    const ALL: [Self; 4] = [Self::Week, Self::Person, Self::Metric, Self::Actual];

    /// The headings that people and programs give the column, in lower case.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Week => &["неделя", "week", "номер недели", "week number"],
            Self::Person => {
                &["кто", "сотрудник", "имя", "фио", "человек", "ответственный", "person", "name", "who", "employee"]
            }
            Self::Metric => &["показатель", "метрика", "целевая метрика", "kpi", "metric"],
            Self::Actual => &["факт", "значение", "число", "итог", "actual", "fact", "value", "result"],
        }
    }

    /// The column with this heading.
    fn of(heading: &Cell) -> Option<Self> {
        let Cell::Text(text) = heading else { return None };
        let text = plain(text);
        Self::ALL.into_iter().find(|column| column.names().contains(&text.trim_end_matches([':', '.'])))
    }
}

/// Whose numbers may be given, and for which weeks.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The company.
    pub roster: &'a Roster,
    /// The teams whose people's numbers may be given.
    pub teams: &'a [TeamId],
    /// The week of rows that name none.
    pub default: Week,
    /// The running week. Later weeks are refused.
    pub running: Week,
}

/// A number that a row gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedNumber {
    /// Whose number it is.
    pub person: PersonId,
    /// The metric's key.
    pub metric: String,
    /// The week it is for.
    pub week: Week,
    /// The number, in the metric's unit.
    pub value: Decimal,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A cell that has to be filled is empty.
    Missing(Column),
    /// Nobody has this name.
    Nobody(String),
    /// Several people have this name.
    Several(String),
    /// The sender may not give the numbers of the person of this name.
    NotYours(String),
    /// There is no metric of this name.
    NoMetric(String),
    /// The metric of this name is computed from others.
    Computed(String),
    /// The person does not report this metric.
    NotTheirs {
        /// The person's name.
        person: String,
        /// The metric's name.
        metric: String,
    },
    /// This is no number.
    NoNumber(String),
    /// This is no week.
    NoWeek(String),
    /// The week has not begun yet.
    Future(Week),
    /// The row has more fields than there are headings. Usually a decimal comma in a file that is separated by commas.
    TooManyFields,
    /// The row of this number gives another value for the same person, metric and week.
    Twice(u32),
}

/// What a table says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The numbers that were understood, in the order of rows.
    pub given: Vec<ImportedNumber>,
    /// The rows that were not, by their number.
    pub wrong: Vec<(u32, Wrong)>,
    /// How many rows have no actual: they are not filled in yet.
    pub blank: usize,
    /// Whether any row that was understood names no week.
    pub defaulted: bool,
}

/// What was done with a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// The numbers that were taken, each with the number it replaced.
    pub taken: Vec<(ImportedNumber, Option<Decimal>)>,
    /// How many numbers were known already.
    pub same: usize,
    /// How many rows have no actual.
    pub blank: usize,
    /// The rows that were not taken, by their number.
    pub wrong: Vec<(u32, Wrong)>,
    /// Whether any row that was understood names no week.
    pub defaulted: bool,
}

impl Outcome {
    /// The weeks whose numbers were taken, oldest first.
    pub fn weeks(&self) -> Vec<Week> {
        let mut weeks: Vec<Week> = self.taken.iter().map(|(given, _)| given.week).collect();
        weeks.sort_unstable();
        weeks.dedup();
        weeks
    }
}

/// Why a file is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The file has too many bytes.
    TooBig,
    /// The file unpacks to too much, or takes too long to read.
    TooMuch,
    /// The table has too many rows.
    TooLong,
    /// The file is a workbook of Excel before 2007, or one that is locked by a password.
    OtherProgram,
    /// The file is damaged, or no table at all.
    Damaged,
}

/// The headings that a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoHead(pub Vec<Column>);

/// Whether the needed headings are among the first rows.
pub fn has_head(lines: &[Line]) -> bool {
    head(lines).is_ok()
}

/// Reads a table.
///
/// # Errors
/// Fails if the headings are not found; the error names those that are missing.
pub fn read(lines: &[Line], scope: Scope<'_>) -> Result<Reading, NoHead> {
    let (head_at, columns) = head(lines)?;
    let width = lines.get(head_at).map_or(0, |line| line.cells.len());
    let mut reading = Reading::default();
    let mut from: Vec<u32> = Vec::new();
    let mut lived = Lived { scope, weeks: Vec::new() };
    for line in lines.iter().skip(head_at + 1) {
        let cell = |column: Column| {
            let at = columns.iter().position(|known| *known == Some(column));
            at.and_then(|at| line.cells.get(at)).unwrap_or(&Cell::Empty)
        };
        if line.cells.iter().all(|cell| *cell == Cell::Empty) {
            continue;
        }
        if line.cells.iter().skip(width).any(|cell| *cell != Cell::Empty) {
            reading.wrong.push((line.number, Wrong::TooManyFields));
            continue;
        }
        if *cell(Column::Actual) == Cell::Empty {
            reading.blank += 1;
            continue;
        }
        let given = match row(&cell, &mut lived) {
            Ok(given) => given,
            Err(wrong) => {
                reading.wrong.push((line.number, wrong));
                continue;
            }
        };
        reading.defaulted |= *cell(Column::Week) == Cell::Empty;
        let same = |g: &ImportedNumber| (g.person, &g.metric, g.week) == (given.person, &given.metric, given.week);
        match reading.given.iter().position(same).map(|at| (at, reading.given[at].value)) {
            Some((_, value)) if value == given.value => {}
            Some((at, _)) => {
                let first = from.get(at).copied().unwrap_or_default();
                reading.wrong.push((line.number, Wrong::Twice(first)));
            }
            None => {
                reading.given.push(given);
                from.push(line.number);
            }
        }
    }
    Ok(reading)
}

/// The index of the row with the headings, and which column each of its cells begins.
fn head(lines: &[Line]) -> Result<(usize, Vec<Option<Column>>), NoHead> {
    const NEEDED: [Column; 3] = [Column::Person, Column::Metric, Column::Actual];
    let mut nearest = NEEDED.to_vec();
    for (at, line) in lines.iter().take(HEAD_WITHIN).enumerate() {
        let mut columns: Vec<Option<Column>> = Vec::new();
        for cell in &line.cells {
            // If two columns have the same heading, the first is taken.
            columns.push(Column::of(cell).filter(|column| !columns.contains(&Some(*column))));
        }
        let missing: Vec<Column> = NEEDED.into_iter().filter(|column| !columns.contains(&Some(*column))).collect();
        if missing.is_empty() {
            return Ok((at, columns));
        }
        if missing.len() < nearest.len() {
            nearest = missing;
        }
    }
    Err(NoHead(nearest))
}

/// The company in the weeks a table names, each made once.
struct Lived<'a> {
    scope: Scope<'a>,
    weeks: Vec<WeekRoster<'a>>,
}

impl<'a> Lived<'a> {
    fn in_week(&mut self, week: Week) -> &WeekRoster<'a> {
        let at = self.weeks.iter().position(|then| then.week() == week).unwrap_or_else(|| {
            self.weeks.push(self.scope.roster.in_week(week));
            self.weeks.len() - 1
        });
        &self.weeks[at]
    }
}

/// The number a row gives; `cell` finds the row's cell of a column. Whose number it is goes by the teams as they are now, since they say whose numbers the sender may give; what it is a number of
/// by the lists of its week.
fn row<'c>(cell: &impl Fn(Column) -> &'c Cell, lived: &mut Lived<'_>) -> Result<ImportedNumber, Wrong> {
    let scope = lived.scope;
    let person = person(cell(Column::Person), scope)?;
    // Without a week that can be read, the metric is still named as wrong before the week is.
    let said = match cell(Column::Week) {
        Cell::Empty => Ok(scope.default),
        said => week(said, scope.running).ok_or_else(|| Wrong::NoWeek(said.said())),
    };
    let then = lived.in_week(said.as_ref().map_or(scope.default, |week| *week));
    let metric = metric(cell(Column::Metric), then, scope.roster)?;
    if !then.person(person.id).is_some_and(|person| person.metrics.contains(&metric.key)) {
        return Err(Wrong::NotTheirs { person: person.name.clone(), metric: metric.name.clone() });
    }
    let week = said?;
    if week > scope.running {
        return Err(Wrong::Future(week));
    }
    let value = number(cell(Column::Actual), metric.unit)?;
    Ok(ImportedNumber { person: person.id, metric: metric.key.clone(), week, value })
}

fn person<'a>(cell: &Cell, scope: Scope<'a>) -> Result<&'a Person, Wrong> {
    let name = match cell {
        Cell::Empty => return Err(Wrong::Missing(Column::Person)),
        cell => cell.said(),
    };
    let here: Vec<&Person> = scope.roster.people.iter().filter(|p| !p.left).collect();
    let own: Vec<&Person> = here.iter().copied().filter(|p| scope.teams.contains(&p.team)).collect();
    match exactly(&name, &own).as_slice() {
        [one] => Ok(one),
        [] if exactly(&name, &here).is_empty() => Err(Wrong::Nobody(name)),
        [] => Err(Wrong::NotYours(name)),
        _ => Err(Wrong::Several(name)),
    }
}

/// The metric as it was in a week, called as it was then or as it is today.
fn metric<'a>(cell: &Cell, then: &'a WeekRoster<'_>, today: &Roster) -> Result<&'a Metric, Wrong> {
    let name = match cell {
        Cell::Empty => return Err(Wrong::Missing(Column::Metric)),
        cell => cell.said(),
    };
    let typed = plain(&name);
    let by_key = then.metrics().iter().find(|m| m.key == typed);
    let by_name = || then.metrics().iter().find(|m| plain(&m.name) == typed);
    let by_new_name = || then.metric(&today.metrics.iter().find(|m| plain(&m.name) == typed)?.key);
    let found = by_key.or_else(by_name).or_else(by_new_name);
    match found {
        Some(metric) if metric.formula.is_some() => Err(Wrong::Computed(metric.name.clone())),
        Some(metric) => Ok(metric),
        None => Err(Wrong::NoMetric(name)),
    }
}

fn number(cell: &Cell, unit: MetricUnit) -> Result<Decimal, Wrong> {
    let value = match cell {
        Cell::Number(value) => Some(*value),
        // A ratio shown as 300 % is 3.
        Cell::Percent(value) if unit == MetricUnit::Ratio => value.checked_div(Decimal::ONE_HUNDRED),
        Cell::Percent(value) => Some(*value),
        Cell::Text(text) => parse_number(text),
        Cell::Empty | Cell::Date(_) | Cell::Odd(_) => None,
    };
    let sensible = value.filter(|value| value.abs() <= Decimal::from(MOST));
    sensible.map(|value| value.normalize()).ok_or_else(|| Wrong::NoNumber(cell.said()))
}

/// A week as tables name it: `2026-W48`, the date of a day in it, or its number, which means the latest week of that number up
/// to the next.
fn week(cell: &Cell, running: Week) -> Option<Week> {
    let by_number = |number: u32| {
        let back = std::iter::successors(Some(running.next()), |week| Some(week.previous()));
        back.take(54).find(|week| week.number() == number)
    };
    match cell {
        Cell::Date(date) => Some(Week::of_date(*date)),
        Cell::Number(number) => by_number(u32::try_from(*number).ok().filter(|n| Decimal::from(*n) == *number)?),
        Cell::Text(text) => {
            let day = || {
                let forms = ["%Y-%m-%d", "%d.%m.%Y"];
                forms.iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok()).map(Week::of_date)
            };
            let number = || by_number(text.trim_start_matches(['W', 'w']).parse().ok()?);
            text.to_uppercase().parse().ok().or_else(day).or_else(number)
        }
        Cell::Empty | Cell::Percent(_) | Cell::Odd(_) => None,
    }
}

/// A name in the form in which names are compared: lower case, е for ё, single spaces.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('ё', "е");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first week, written as `2026-W48`, that a text mentions, such as the caption of a file.
pub fn named_week(text: &str) -> Option<Week> {
    text.split_whitespace().find_map(|word| word.trim_matches([',', '.', ';', '(', ')']).to_uppercase().parse().ok())
}
