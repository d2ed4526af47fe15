//! The calendar at work.
use crate::unit::Unit;
/// Does everything that is due and not done; true where anything was.
///
/// # Errors
/// Where storage fails.
pub async fn tick(unit: &mut Unit<'_>) -> anyhow::Result<bool> {
    let _ = unit;
    Ok(false)
}
/// stub
/// # Errors
/// none
pub async fn unreachable(unit: &mut Unit<'_>, telegram_id: i64) -> anyhow::Result<()> { let _ = (unit, telegram_id); Ok(()) }
