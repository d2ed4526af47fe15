//! `/me`: the asker's own weeks.

use std::sync::Arc;

use crate::cards;
use crate::domain::company::{Metric, Person};
use crate::render::record;
use crate::storage::outbox::Lane;
use crate::storage::record as records;
use crate::unit::Unit;

/// The last eight weeks up to the one that is or was reported on last.
pub async fn show(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = Arc::clone(&unit.roster);
    let (ritual, zone) = roster.calendar_of(person);
    let weeks = records::weeks(unit.conn, person.id, ritual.report_week(unit.now, zone)).await?;
    // Also metrics that are no longer this person's: those weeks were lived by them.
    let metrics: Vec<&Metric> =
        roster.metrics.iter().filter(|metric| weeks.iter().any(|week| week.number(&metric.key).is_some())).collect();
    let card = record::card(unit.words(person), &weeks, &metrics, &roster.currency);
    cards::tell(unit, person, Lane::Interactive, card).await
}
