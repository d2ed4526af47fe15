//! Lists and documents on their way to SQLite and back: as one JSON text, for a row handed from thread to thread costs more than
//! reading it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// As a parameter for `json_each`; for `jsonb_each` where its elements are lists themselves: those are then not written out as text
/// and read again for each of their values.
///
/// # Errors
/// Where it cannot be written as JSON.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

/// What `json_group_array` gave.
///
/// # Errors
/// Where it is not what is expected.
pub fn unjson<T: DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
