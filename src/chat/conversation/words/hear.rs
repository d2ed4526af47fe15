//! A new message: understood, and each of its lines done, asked about or answered.

use teloxide::types::{MessageEntityKind, MessageEntityRef};

use crate::cards;
use crate::domain::conversation::unclear::Asked;
use crate::domain::intake::understand::{
    Act, Answer, Entity, Marked, Message, Outcome as Understood, Passing, PlanState as Stage, Question, Topic, What,
    Writer,
};
use crate::say;
use crate::storage::outbox::{self, CardKey, Lane, Place};
use crate::storage::plan as plans;
use crate::unit::Unit;

use crate::chat::answer::{Outcome, react, receipt, tell};
use crate::chat::heard::{Heard, Hearing};
use crate::chat::plan::version;
use crate::chat::week::tasks;

use super::moment::Moment;
use super::{ask, choose, in_plan, in_report, reply};

/// The reaction to thanks and greetings.
const KIND: &str = "👍";
/// The reaction to what somebody passes on without a word of their own.
const SEEN: &str = "👀";

/// Words that answer nothing in particular.
pub async fn heard(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    if choose::typed(unit, heard).await? {
        return Ok(Hearing::Handled);
    }
    let mut moment = Moment::of(unit, heard.person).await?;
    let above = replied_to(unit, heard).await?;
    if matches!(above, Some(CardKey::Plan(_))) {
        moment.for_the_plan();
    }
    if matches!(above, Some(CardKey::Week(_))) {
        let outcomes = moment.understand(&message(heard), Writer::Author);
        if !outcomes.iter().any(|o| matches!(o.what, What::Act(Act::Mark(_)) | What::Answer(_) | What::Nothing(_))) {
            // Below the card of the running week any line is what turned up.
            return tasks::add(unit, heard).await;
        }
    }
    act_on(unit, heard, moment).await
}

/// Lines behind `/plan`: they go to the plan, also before it is asked for.
pub async fn for_the_plan(unit: &mut Unit<'_>, heard: Heard<'_>) -> Outcome<Hearing> {
    let mut moment = Moment::of(unit, heard.person).await?;
    moment.for_the_plan();
    act_on(unit, heard, moment).await
}

async fn act_on(unit: &mut Unit<'_>, heard: Heard<'_>, moment: Moment<'_>) -> Outcome<Hearing> {
    let said = message(heard);
    let mut outcomes = moment.understand(&said, Writer::Author);
    if !heard.text.contains('\n') && !moment.waiting.is_empty() {
        // Whoever has plans before them may speak of those: then nothing becomes theirs.
        let about_others = moment.understand(&said, Writer::Approver);
        if about_others.iter().any(speaks_of_others) {
            outcomes = about_others;
        }
    }
    take(unit, heard, moment, outcomes).await?;
    Ok(Hearing::Handled)
}

fn speaks_of_others(outcome: &Understood) -> bool {
    matches!(
        outcome.what,
        What::Answer(Answer::PlanMessage | Answer::Help(Topic::Approve | Topic::Return | Topic::Team))
    )
}

/// What the outcomes of a message come to, sorted.
#[derive(Debug, Default)]
pub struct Sorted {
    /// For the plan.
    pub plan: Vec<Act>,
    /// For the report or the running week.
    pub report: Vec<Act>,
    /// The last change is to be taken back.
    pub undo: bool,
    /// The words behind the plan's acts.
    pub plan_words: Vec<String>,
    /// What is asked about which words.
    pub asked: Vec<(String, Asked)>,
    /// What is answered.
    pub answers: Vec<(String, Answer)>,
    /// Why nothing comes of the rest.
    pub passing: Vec<Passing>,
}

impl Sorted {
    /// Sorts what a message comes to.
    pub fn of(outcomes: Vec<Understood>) -> Self {
        let mut sorted = Self::default();
        for Understood { words, what, .. } in outcomes {
            match what {
                What::Act(Act::Undo) => sorted.undo = true,
                What::Act(
                    act @ (Act::Actual { .. }
                    | Act::BareActuals(_)
                    | Act::Mark(_)
                    | Act::AddUnplanned(_)
                    | Act::Note { .. }),
                ) => sorted.report.push(act),
                What::Act(act) => {
                    sorted.plan.push(act);
                    sorted.plan_words.push(words);
                }
                // The report asks by itself about a number that nobody would expect.
                What::Ask(Question::Implausible { metric, value, target: false }) => {
                    sorted.report.push(Act::Actual { metric, value });
                }
                What::Ask(question) => sorted.asked.push((words, Asked::Meaning(question))),
                What::Answer(Answer::PlanMessage) => sorted.asked.push((words, Asked::Remark)),
                What::Answer(answer) => sorted.answers.push((words, answer)),
                What::Nothing(passing) => sorted.passing.push(passing),
            }
        }
        sorted.plan_words.dedup();
        sorted
    }

    fn is_silent(&self) -> bool {
        self.plan.is_empty() && self.report.is_empty() && !self.undo && self.asked.is_empty() && self.answers.is_empty()
    }
}

/// Does, asks and answers what a message comes to.
async fn take(
    unit: &mut Unit<'_>,
    heard: Heard<'_>,
    mut moment: Moment<'_>,
    outcomes: Vec<Understood>,
) -> anyhow::Result<()> {
    let mut sorted = Sorted::of(outcomes);
    if sorted.is_silent() {
        return nothing(unit, heard, &moment, &sorted).await;
    }
    let person = heard.person;
    let mut taken = !sorted.report.is_empty();
    if !sorted.plan.is_empty() {
        if moment.stage == Stage::Approved {
            agreed(unit, &moment, &mut sorted).await?;
        } else {
            let mut plan = plans::find_or_create(unit.tx, person.id, moment.week).await?;
            let changed = in_plan::make(unit, person, &mut plan, &sorted.plan, Some(heard.id())).await?;
            moment.plan = Some(plan);
            if changed {
                receipt(unit, heard);
            }
            taken = true;
        }
    }
    if !sorted.report.is_empty() {
        in_report::make(unit, heard, &moment, &sorted.report).await?;
    }
    if sorted.undo {
        undo(unit, &mut moment).await?;
    }
    let nothing_else = !taken && sorted.asked.is_empty();
    for (words, answer) in std::mem::take(&mut sorted.answers) {
        reply::reply(unit, &moment, &words, answer, nothing_else).await?;
    }
    ask::ask(unit, &moment, heard.id(), sorted.asked).await
}

/// Clear changes of a plan that was agreed: asked about, or refused where its week is over.
async fn agreed(unit: &mut Unit<'_>, moment: &Moment<'_>, sorted: &mut Sorted) -> anyhow::Result<()> {
    let Some(plan) = &moment.plan else { return Ok(()) };
    if unit.roster.is_over(plan.week, moment.person, unit.now) {
        return version::refuse_lines(unit, moment.person, plan).await;
    }
    let words = std::mem::take(&mut sorted.plan_words).join("; ");
    sorted.asked.insert(0, (words, Asked::Agreed(std::mem::take(&mut sorted.plan))));
    Ok(())
}

/// «отмени».
async fn undo(unit: &mut Unit<'_>, moment: &mut Moment<'_>) -> anyhow::Result<()> {
    let person = moment.person;
    let words = unit.words(person);
    if let Some(week) = moment.report_week()
        && in_report::restore(unit, person, week).await?
    {
        in_report::redraw_all(unit, person, week).await?;
        return tell(unit, person, &say!(words, "toast-undone")).await;
    }
    if let Some(plan) = &mut moment.plan
        && in_plan::undo(unit, person, plan).await?
    {
        return Ok(());
    }
    tell(unit, person, &say!(words, "words-undo-nothing")).await
}

/// Nothing in the message asks for anything: a reaction at most, the plan for its heading alone, a word for what was said before.
async fn nothing(unit: &mut Unit<'_>, heard: Heard<'_>, moment: &Moment<'_>, sorted: &Sorted) -> anyhow::Result<()> {
    let person = heard.person;
    let any = |passing| sorted.passing.contains(&passing);
    if any(Passing::Repeated) {
        if let Some(plan) = &moment.plan {
            cards::plan::card::show(unit, person, plan, Place::Near, Lane::Interactive, None).await?;
        }
        receipt(unit, heard);
    } else if any(Passing::Chat) {
        react(unit, heard, KIND);
    } else if any(Passing::Forwarded) {
        react(unit, heard, SEEN);
    } else if any(Passing::Form) {
        let plan = plans::find_or_create(unit.tx, person.id, moment.week).await?;
        cards::plan::card::show(unit, person, &plan, Place::Below, Lane::Interactive, None).await?;
    } else {
        tell(unit, person, &say!(unit.words(person), "not-text")).await?;
    }
    Ok(())
}

/// The card a message replies to.
async fn replied_to(unit: &mut Unit<'_>, heard: Heard<'_>) -> anyhow::Result<Option<CardKey>> {
    let (Some(above), Some(chat)) = (heard.message.reply_to_message(), heard.person.telegram_id) else {
        return Ok(None);
    };
    Ok(outbox::key_at(unit.tx, chat, i64::from(above.id.0)).await?)
}

/// The words with what Telegram marked in them.
pub fn message(heard: Heard<'_>) -> Message<'_> {
    let whole = heard.message.text().or_else(|| heard.message.caption()).unwrap_or_default();
    let shift = whole.find(heard.text).unwrap_or(0);
    let entities = heard.message.parse_entities().or_else(|| heard.message.parse_caption_entities());
    let entities = entities.unwrap_or_default().iter().filter_map(|entity| marked(entity, shift)).collect();
    Message { text: heard.text, entities, forwarded: heard.message.forward_origin().is_some() }
}

fn marked(entity: &MessageEntityRef<'_>, shift: usize) -> Option<Entity> {
    let (start, end) = (entity.start().checked_sub(shift)?, entity.end().checked_sub(shift)?);
    let mark = match entity.kind() {
        MessageEntityKind::TextLink { url } => Marked::Link(url.to_string()),
        MessageEntityKind::Strikethrough => Marked::Strike,
        _ => Marked::Plain,
    };
    Some(Entity { start, end, mark })
}
