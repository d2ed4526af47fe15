//! Which plan of theirs an author means, and which numbers they answer for.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster};
use crate::domain::plan::{Plan, PlanId, PlanState};
use crate::storage::plan as plans;
use crate::unit::Unit;

use crate::chat::calendar::calendar;

/// The keys of the metrics a person types the numbers of.
pub fn metric_keys<'a>(roster: &'a Roster, person: &'a Person) -> Vec<&'a str> {
    roster.typed_metrics(person).map(|metric| metric.key.as_str()).collect()
}

/// The plan a person's lines go to now: that of the chosen week; else, before `plan_open`, the running week's as long as it
/// is not settled; else the next week's.
pub async fn current(unit: &mut Unit<'_>, person: &Person, chosen: Option<Week>) -> anyhow::Result<Plan> {
    let (running, next_is_asked) = calendar(unit.roster, person, unit.now);
    if let Some(week) = chosen.filter(|week| *week == running || *week == running.next()) {
        let plan = plans::find_or_create(unit.tx, person.id, week).await?;
        if plan.state.editable() {
            return Ok(plan);
        }
    }
    if next_is_asked {
        return plans::find_or_create(unit.tx, person.id, running.next()).await;
    }
    match plans::find(unit.tx, person.id, running).await? {
        // Settled, also where the author has turned away from a change they had begun.
        Some(plan) if plan.in_force().is_some() && plan.state != PlanState::Submitted => {
            plans::find_or_create(unit.tx, person.id, running.next()).await
        }
        Some(plan) => Ok(plan),
        None => plans::find_or_create(unit.tx, person.id, running).await,
    }
}

/// The plan of this id, if it is the person's own.
pub async fn own(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(plans::get(unit.tx, id).await?.filter(|plan| plan.person == person.id))
}
