//! What words do to somebody else's plan, while whoever decides on it changes it.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::understand::{Act, Message, Outcome, PlanState as Stage, Question, What, Writer};
use crate::domain::intake::{PlanItem, PlanReading, PlanWhat, read_plan};
use crate::domain::plan::Draft;
use crate::say;
use crate::unit::Unit;

use crate::chat::answer::tell;
use crate::chat::calendar::metric_names;

use super::ask::no_such_task;
use super::in_plan::as_line;
use super::moment::{Moment, listed};

/// What a message does to somebody's plan.
#[derive(Debug)]
pub struct Edit {
    /// A plan under its own heading: the writer's own, and no change of this one.
    pub own_plan: bool,
    /// The changes.
    pub reading: PlanReading,
    /// The words that were not clear, with what is asked.
    unclear: Vec<(String, Option<Question>)>,
}

/// Reads a message as changes of this draft of somebody's plan.
pub async fn of_others_plan(
    unit: &mut Unit<'_>,
    (author, week): (&Person, Week),
    message: &Message<'_>,
    working: &Draft,
) -> anyhow::Result<Edit> {
    let names = metric_names(unit.roster, author);
    if read_plan(message.text, &names, working.tasks.len()).says_plan {
        return Ok(Edit { own_plan: true, reading: PlanReading::default(), unclear: Vec::new() });
    }
    let mut moment = Moment::of(unit, author).await?;
    moment.for_the_plan();
    moment.week = week;
    moment.stage = Stage::Submitted;
    let (mut items, mut unclear) = (Vec::new(), Vec::new());
    for Outcome { line, words, what } in moment.read(message, Writer::Editor, &listed(working)) {
        match what {
            // Out of this week's plan: the working copy of another week's is not theirs to write.
            What::Act(Act::PostponeTask { number }) => {
                items.push(PlanItem { line, what: PlanWhat::Delete { number } });
            }
            What::Act(act) => match as_line(&act) {
                Some(what) => items.push(PlanItem { line, what }),
                None => unclear.push((words, None)),
            },
            What::Ask(question) => unclear.push((words, Some(question))),
            What::Answer(_) => unclear.push((words, None)),
            What::Nothing(_) => {}
        }
    }
    let reading = PlanReading { says_plan: false, items, puzzles: Vec::new() };
    Ok(Edit { own_plan: false, reading, unclear })
}

/// Says which of the words changed nothing, and what is missing for them to count.
pub async fn tell_unclear(unit: &mut Unit<'_>, person: &Person, edit: &Edit, tasks: usize) -> anyhow::Result<()> {
    let words = unit.words(person);
    let sentence = |(said, question): &(String, Option<Question>)| match question {
        Some(Question::HowLong { .. }) => say!(words, "words-how-long", said = said.as_str()),
        Some(question) => no_such_task(words, said, question, tasks)
            .unwrap_or_else(|| say!(words, "words-edit-unclear", said = said.as_str())),
        None => say!(words, "words-edit-unclear", said = said.as_str()),
    };
    let mut sentences: Vec<String> = edit.unclear.iter().map(sentence).collect();
    sentences.dedup();
    if sentences.is_empty() { Ok(()) } else { tell(unit, person, &sentences.join("\n")).await }
}
