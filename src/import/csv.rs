//! Reads CSV as Excel, Google Sheets and 1C write it: in UTF-8 with or without a byte order mark, in UTF-16 with one or in
//! windows-1251, and separated by semicolons, tabs or commas.

use crate::domain::numbers::import::{Cell, Line, Unreadable, has_head};
use crate::import::limits::{MOST_COLUMNS, MOST_LINES};
use crate::import::text::decoded;

/// The separators in the order in which they are tried. Semicolons come first, because a line may have decimal commas too.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// The rows of a file, split by the first separator with which the headings are found, or else by the first of all.
///
/// # Errors
/// Fails if the bytes are no text.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let text = decoded(bytes).ok_or(Unreadable::Damaged)?.text;
    let mut first = None;
    for separator in SEPARATORS {
        let lines = split(&text, separator)?;
        if has_head(&lines) {
            return Ok(lines);
        }
        first.get_or_insert(lines);
    }
    Ok(first.unwrap_or_default())
}

fn split(text: &str, separator: u8) -> Result<Vec<Line>, Unreadable> {
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let (mut number, mut counted) = (1_u32, 0);
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Damaged)?;
        // The reader says that a record begins where the one before ended. Blank lines in between do not belong to it.
        let from = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
        let blank = text.as_bytes().iter().skip(from).take_while(|byte| matches!(**byte, b'\r' | b'\n')).count();
        let passed = text.as_bytes().get(counted..from + blank).unwrap_or_default();
        number =
            number.saturating_add(passed.iter().filter(|byte| **byte == b'\n').count().try_into().unwrap_or(u32::MAX));
        counted = from + blank;
        let most = usize::try_from(MOST_COLUMNS).unwrap_or(usize::MAX);
        lines.push(Line { number, cells: record.iter().take(most).map(Cell::text).collect() });
        if number > MOST_LINES {
            break;
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1251;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let said = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => String::new(),
        };
        let lines = lines(bytes).expect("a table");
        lines.iter().map(|line| line.cells.iter().map(said).collect()).collect()
    }

    #[test]
    fn every_usual_form_of_the_same_table_reads_the_same() {
        let table = "Кто;Показатель;Факт\r\n\"Анна Смирнова\";Лиды; 1,5 \r\n";
        let expected = cells(table.as_bytes());
        assert_eq!(expected, [["Кто", "Показатель", "Факт"], ["Анна Смирнова", "Лиды", "1,5"]]);
        let (ansi, ..) = WINDOWS_1251.encode(table);
        let wide: Vec<u8> = "\u{feff}"
            .chars()
            .chain(table.chars())
            .collect::<String>()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [
            format!("\u{feff}{table}").into_bytes(),
            table.replace(';', "\t").into_bytes(),
            ansi.into_owned(),
            wide,
            b"\xef\xbb\xbf"
                .iter()
                .copied()
                .chain(table.replace("; 1,5 ", ",\"1,5\"").replace(';', ",").bytes())
                .collect(),
        ] {
            assert_eq!(cells(&bytes), expected);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_and_a_line_keeps_its_number() {
        assert_eq!(lines(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(Unreadable::Damaged));
        for end in ["\n", "\r\n"] {
            let table = "Кто;Показатель;Факт\n\n\"А\nБ\";2;3\nв;г;4\n\n\nд;е;5".replace('\n', end);
            let lines = lines(table.as_bytes()).expect("a table");
            assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 3, 5, 8], "{end:?}");
        }
    }
}
