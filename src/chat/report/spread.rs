//! Redrawing what shows a report after it changed.

use crate::cards;
use crate::cards::report::card::Aside;
use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::storage::outbox::{Lane, Place};
use crate::unit::Unit;

use crate::chat::report::owed::is_sent;

/// Redraws the card of a report that was changed by something other than a tap on it, and, if the report is sent,
/// everything that others see of it.
pub async fn redraw(unit: &mut Unit<'_>, person: &Person, week: Week, at: i64) -> anyhow::Result<()> {
    let aside = Aside { at, ..Aside::default() };
    cards::report::card::put(unit, person, week, Place::InPlace, Lane::Interactive, aside).await?;
    if is_sent(unit, person, week).await? { spread(unit, person, week).await } else { Ok(()) }
}

/// Redraws what others see of a report: the digests, and the report itself where they have opened it.
pub async fn spread(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<()> {
    cards::numbers::digest::refresh(unit, &[person.id], week).await?;
    cards::report::card::refresh_others(unit, person, week).await
}
