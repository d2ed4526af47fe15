//! Files of numbers: reads CSV files and workbooks cell by cell, and writes the workbook that people are offered to fill in.
//!
//! What the cells mean is decided in `domain::numbers::import`.

mod csv;
mod limits;
mod table;
mod template;
pub mod text;
mod unpacked;
mod workbook;

pub use limits::MOST_BYTES;
pub use table::{is_table, table};
pub use template::template;
