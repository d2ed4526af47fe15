//! Plans read ahead: those of everybody in a batch of updates at once, before anybody's handler asks for theirs.
//!
//! A plan read ahead is handed out once, and only as long as nothing can have changed it: whatever goes to SQLite through the
//! open transaction in any other way than [`Tx::aside`] throws all of them away.

use std::collections::BTreeMap;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::json::json;
use crate::storage::plan::{Plan, PlanId, PlanRow};

/// What was read ahead in a transaction and not handed out yet.
#[derive(Debug, Default)]
pub struct Ahead(BTreeMap<PlanId, Plan>);

impl Ahead {
    /// Hands a plan out.
    pub fn take(&mut self, id: PlanId) -> Option<Plan> {
        self.0.remove(&id)
    }

    /// The same by person and week.
    pub fn take_of(&mut self, person: PersonId, week: Week) -> Option<Plan> {
        let id = *self.0.iter().find(|(_, plan)| plan.person == person && plan.week == week)?.0;
        self.take(id)
    }

    /// Whatever was read may be another by now.
    pub fn forget(&mut self) {
        self.0.clear();
    }
}

/// Reads the plans of these people for these weeks ahead.
///
/// # Errors
/// Where the database fails.
pub async fn foresee(tx: &mut Tx, people: &[PersonId], weeks: &[Week]) -> anyhow::Result<()> {
    let weeks: Vec<String> = weeks.iter().map(Week::to_string).collect();
    let rows: Vec<PlanRow> = sqlx::query_as(select_plans!(
        "WHERE person_id IN (SELECT value FROM json_each(?)) AND week IN (SELECT value FROM json_each(?))"
    ))
    .bind(json(people)?)
    .bind(json(&weeks)?)
    .fetch_all(tx.aside())
    .await?;
    for row in rows {
        let plan = Plan::try_from(row)?;
        tx.ahead.0.insert(plan.id, plan);
    }
    Ok(())
}
