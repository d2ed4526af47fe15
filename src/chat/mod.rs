//! Everything the bot can hear.
pub mod batch;

use crate::unit::Unit;
use teloxide::types::Update;
/// Handles one update.
///
/// # Errors
/// Where storage fails or something that must hold does not.
pub async fn hear(unit: &mut Unit<'_>, update: &Update) -> anyhow::Result<()> {
    let _ = (unit, update);
    Ok(())
}
