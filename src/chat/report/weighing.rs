//! Storing numbers of a report, and asking once about implausible ones.

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::report::implausible::implausible;
use crate::storage::plan as plans;
use crate::storage::report::{implausible as doubts, sent as reports};
use crate::unit::Unit;

/// What a person's numbers of a week are compared with to see whether they are plausible.
#[derive(Debug)]
pub struct Scales {
    week: Week,
    last: Vec<(String, Week, Decimal)>,
    targets: Vec<(String, Decimal)>,
}

/// Loads what a person's numbers of a week are compared with.
pub async fn scales(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Scales> {
    let last = reports::last_actuals(unit.tx, person.id, week).await?;
    let plan = plans::find(unit.tx, person.id, week).await?.filter(|plan| plan.version > 0);
    let targets = plan.map(|plan| plan.for_others().targets.iter().map(|t| (t.metric.clone(), t.value)).collect());
    Ok(Scales { week, last, targets: targets.unwrap_or_default() })
}

/// Stores an actual, or notes that it has to be asked about; true where it is asked about.
pub async fn weigh(
    unit: &mut Unit<'_>,
    person: &Person,
    scales: &Scales,
    key: &str,
    value: Decimal,
) -> anyhow::Result<bool> {
    let week = scales.week;
    let last = scales.last.iter().find(|(k, ..)| k == key).map(|(.., v)| *v);
    let target = scales.targets.iter().find(|(k, _)| k == key).map(|(_, v)| *v);
    let then = unit.roster.in_week(week);
    let odd = then.metric(key).and_then(|metric| implausible(metric.unit, value, last, target)).is_some();
    if odd && !doubts::is_right(unit.tx, person.id, key, value).await? {
        doubts::ask(unit.tx, person.id, key, week, value).await?;
        return Ok(true);
    }
    doubts::forget(unit.tx, person.id, key, week).await?;
    let key = reports::ActualKey { person: person.id, metric: key, week };
    reports::set_actual(unit.tx, key, value, unit.now).await?;
    Ok(false)
}
