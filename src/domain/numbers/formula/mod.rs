//! Derived metrics: arithmetic over other metrics' keys, such as `spend / new_customers`.
//!
//! The crate exmex parses and computes, over numbers of our own (`amount`): exact decimals that can be "no data". With floats
//! a division by zero would be infinite, and `1 / (x / 0)` would be 0. `scan` prepares the text before exmex sees it: it names
//! the first word that does not belong in a formula, because exmex's messages are made for programmers, and it rewrites
//! `min(a, b, c)` into the form that exmex knows.

mod amount;
mod error;
mod expression;
mod scan;
#[cfg(test)]
mod tests;

pub use error::FormulaError;
pub use expression::{Formula, cycle, names, parse};
