//! How much of a file is read. More than this is no table of a company's weekly numbers.

use std::time::{Duration, Instant};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 2 << 20;
/// The most rows that are read from a table; a longer one is refused.
pub(super) const MOST_LINES: u32 = 20_000;
/// The most columns that are read from a row, counted from the left; the others are ignored.
pub(super) const MOST_COLUMNS: u32 = 50;
/// The most sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 100;

/// How much of a workbook is unpacked and read: a small file can hold a thousand times its size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The most bytes that its parts unpack to, all together.
    pub(super) unpacked: u64,
    /// The most cells that are read from all its sheets, ignored ones included.
    pub(super) cells: usize,
    /// When reading is given up.
    pub(super) until: Instant,
}

impl Limits {
    /// The limits of a workbook that is read from now on: 32 MiB, a million cells, 20 seconds.
    pub(super) fn from_now() -> Self {
        Self { unpacked: 32 << 20, cells: 1_000_000, until: Instant::now() + Duration::from_secs(20) }
    }

    /// Whether the time is over.
    pub(super) fn are_over(&self) -> bool {
        Instant::now() >= self.until
    }
}
