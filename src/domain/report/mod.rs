//! Rules of the report at the end of a week.

pub mod implausible;
