//! Enums in the database are stored by their serde names.

use anyhow::{Context as _, anyhow};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads an enum from its serde name.
pub(super) fn read_word<T: DeserializeOwned>(text: &str) -> anyhow::Result<T> {
    serde_json::from_value(text.into()).with_context(|| format!("unexpected '{text}' in the database"))
}

/// An enum's serde name.
pub(super) fn word(value: impl Serialize) -> anyhow::Result<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(anyhow!("{other} is no word")),
    }
}
