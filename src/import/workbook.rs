//! Reads an XLSX workbook cell by cell, so that a stray cell in the last row of a sheet does not cost memory for all rows before.
//!
//! Excel keeps 15 digits of a number, and the reader hands them over as a float. Rounded to decimals they are again the digits
//! that are in the file.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Style, Xlsx};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use crate::domain::numbers::import::{Cell, Line, Unreadable, has_head};
use crate::import::limits::{Limits, MOST_COLUMNS, MOST_LINES, MOST_SHEETS};
use crate::import::unpacked;

/// The rows of the first sheet that has the headings, or else of the first sheet.
///
/// # Errors
/// Fails if the workbook is damaged, or holds more than the limits allow.
pub(super) fn lines(bytes: &[u8], limits: Limits) -> Result<Vec<Line>, Unreadable> {
    unpacked::check(bytes, &limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let (mut first, names) = (None, book.sheet_names());
    if names.len() > MOST_SHEETS {
        return Err(Unreadable::TooMuch);
    }
    let mut cells = 0;
    for name in names {
        let lines = sheet(&mut book, &name, (&mut cells, &limits))?;
        if has_head(&lines) {
            return Ok(lines);
        }
        first.get_or_insert(lines);
    }
    Ok(first.unwrap_or_default())
}

/// The rows of a sheet. Several sheets may be made of one part, so all cells that are read count together.
fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    (cells, limits): (&mut usize, &Limits),
) -> Result<Vec<Line>, Unreadable> {
    // A sheet with nothing but a chart has no cells.
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(Vec::new()) };
    let mut lines: Vec<Line> = Vec::new();
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(|_| Unreadable::Damaged)? {
        *cells += 1;
        if *cells > limits.cells || limits.are_over() {
            return Err(Unreadable::TooMuch);
        }
        let (row, column) = found.get_position();
        let value = match cell(found.get_value()) {
            Cell::Number(number) if is_percent(reader.styles().get(style)) => percent(number),
            value => value,
        };
        if value == Cell::Empty || column >= MOST_COLUMNS {
            continue;
        }
        let number = row.saturating_add(1);
        if lines.last().is_none_or(|line| line.number != number) {
            lines.push(Line { number, cells: Vec::new() });
        }
        if number > MOST_LINES {
            break;
        }
        let column = usize::try_from(column).unwrap_or_default();
        if let Some(line) = lines.last_mut() {
            if line.cells.len() <= column {
                line.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = line.cells.get_mut(column) {
                *place = value;
            }
        }
    }
    Ok(lines)
}

/// Whether a style shows numbers as per cent: in the part for positive numbers, its format has a `%` that is not quoted.
fn is_percent(style: Option<&Style>) -> bool {
    let Some(format) = style.and_then(|style| style.number_format.as_ref()) else { return false };
    let mut characters = format.format_code.chars();
    let mut quoted = false;
    while let Some(c) = characters.next() {
        match c {
            '"' => quoted = !quoted,
            // The character after these is shown as it is, or only its width is used.
            '\\' | '_' | '*' if !quoted => _ = characters.next(),
            '%' if !quoted => return true,
            ';' if !quoted => return false,
            _ => {}
        }
    }
    false
}

/// A number that is shown as per cent: 35 for 0.35.
fn percent(kept: Decimal) -> Cell {
    let shown = kept.checked_mul(Decimal::ONE_HUNDRED);
    shown.map_or_else(|| Cell::Odd(kept.to_string()), |shown| Cell::Percent(shown.normalize()))
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(Decimal::from(*number)),
        DataRef::Float(number) => match Decimal::from_f64(*number) {
            Some(number) => Cell::Number(number.round_dp(9)),
            None => Cell::Odd(number.to_string()),
        },
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
            day.map_or_else(|| Cell::Odd(date.as_f64().to_string()), Cell::Date)
        }
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map_or_else(|| Cell::Odd(text.clone()), Cell::Date)
        }
        DataRef::DurationIso(text) => Cell::Odd(text.clone()),
        DataRef::Bool(yes) => Cell::Odd(if *yes { "TRUE".to_owned() } else { "FALSE".to_owned() }),
        DataRef::Error(error) => Cell::Odd(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    #[test]
    fn the_cells_of_all_sheets_count_together() {
        let mut book = Workbook::new();
        for _ in 0..3 {
            let sheet = book.add_worksheet();
            for row in 0..10 {
                sheet.write(row, 0, "Кто").expect("a cell");
            }
        }
        let bytes = book.save_to_buffer().expect("a workbook");
        let within = |cells| lines(&bytes, Limits { cells, ..Limits::from_now() });
        assert_eq!(within(29), Err(Unreadable::TooMuch));
        assert_eq!(within(30).map(|lines| lines.len()), Ok(10));
    }
}
