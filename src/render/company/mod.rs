//! People, absence, help, language, settings.

pub mod absence;
pub mod help;
pub mod language;
pub mod people;
pub mod settings;
