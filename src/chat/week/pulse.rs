//! Answers to the question in the middle of the week what is at risk.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::question::Question;
use crate::domain::week::pulse::Pulse;
use crate::render::html::ellipsis;
use crate::render::week::pulse::unfinished;
use crate::storage::conversation;
use crate::storage::conversation::effect as effects;
use crate::storage::outbox::{Lane, Place};
use crate::storage::week::{pulse as pulses, task as week_tasks};
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::answer::{Answer, Outcome, Refusal, receipt};
use crate::chat::calendar::calendar;
use crate::chat::heard::{Heard, Hearing};

/// The longest words on what is at risk, in characters.
const WORDS: usize = 500;

/// «All as planned»: nothing is at risk.
pub async fn all_well(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let Some(mut pulse) = open(unit, person, week).await? else { return Err(stale(unit, person)) };
    stop_asking(unit, person).await?;
    pulse.clear();
    effects::forget(unit.tx, person.id, &Effect::Risk { week }).await?;
    keep(unit, person, &mut pulse, Place::InPlace).await?;
    Ok(Answer::Toast(say!(unit.words(person), "toast-pulse-well")))
}

/// Marks a task as at risk, or as not at risk after all.
pub async fn risk(unit: &mut Unit<'_>, person: &Person, task: i64, on: bool) -> Outcome<Answer> {
    let Some((task, plan)) = week_tasks::get(unit.tx, task).await?.filter(|(_, plan)| plan.person == person.id) else {
        return Err(stale(unit, person));
    };
    let Some(mut pulse) = open(unit, person, plan.week).await?.filter(|_| unfinished(&task)) else {
        return Err(stale(unit, person));
    };
    pulse.set(&task, on);
    keep(unit, person, &mut pulse, Place::InPlace).await?;
    Ok(Answer::Quiet)
}

/// «I'll say it in words»: the next message is taken as the answer.
pub async fn ask_words(unit: &mut Unit<'_>, person: &Person, week: Week) -> Outcome<Answer> {
    let Some(pulse) = open(unit, person, week).await? else { return Err(stale(unit, person)) };
    conversation::ask(unit.tx, person.id, &Question::Risk { week }, unit.now).await?;
    cards::week::pulse::ask_words(unit, person, &pulse).await?;
    Ok(Answer::Quiet)
}

/// Stores what is at risk in the person's own words.
pub async fn in_words(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week) -> Outcome<Hearing> {
    let person = heard.person;
    conversation::close(unit.tx, person.id).await?;
    let Some(mut pulse) = open(unit, person, week).await? else {
        return Err(Refusal::Because(say!(unit.words(person), "pulse-late")));
    };
    pulse.words = Some(ellipsis(heard.text.trim(), WORDS));
    effects::keep(unit.tx, person.id, heard.id(), &Effect::Risk { week }).await?;
    keep(unit, person, &mut pulse, Place::Near).await?;
    receipt(unit, heard);
    Ok(Hearing::Handled)
}

/// The message with the answer was edited: the answer is replaced, unless its week is over.
pub async fn retold(unit: &mut Unit<'_>, heard: Heard<'_>, week: Week) -> Outcome<Hearing> {
    let person = heard.person;
    let Some(mut pulse) = open(unit, person, week).await? else { return Ok(Hearing::NotMine) };
    pulse.words = Some(ellipsis(heard.text.trim(), WORDS));
    keep(unit, person, &mut pulse, Place::Near).await?;
    Ok(Hearing::Handled)
}

/// Stores an answer and shows it, to the person and to those who approve their plans.
async fn keep(unit: &mut Unit<'_>, person: &Person, pulse: &mut Pulse, place: Place) -> anyhow::Result<()> {
    pulse.answered = true;
    pulses::answer(unit.tx, pulse, unit.now).await?;
    cards::week::pulse::show(unit, person, pulse, place, Lane::Interactive).await?;
    cards::week::pulse::tell_heads(unit, person, pulse.week).await
}

/// The pulse of the running week, if the person was asked.
async fn open(unit: &mut Unit<'_>, person: &Person, week: Week) -> anyhow::Result<Option<Pulse>> {
    let (running, _) = calendar(unit.roster, person, unit.now);
    if week != running {
        return Ok(None);
    }
    pulses::find(unit.tx, person.id, week).await
}

async fn stop_asking(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    conversation::close_where(unit.tx, person.id, |question| matches!(question, Question::Risk { .. })).await
}

fn stale(unit: &Unit<'_>, person: &Person) -> Refusal {
    Refusal::stale(unit.words(person), "/week")
}
