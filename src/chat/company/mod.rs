//! Joining, absence, language, settings, linked chats.

pub mod absence;
pub mod groups;
pub mod joining;
pub mod language;
pub mod lists;
pub mod settings;
