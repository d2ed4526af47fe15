//! The plan that an author means, and the metrics that they type.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster};
use crate::domain::plan::{Plan, PlanId, PlanState};
use crate::storage::plan as plans;
use crate::unit::Unit;

use crate::chat::calendar::calendar;

/// The keys of the metrics that a person types.
pub fn metric_keys<'a>(roster: &'a Roster, person: &'a Person) -> Vec<&'a str> {
    roster.typed_metrics(person).map(|metric| metric.key.as_str()).collect()
}

/// The plan that a person's lines change now: that of the chosen week; else, before `plan_open`, the running week's as
/// long as it is not settled; else the next week's.
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
        // An approved plan counts as settled, even if the author began a change to it and left that.
        Some(plan) if plan.in_force().is_some() && plan.state != PlanState::Submitted => {
            plans::find_or_create(unit.tx, person.id, running.next()).await
        }
        Some(plan) => Ok(plan),
        None => plans::find_or_create(unit.tx, person.id, running).await,
    }
}

/// The plan with this id, if it is the person's own.
pub async fn own(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(plans::get(unit.tx, id).await?.filter(|plan| plan.person == person.id))
}
