//! The author's report, and those who read it.

pub mod evidence;
pub mod implausible;
pub mod imported_actual;
pub mod lead_view;
pub mod lines;
pub mod note;
pub mod owed;
pub mod reason;
mod spread;
mod weighing;
pub mod writing;
