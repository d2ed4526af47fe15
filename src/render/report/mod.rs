//! The report: its card, reasons, evidence, implausible values.

pub mod card;
pub mod evidence;
pub mod implausible;
pub mod imported_actual;
pub mod lead_view;
pub mod note;
pub mod numbers;
pub mod reason;
pub mod view;
