//! Lines for the plan of the week that the calendar or the person chose.

use crate::cards;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::question::Question;
use crate::domain::intake::{NotUnderstood, PlanItem, PlanReading, PlanWhat, parse_minutes, read_plan};
use crate::domain::plan::{Plan, PlanId, PlanState, Progress};
use crate::render::conversation::not_understood::Understood;
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::{conversation, outbox};
use crate::unit::Unit;

use crate::chat::answer::{Outcome, not_understood, receipt};
use crate::chat::calendar::{calendar, metric_names};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::own::{current, own};
use crate::chat::plan::version;
use crate::chat::plan::writing::{Source, take};

/// The longest a task may take, minutes: a week.
const LONGEST: u32 = 168 * 60;

/// Lines for the plan; also of `/plan`. Whatever is none is quoted back.
pub async fn heard(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let person = heard.person;
    let chosen = conversation::chosen_week(unit.tx, person.id).await?;
    let mut plan = current(unit, person, chosen).await?;
    // Numbers mean the tasks of the card. Whoever has not seen it yet numbers their own.
    let unseen = plan.draft.progress() == Progress::Prefilled && !seen(unit, person, &plan).await?;
    let tasks = if unseen { 0 } else { plan.draft.tasks.len() };
    let reading = read_plan(heard.text, &metric_names(unit.roster, person), tasks);
    if reading.items.is_empty() && reading.puzzles.is_empty() {
        // Only a heading: show what there is to fill in.
        cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await?;
        return Ok(Hearing::Handled);
    }
    if !reading.items.is_empty() {
        let refused = plan.state == PlanState::Approved;
        take_new(unit, heard, &mut plan, &reading).await?;
        if refused {
            return Ok(Hearing::Handled);
        }
        receipt(unit, heard);
    }
    if let [NotUnderstood { held: Some(held), .. }] = reading.puzzles.as_slice() {
        let question = Question::Hours { plan: plan.id, held: held.clone() };
        conversation::ask(unit.tx, person.id, &question, unit.now).await?;
    }
    let (taken, tasks) = (reading.items.len(), plan.draft.tasks.len());
    not_understood(unit, person, Understood { taken, puzzles: &reading.puzzles, tasks, report: false }).await?;
    Ok(Hearing::Handled)
}

/// Takes lines of a message that has not said any of this plan before.
async fn take_new(unit: &mut Unit<'_>, heard: Heard<'_>, plan: &mut Plan, reading: &PlanReading) -> Outcome<()> {
    if take(unit, heard.person, plan, reading, Source::New(heard.id())).await?.any() {
        effects::keep(unit.tx, heard.person.id, heard.id(), &Effect::PlanLines { plan: plan.id }).await?;
    }
    Ok(())
}

/// Whether the card of this plan was ever put up in its author's chat.
async fn seen(unit: &mut Unit<'_>, person: &Person, plan: &Plan) -> anyhow::Result<bool> {
    let Some(chat) = person.telegram_id else { return Ok(false) };
    Ok(outbox::card_message(unit.tx, chat, cards::plan::card::key(plan)).await?.is_some())
}

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
        PlanWhat::Target { .. } | PlanWhat::Delete { .. } => return Ok(Hearing::NotMine),
    }
    let reading = PlanReading { says_plan: false, items: vec![PlanItem { line: 0, what: held }], puzzles: Vec::new() };
    take_new(unit, heard, &mut plan, &reading).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// The message was edited: its lines are replaced. A plan in which nothing of them is left is not this message's any more, and one
/// of a week that is over is only spoken of where it counts.
pub async fn retold(unit: &mut Unit<'_>, heard: Heard<'_>, plan: PlanId) -> Outcome<Hearing> {
    let person = heard.person;
    let Some(mut plan) = own(unit, person, plan).await? else { return Ok(Hearing::NotMine) };
    let (running, _) = calendar(unit.roster, person, unit.now);
    let closed = plan.week < running && !version::settled(unit, person, &plan);
    if closed || !plan.draft.says(heard.id()) {
        return Ok(Hearing::NotMine);
    }
    let reading = read_plan(heard.text, &metric_names(unit.roster, person), plan.draft.tasks.len());
    take(unit, person, &mut plan, &reading, Source::Edited(heard.id())).await?;
    Ok(Hearing::Handled)
}
