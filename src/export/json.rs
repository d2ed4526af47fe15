//! The register as JSON.

use anyhow::Context as _;

use crate::export::register::Register;

/// JSON for scripts: an object for one week, a list of objects for several.
///
/// # Errors
/// Fails if serde_json does, which no register makes it do.
pub fn json(registers: &[Register]) -> anyhow::Result<String> {
    match registers {
        [one] => serde_json::to_string_pretty(one),
        all => serde_json::to_string_pretty(all),
    }
    .context("cannot write JSON")
}
