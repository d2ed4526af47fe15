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

/// The plan a person's lines go to now, begun where it was not yet.
pub async fn current(unit: &mut Unit<'_>, person: &Person, chosen: Option<Week>) -> anyhow::Result<Plan> {
    match where_lines_go(unit, person, chosen).await? {
        LinesGo { plan: Some(plan), .. } => Ok(plan),
        LinesGo { week, plan: None, .. } => plans::find_or_create(unit.tx, person.id, week).await,
    }
}

/// Where a person's lines go.
#[derive(Debug)]
pub struct LinesGo {
    /// To the plan of which week.
    pub week: Week,
    /// That plan, where it was begun.
    pub plan: Option<Plan>,
    /// The calendar has asked for it.
    pub asked: bool,
}

/// Where a person's lines go now: to the plan of the chosen week; else, before `plan_open`, to the running week's as long as it
/// is not settled; else to the next week's.
pub async fn where_lines_go(unit: &mut Unit<'_>, person: &Person, chosen: Option<Week>) -> anyhow::Result<LinesGo> {
    let (running, next_is_asked) = calendar(unit.roster, person, unit.now);
    let next = running.next();
    if let Some(week) = chosen.filter(|week| *week == running || *week == next) {
        let plan = plans::find(unit.tx, person.id, week).await?;
        if plan.as_ref().is_none_or(|plan| plan.state.editable()) {
            return Ok(LinesGo { week, plan, asked: true });
        }
    }
    if !next_is_asked {
        let plan = plans::find(unit.tx, person.id, running).await?;
        // Settled, also where the author has turned away from a change they had begun.
        let settled = plan.as_ref().is_some_and(|p| p.in_force().is_some() && p.state != PlanState::Submitted);
        if !settled {
            return Ok(LinesGo { week: running, plan, asked: true });
        }
    }
    Ok(LinesGo { week: next, plan: plans::find(unit.tx, person.id, next).await?, asked: next_is_asked })
}

/// The plan with this id, if it is the person's own.
pub async fn own(unit: &mut Unit<'_>, person: &Person, id: PlanId) -> anyhow::Result<Option<Plan>> {
    Ok(plans::get(unit.tx, id).await?.filter(|plan| plan.person == person.id))
}
