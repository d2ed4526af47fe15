//! Instants as the database keeps them: UTC, whole seconds, `2026-11-26T12:00:00Z`. Such texts sort by time.

use anyhow::Context as _;
use chrono::{DateTime, SecondsFormat, Utc};

/// An instant as text.
pub fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The text as an instant.
///
/// # Errors
/// Where the text is not an instant in RFC 3339.
pub fn unstamp(text: &str) -> anyhow::Result<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).with_context(|| format!("'{text}' in the database is no instant"))?;
    Ok(at.with_timezone(&Utc))
}
