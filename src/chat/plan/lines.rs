//! How many hours a line takes that was held back until somebody says so.

use crate::domain::conversation::effect::Effect;
use crate::domain::intake::{PlanItem, PlanReading, PlanWhat, parse_minutes};
use crate::domain::plan::PlanId;
use crate::storage::conversation;
use crate::storage::conversation::effect as effects;
use crate::unit::Unit;

use crate::chat::answer::{Outcome, receipt};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::own::own;
use crate::chat::plan::writing::take_lines;

/// The longest a task may take, minutes: a week.
const LONGEST: u32 = 168 * 60;

/// The text answers how many hours the held line takes.
pub async fn hours(unit: &mut Unit<'_>, heard: Heard<'_>, plan: PlanId, mut held: PlanWhat) -> Outcome<Hearing> {
    conversation::close(unit.tx, heard.person.id).await?;
    let Some(minutes) = parse_minutes(heard.text.trim()).filter(|m| (1..=LONGEST).contains(m)) else {
        return Ok(Hearing::NotMine);
    };
    let Some(mut plan) = own(unit, heard.person, plan).await? else { return Ok(Hearing::NotMine) };
    match &mut held {
        PlanWhat::Task(task) => task.minutes = Some(minutes),
        PlanWhat::Change { change, .. } => change.minutes = Some(minutes),
        _ => return Ok(Hearing::NotMine),
    }
    let reading = PlanReading { says_plan: false, items: vec![PlanItem { line: 0, what: held }], puzzles: Vec::new() };
    if take_lines(unit, heard.person, &mut plan, &reading, Some(heard.id())).await?.any() {
        effects::keep(unit.tx, heard.person.id, heard.id(), &Effect::PlanLines { plan: plan.id }).await?;
    }
    receipt(unit, heard);
    Ok(Hearing::Handled)
}
