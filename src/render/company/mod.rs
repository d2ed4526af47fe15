//! People, absence, help, language, settings, status.

pub mod absence;
pub mod help;
pub mod language;
pub mod people;
pub mod settings;
pub mod status;
