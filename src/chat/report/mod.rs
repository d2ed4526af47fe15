//! The author's report, and showing it to those who lead them.

pub mod evidence;
pub mod implausible;
pub mod imported_actual;
pub mod lead_view;
pub mod lines;
pub mod note;
pub mod owed;
pub mod reason;
pub mod spread;
mod weighing;
pub mod writing;
