//! `/me`: a person's own weeks.

use crate::cards;
use crate::domain::company::{Metric, Person};
use crate::render::numbers::record;
use crate::storage::numbers::record as records;
use crate::storage::outbox::Lane;
use crate::unit::Unit;

/// Shows the last eight weeks, up to the one whose report was asked for last.
pub async fn show(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let roster = unit.roster;
    let (ritual, zone) = roster.calendar_of(person);
    let weeks = records::weeks(unit.tx, person.id, ritual.report_week(unit.now, zone)).await?;
    // Metrics that the person or the company has no longer are shown too, under the names they had in those weeks.
    let lived = roster.in_weeks(weeks.iter().map(|week| week.week));
    let mut metrics: Vec<&Metric> = Vec::new();
    for metric in lived.iter().rev().flat_map(|then| then.metrics()) {
        let numbered = weeks.iter().any(|week| week.number(&metric.key).is_some());
        if numbered && metrics.iter().all(|known| known.key != metric.key) {
            metrics.push(metric);
        }
    }
    let card = record::card(unit.words(person), &weeks, &metrics, &lived, &roster.currency);
    cards::tell(unit, person, Lane::Interactive, card).await
}
