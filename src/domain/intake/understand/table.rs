//! Tables pasted from Markdown or a spreadsheet: columns found by their names, or by what stands in them.

use crate::domain::intake::letter::is_letter;
use crate::domain::intake::understand::hours::Clock;
use crate::domain::intake::understand::row::Row;
use crate::domain::intake::understand::token::tokens;
use crate::domain::intake::understand::vocabulary::Phrases;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Title,
    Result,
    Hours,
    Status,
    Number,
    /// Said of a task, not kept.
    Other,
}

/// The cells of one row of a table that are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cells {
    pub(super) title: String,
    pub(super) result: Option<String>,
    pub(super) hours: Option<String>,
    pub(super) status: Option<String>,
}

/// The cells of a row that comes from a table; `None` for other rows.
pub(super) fn split(row: &Row) -> Option<Vec<String>> {
    let parts: Vec<&str> = if row.raw.contains('\t') {
        row.raw.split('\t').collect()
    } else if row.raw.matches('|').count() >= 2 || row.raw.starts_with('|') {
        row.raw.trim().trim_start_matches('|').trim_end_matches('|').split('|').collect()
    } else {
        return None;
    };
    let bare = |cell: &str| {
        crate::domain::intake::understand::markup::bare(&crate::domain::intake::line::clean(cell))
            .text
            .trim()
            .to_owned()
    };
    let cells: Vec<String> = parts.into_iter().map(bare).collect();
    (cells.iter().filter(|cell| !cell.is_empty()).count() > 1).then_some(cells)
}

/// What the columns hold, if this is the row with their names.
pub(super) fn header(cells: &[String], clock: &Clock<'_>) -> Option<Vec<Column>> {
    let words = clock.words;
    let is = |phrases: &Phrases, cell: &str| {
        let found = tokens(cell.split(['(', ',']).next().unwrap_or(cell));
        phrases.are(&found)
    };
    let mut known = 0;
    let mut titled = false;
    let columns: Vec<Column> = cells
        .iter()
        .map(|cell| {
            let number = cell == "№" || cell == "#" || is(&words.number_label, cell);
            let found = match () {
                () if number => Column::Number,
                () if !titled && is(&words.title_label, cell) => Column::Title,
                () if is(&words.result_label, cell) => Column::Result,
                () if is(&words.hours_label, cell) => Column::Hours,
                () if is(&words.status_label, cell) => Column::Status,
                () if is(&words.other_label, cell) => Column::Other,
                () => return Column::Other,
            };
            titled |= found == Column::Title;
            known += 1;
            found
        })
        .collect();
    let enough = known >= 2 && (titled || known >= cells.len());
    (enough && columns.contains(&Column::Title)).then_some(columns)
}

/// What the columns of a row without names hold.
pub(super) fn guess(cells: &[String], clock: &Clock<'_>) -> Vec<Column> {
    let mut columns = vec![Column::Other; cells.len()];
    let wordy = |cell: &String| {
        cell.chars().filter(|c| is_letter(*c)).count() >= 3 && clock.cell(cell).is_none() && !is_day(cell, clock)
    };
    if let Some(at) =
        cells.iter().enumerate().skip(1).rev().find(|(_, cell)| clock.cell(cell).is_some()).map(|(at, _)| at)
        && let Some(column) = columns.get_mut(at)
    {
        *column = Column::Hours;
    }
    let mut texts = cells.iter().enumerate().filter(|(_, cell)| wordy(cell)).map(|(at, _)| at);
    let (title, result) = (texts.next(), texts.next());
    for (at, what) in [(title, Column::Title), (result, Column::Result)] {
        if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
            *column = what;
        }
    }
    columns
}

fn is_day(cell: &str, clock: &Clock<'_>) -> bool {
    let found = tokens(cell);
    !found.is_empty() && found.iter().all(|t| !t.is_word() || clock.words.weekdays.get(&t.lower).is_some())
}

/// The kept cells of a row, or `None` where there is no title or the row is a sum.
pub(super) fn cells(row: &[String], columns: &[Column], clock: &Clock<'_>) -> Option<Cells> {
    let mut found = Cells::default();
    for (cell, column) in row.iter().zip(columns) {
        if cell.is_empty() {
            continue;
        }
        match column {
            Column::Title if found.title.is_empty() => found.title.clone_from(cell),
            Column::Result => found.result = Some(cell.clone()),
            Column::Hours => found.hours = Some(cell.clone()),
            Column::Status => found.status = Some(cell.clone()),
            _ => {}
        }
    }
    let sum = row.iter().any(|cell| clock.words.total.are(&tokens(cell)));
    (!sum && found.title.chars().any(is_letter)).then_some(found)
}
