//! A file's rows and cells, whichever kind of table it is.

use std::panic::catch_unwind;

use crate::domain::numbers::import::{Line, Unreadable};
use crate::import::limits::{Limits, MOST_BYTES, MOST_LINES};
use crate::import::{csv, workbook};

/// What a ZIP archive begins with: XLSX and XLSM are ZIP archives.
const ZIP: &[u8] = b"PK\x03\x04";
/// What files of Excel before 2007 begin with, and newer workbooks that are locked by a password.
const OLD_EXCEL: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether a file of this name is a table, as far as its extension tells.
pub fn is_table(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    matches!(end.as_str(), "csv" | "tsv" | "xlsx" | "xlsm" | "xls" | "ods")
}

/// The rows of a file. The kind of table is recognised by the first bytes, because names lie.
///
/// # Errors
/// Fails if the file is no table, is damaged, or is larger than the limits allow.
pub fn table(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooBig);
    }
    let lines = if bytes.starts_with(ZIP) {
        // The workbook reader is a library fed with a stranger's bytes: if it panics, only this file is lost.
        catch_unwind(|| workbook::lines(bytes, Limits::from_now())).unwrap_or(Err(Unreadable::Damaged))?
    } else if bytes.starts_with(OLD_EXCEL) {
        return Err(Unreadable::OtherProgram);
    } else {
        csv::lines(bytes)?
    };
    if lines.iter().any(|line| line.number > MOST_LINES) { Err(Unreadable::TooLong) } else { Ok(lines) }
}
