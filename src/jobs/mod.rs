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
