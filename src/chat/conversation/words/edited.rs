//! An edited message: only what it says otherwise than before counts.

use crate::cards;
use crate::domain::calendar::week::Week;
use crate::domain::conversation::effect::Effect;
use crate::domain::conversation::unclear::Choice;
use crate::domain::intake::understand::{Act, Message, PlanState as Stage, Writer};
use crate::domain::plan::{Plan, PlanState};
use crate::say;
use crate::storage::conversation::effect as effects;
use crate::storage::conversation::unclear;
use crate::storage::outbox::Place;
use crate::storage::plan as plans;
use crate::unit::Unit;

use crate::chat::answer::{Outcome, receipt, tell};
use crate::chat::calendar::calendar;
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::own::own;
use crate::chat::plan::version;
use crate::chat::plan::writing::keep_lines;
use crate::chat::report::lines;
use crate::chat::report::owed::{is_sent, still_open};

use super::hear::{self, Sorted};
use super::moment::{Moment, listed_without};
use super::{ask, in_report, reply};

/// The message says something else now. Where nobody knows what it said before, it is heard as a new one.
pub async fn edited(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let Some(before) = heard.before else { return as_new(unit, heard).await };
    stop_asking(unit, heard).await?;
    let effects = effects::of_message(unit.tx, heard.person.id, heard.id()).await?;
    let plan = effects.iter().find_map(|effect| match effect {
        Effect::PlanLines { plan } => Some(*plan),
        _ => None,
    });
    let week = effects.iter().find_map(|effect| match effect {
        Effect::Report { week, .. } => Some(*week),
        _ => None,
    });
    let mut moment = Moment::of(unit, heard.person).await?;
    let plan_lines = plan.is_some();
    let plan = match plan {
        Some(id) => own(unit, heard.person, id).await?,
        None => moment.plan.take(),
    };
    match week {
        Some(week) => moment.for_the_report(unit, week).await?,
        // They were lines of a plan: a report that is owed meanwhile is not what they speak of.
        None if plan_lines => moment.for_the_plan(),
        None => {}
    }
    let others = plan.as_ref().map(|plan| plan.draft.clone()).unwrap_or_default();
    let others = listed_without(&others, heard.id());
    let said_plan = plan.as_ref().is_some_and(|plan| plan.draft.says(heard.id()));
    if said_plan {
        // They were lines of the plan, and are so still: reading them anew asks for no more evidence than before.
        moment.stage = Stage::Open;
    }
    let said = |message: &Message<'_>| Sorted::of(moment.read(message, Writer::Author, &others));
    let (old, new) = (said(&Message::plain(before)), said(&hear::message(heard)));
    let mut any = false;
    if old.plan != new.plan {
        any |= retell_plan(unit, heard, (plan, moment.week), &old.plan, &new.plan).await?;
    }
    if old.report != new.report {
        retell_report(unit, heard, &moment, week, (&old.report, &new.report)).await?;
        any = true;
    }
    if any {
        receipt(unit, heard);
    }
    for (words, answer) in new.answers.iter().filter(|answer| !old.answers.contains(answer)) {
        reply::reply(unit, &moment, words, *answer, !any).await?;
    }
    let asked = new.asked.into_iter().filter(|asked| !old.asked.contains(asked)).collect();
    ask::ask(unit, &moment, heard.id(), asked).await?;
    Ok(Hearing::Handled)
}

/// Nobody knows any more what the message said before: it is heard as a new one, unless what it said is settled.
async fn as_new(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let person = heard.person;
    for effect in effects::of_message(unit.tx, person.id, heard.id()).await? {
        match effect {
            Effect::PlanLines { plan } => {
                let plan = own(unit, person, plan).await?;
                if let Some(plan) = plan.filter(|plan| version::settled(unit, person, plan)) {
                    version::refuse_lines(unit, person, &plan).await?;
                    return Ok(Hearing::Handled);
                }
            }
            Effect::Report { week, .. } => still_open(unit, person, week)?,
            _ => {}
        }
    }
    hear::heard(unit, heard).await
}

/// What was asked about the old words is not asked any more.
async fn stop_asking(unit: &mut Unit<'_>, heard: Heard<'_>) -> anyhow::Result<()> {
    for (id, mut said) in unclear::open(unit.tx, heard.person.id, unit.now).await? {
        if said.message != heard.id() {
            continue;
        }
        for line in said.lines.iter_mut().filter(|line| line.chosen.is_none()) {
            line.chosen = Some(Choice::Nothing);
        }
        unclear::save(unit.tx, id, &said).await?;
        cards::conversation::unclear::show(unit, heard.person, (id, &said), Place::InPlace).await?;
    }
    Ok(())
}

/// Makes the difference in the plan. Whether there was one.
async fn retell_plan(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    (plan, week): (Option<Plan>, Week),
    old: &[Act],
    new: &[Act],
) -> anyhow::Result<bool> {
    let person = heard.person;
    let mut plan = match plan {
        Some(plan) => plan,
        None => plans::find_or_create(unit.tx, person.id, week).await?,
    };
    let (running, _) = calendar(unit.roster, person, unit.now);
    if version::settled(unit, person, &plan) || plan.week < running {
        version::refuse_lines(unit, person, &plan).await?;
        return Ok(false);
    }
    let mut draft = plan.draft.clone();
    if new.is_empty() && plan.state == PlanState::Submitted {
        // Nothing of a plan is left in it: nobody said that what was handed in is to go.
        tell(unit, person, &say!(unit.words(person), "words-edit-keeps")).await?;
        return Ok(false);
    }
    let taken = draft.retell(old, new, heard.id());
    if !taken.any() && draft == plan.draft {
        return Ok(false);
    }
    keep_lines(unit, person, &mut plan, draft, taken).await?;
    effects::keep(unit.tx, person.id, heard.id(), &Effect::PlanLines { plan: plan.id }).await?;
    Ok(true)
}

/// Makes the difference in the report: numbers and notes by themselves, marks only where they are new.
async fn retell_report(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    moment: &Moment<'_>,
    week: Option<Week>,
    (old, new): (&[Act], &[Act]),
) -> Outcome<()> {
    let differs = |act: &&Act| !matches!(act, Act::Mark(_)) || !old.contains(act);
    let acts: Vec<Act> = new.iter().filter(differs).cloned().collect();
    if let Some(week) = week.filter(|_| new.is_empty())
        && is_sent(unit, heard.person, week).await?
    {
        return Ok(tell(unit, heard.person, &say!(unit.words(heard.person), "words-edit-keeps")).await?);
    }
    match week {
        Some(week) => lines::retell(unit, heard, week, &in_report::reading(&acts)).await,
        None => Ok(in_report::make(unit, heard, moment, &acts).await?),
    }
}
