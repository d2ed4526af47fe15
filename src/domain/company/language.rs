//! How the bot speaks to people.

use serde::{Deserialize, Serialize};

/// The language the bot speaks to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Russian, the default.
    #[default]
    Ru,
    /// English.
    En,
}

/// How the bot addresses people, in languages that tell the two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Formality {
    /// «Вы», the default.
    #[default]
    Formal,
    /// «Ты».
    Informal,
}
