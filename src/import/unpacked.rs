//! Unpacks a workbook once to nowhere, before anything else reads it: what it says of its own size may be a lie.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, copy, sink};

use zip::ZipArchive;

use crate::domain::numbers::import::Unreadable;
use crate::import::limits::Limits;

/// Whether the parts of a workbook unpack within the limits.
///
/// # Errors
/// Fails if they do not, if one part stands under several names, or if the archive is damaged.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let (mut left, mut starts) = (limits.unpacked, BTreeSet::new());
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        if !starts.insert(part.header_start()) {
            return Err(Unreadable::Damaged);
        }
        // One byte more than is left tells that there was too much.
        let unpacked = copy(&mut part.take(left.saturating_add(1)), &mut sink()).map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooMuch)?;
        if limits.are_over() {
            return Err(Unreadable::TooMuch);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::time::Instant;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::import::table;

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
            archive.write_all(bytes).expect("a part");
        }
        archive.finish().expect("an archive").into_inner()
    }

    #[test]
    fn a_small_file_that_unpacks_to_too_much_is_refused() {
        let zeros = vec![b' '; 48 << 20];
        let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
        assert!(bomb.len() < 100 << 10, "{}", bomb.len());
        assert_eq!(table(&bomb), Err(Unreadable::TooMuch));
        // Many parts count together.
        let many = zipped(&[("a", &zeros[..600]), ("b", &zeros[..600])]);
        let limits = |unpacked| Limits { unpacked, ..Limits::from_now() };
        assert_eq!(check(&many, &limits(1_199)), Err(Unreadable::TooMuch));
        assert_eq!(check(&many, &limits(1_200)), Ok(()));
    }

    #[test]
    fn one_part_under_several_names_is_refused() {
        let mut bytes = zipped(&[("a", b"the same"), ("b", b"the same")]);
        assert_eq!(check(&bytes, &Limits::from_now()), Ok(()));
        let heads: Vec<usize> =
            (0..bytes.len()).filter(|at| bytes.get(*at..*at + 4) == Some(b"PK\x01\x02".as_slice())).collect();
        // Where the part of the second name begins: at the first.
        let at = heads.last().expect("a second name") + 42;
        bytes.get_mut(at..at + 4).expect("an offset").fill(0);
        assert_eq!(check(&bytes, &Limits::from_now()), Err(Unreadable::Damaged));
    }

    #[test]
    fn reading_ends_when_its_time_is_over() {
        let bytes = zipped(&[("a", b"some")]);
        assert_eq!(check(&bytes, &Limits { until: Instant::now(), ..Limits::from_now() }), Err(Unreadable::TooMuch));
    }
}
