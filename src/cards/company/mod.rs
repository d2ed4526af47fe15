//! Absence, language, settings.

pub mod absence;
pub mod language;
pub mod settings;
