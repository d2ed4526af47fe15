//! Reports at the end of a week: what is in them, and their rules.

pub mod evidence;
pub mod implausible;
