//! How much of a file is read. More than this is no table of a company's weekly numbers.

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 2 << 20;
/// The most rows that are read from a table; a longer one is refused.
pub(super) const MOST_LINES: u32 = 20_000;
/// The most columns that are read from a row, counted from the left; the others are ignored.
pub(super) const MOST_COLUMNS: u32 = 50;
