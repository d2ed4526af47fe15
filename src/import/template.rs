//! The workbook that people are offered to fill in: everybody's metrics for a week, with the numbers known so far.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::domain::company::names::exactly;
use crate::domain::company::{Metric, Person, WeekRoster};
use crate::say;
use crate::texts::Words;

/// The bytes of an XLSX file with a row for each of these people and each metric whose numbers they typed in a week. `known` gives
/// the known number for a person and a metric's key. `None` if there would be no rows.
///
/// # Errors
/// Fails if the workbook cannot be written.
pub fn template(
    words: Words<'_>,
    then: &WeekRoster<'_>,
    people: &[&Person],
    known: impl Fn(&Person, &str) -> Option<Decimal>,
) -> Result<Option<Vec<u8>>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold().set_background_color("#E8EEF4");
    let number = Format::new().set_num_format("#,##0.####");
    let columns = [
        (say!(words, "xlsx-week"), 11.0),
        (say!(words, "xlsx-person"), 26.0),
        (say!(words, "xlsx-metric"), 30.0),
        (say!(words, "xlsx-actual"), 14.0),
    ];
    for (column, (title, width)) in (0u16..).zip(&columns) {
        sheet.write_with_format(0, column, title, &head)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 0;
    for person in people {
        // A person whose name others have too is called by their key.
        let alone = exactly(&person.name, people).len() == 1;
        for metric in then.typed_metrics(person.id) {
            row += 1;
            sheet.write(row, 0, then.week().to_string())?;
            sheet.write(row, 1, if alone { &person.name } else { &person.key })?;
            sheet.write(row, 2, called(metric, then))?;
            let actual = known(person, &metric.key).and_then(|value| value.to_f64());
            match actual {
                Some(value) => sheet.write_with_format(row, 3, value, &number)?,
                None => sheet.write_blank(row, 3, &number)?,
            };
        }
    }
    Ok(if row == 0 { None } else { Some(book.save_to_buffer()?) })
}

/// A metric's name, or its key if another metric has the same name.
fn called<'a>(metric: &'a Metric, then: &WeekRoster<'_>) -> &'a str {
    let alone = then.metrics().iter().filter(|m| m.name.to_lowercase() == metric.name.to_lowercase()).count() == 1;
    if alone { &metric.name } else { &metric.key }
}
