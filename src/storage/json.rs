//! Lists and documents go to SQLite and come back as one JSON text: handing a row from SQLite's thread to ours costs
//! more than parsing it.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as a parameter for `json_each`. Where the elements are lists themselves, use `jsonb_each`: it does not write
/// each of them out as text, to be parsed again for every value in it.
///
/// # Errors
/// Where the value cannot be written as JSON.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}

/// Reads what `json_group_array` gave.
///
/// # Errors
/// Where the text is not JSON of this shape.
pub fn unjson<T: DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}
