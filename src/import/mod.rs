//! Files of numbers: what is in a CSV file or a workbook, cell by cell, and the file that people are offered to fill in.

mod csv;
mod template;
mod workbook;

pub use template::template;

use std::panic::catch_unwind;

use crate::domain::numbers::import::{Line, Unreadable};

/// A bigger file is no table of a company's weekly numbers.
pub const MOST_BYTES: usize = 2 << 20;
/// So many rows are read of a table, at most.
const MOST_LINES: u32 = 20_000;
/// So many columns, from the left.
const MOST_COLUMNS: u32 = 50;

/// Whether a file of this name is a table, as far as a name tells.
pub fn is_table(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    matches!(end.as_str(), "csv" | "tsv" | "xlsx" | "xlsm" | "xls" | "ods")
}

/// The cells of a file. What it is, its bytes tell and not its name.
///
/// # Errors
/// Where it is no table.
pub fn table(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooBig);
    }
    let lines = if bytes.starts_with(b"PK\x03\x04") {
        // Somebody else's code on somebody else's bytes: a mistake in it costs this file and nothing more.
        catch_unwind(|| workbook::lines(bytes)).unwrap_or(Err(Unreadable::Damaged))?
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // The older Excel's form; a workbook with a password has it, too.
        return Err(Unreadable::OtherProgram);
    } else {
        csv::lines(bytes)?
    };
    if lines.iter().any(|line| line.number > MOST_LINES) { Err(Unreadable::TooLong) } else { Ok(lines) }
}
