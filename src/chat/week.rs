//! The week itself: what is done, what turned up.

use std::sync::Arc;

use teloxide::types::Message;

use crate::cards;
use crate::domain::company::Person;
use crate::domain::intake::{PlanWhat, read_plan};
use crate::domain::plan::{DraftTask, Origin};
use crate::render::html::ellipsis;
use crate::say;
use crate::storage::attention::{self, Question};
use crate::storage::outbox::Place;
use crate::storage::plan::{self as plans, Plan};
use crate::unit::Unit;

use super::plan::calendar;
use super::tell;

/// `/week`.
pub async fn open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    let words = unit.words(person);
    match running(unit, person).await? {
        Some(plan) => {
            let tasks = plans::tasks(unit.conn, plan.id).await?;
            cards::report::show_week(unit, person, plan.week, &tasks, Place::Below).await
        }
        None => tell(unit, person, &say!(words, "week-empty")).await,
    }
}

/// `/add`: something unplanned, in one line; needs no approval.
pub async fn add(unit: &mut Unit<'_>, person: &Person, message: &Message, text: &str) -> anyhow::Result<()> {
    let words = unit.words(person);
    let Some(plan) = running(unit, person).await? else {
        attention::settle(unit.conn, person.id).await?;
        return tell(unit, person, &say!(words, "add-no-plan")).await;
    };
    if text.trim().is_empty() {
        attention::ask(unit.conn, person.id, &Question::Unplanned).await?;
        return tell(unit, person, &say!(words, "add-ask")).await;
    }
    attention::settle(unit.conn, person.id).await?;
    let source = Some(i64::from(message.id.0));
    let mut found = Vec::new();
    for item in read_plan(text, &[], 0).items {
        if let PlanWhat::Task(task) = item.what {
            found.push(DraftTask {
                title: task.title,
                deliverable: task.deliverable,
                minutes: task.minutes,
                goal: task.goal,
                origin: Origin::Unplanned,
                source,
                ..DraftTask::default()
            });
        }
    }
    if found.is_empty() {
        // One word is enough for something unplanned: it is taken as it stands.
        let title = ellipsis(text.trim(), 300);
        found.push(DraftTask { title, origin: Origin::Unplanned, source, ..DraftTask::default() });
    }
    for task in found {
        let new = plans::add_unplanned(unit.conn, plan.id, &task).await?;
        let title = task.title.as_str();
        let sentence =
            if new { say!(words, "add-done", title = title) } else { say!(words, "add-exists", title = title) };
        tell(unit, person, &sentence).await?;
    }
    Ok(())
}

/// The running week's plan, once it was handed in.
async fn running(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<Option<Plan>> {
    let roster = Arc::clone(&unit.roster);
    let (week, _) = calendar(&roster, person, unit.now);
    let plan = plans::find(unit.conn, person.id, week).await?;
    Ok(plan.filter(|p| p.standing().handed_in()))
}
