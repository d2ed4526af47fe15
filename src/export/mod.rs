//! The register of one or several weeks: plans, targets, actuals, tasks, hours, states and the teams' numbers. As JSON for
//! scripts, and as CSV or a workbook for people.

mod csv;
mod json;
mod register;
mod workbook;

pub use csv::csv;
pub use json::json;
pub use register::{Entry, KpiEntry, Register, ReportEntry, Target, TaskEntry, register, registers};
pub use workbook::workbook;
