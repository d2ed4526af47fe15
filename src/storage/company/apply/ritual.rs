//! A ritual as fields that can be compared.

use serde::Serialize;

use crate::domain::company::declaration::RITUAL_KEYS;
use crate::storage::company::apply::changes::Fields;

/// A company's ritual, or what a team overrides of it, with a field for every moment.
pub(super) fn ritual_fields(ritual: &impl Serialize) -> anyhow::Result<Fields> {
    let value = serde_json::to_value(ritual)?;
    let shown = |value: Option<&serde_json::Value>| match value {
        Some(serde_json::Value::String(at)) => at.clone(),
        Some(serde_json::Value::Array(times)) => {
            format!("[{}]", times.iter().filter_map(|at| at.as_str()).collect::<Vec<_>>().join(", "))
        }
        _ => String::new(),
    };
    Ok(RITUAL_KEYS.iter().map(|key| (*key, shown(value.get(key)))).collect())
}
