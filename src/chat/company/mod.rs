//! Joining, absence, language, settings, linked chats, and who is here.

pub mod absence;
pub mod groups;
pub mod help;
pub mod joining;
pub mod language;
pub mod people;
pub mod settings;
pub mod status;
