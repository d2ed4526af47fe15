//! Reports: whether they are sent, and what they say.

pub mod evidence;
pub mod implausible;
pub mod imported_actual;
pub mod note;
pub mod reason;
pub mod sent;
pub mod undo;
