//! Reports at the end of a week: what is in them, and their rules.

pub mod evidence;
pub mod implausible;
pub mod imported_actual;
pub mod note;
pub mod reason;
pub mod sent;
pub mod undo;
