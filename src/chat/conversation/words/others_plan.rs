//! What words do to somebody else's plan, while whoever decides on it changes it.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::intake::understand::{Act, Message, Outcome, Passing, PlanState as Stage, Question, What, Writer};
use crate::domain::intake::{PlanItem, PlanReading, read_plan};
use crate::domain::plan::Draft;
use crate::say;
use crate::unit::Unit;

use crate::chat::answer::tell;
use crate::chat::calendar::metric_names;

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
    /// All of it was said in passing.
    passing: bool,
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
        let reading = PlanReading::default();
        return Ok(Edit { own_plan: true, reading, unclear: Vec::new(), passing: false });
    }
    let mut moment = Moment::of(unit, author).await?;
    moment.for_the_plan();
    moment.week = week;
    moment.stage = Stage::Submitted;
    let outcomes = moment.read(message, Writer::Editor, &listed(working));
    let passing = outcomes.iter().all(|outcome| matches!(outcome.what, What::Nothing(Passing::Chat | Passing::Form)));
    let (mut items, mut unclear) = (Vec::new(), Vec::new());
    for Outcome { line, words, what } in outcomes {
        match what {
            // Out of this week's plan: the working copy of another week's is not theirs to write.
            What::Act(Act::PostponeTask { number }) => {
                items.push(PlanItem { line, what: crate::domain::intake::PlanWhat::Delete { number } });
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
    Ok(Edit {
        own_plan: false,
        reading: PlanReading { says_plan: false, items, puzzles: Vec::new() },
        unclear,
        passing,
    })
}

/// Says which of the words changed nothing, and what is missing for them to count.
pub async fn tell_unclear(unit: &mut Unit<'_>, person: &Person, edit: &Edit, tasks: usize) -> anyhow::Result<()> {
    let words = unit.words(person);
    let sentence = |(said, question): &(String, Option<Question>)| match question {
        Some(Question::NoSuchTask) => say!(words, "words-no-task", said = said.as_str(), count = tasks),
        Some(Question::WhichTask { numbers, .. }) => {
            let numbers = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            say!(words, "words-which-task", said = said.as_str(), numbers = numbers)
        }
        Some(Question::HowLong { .. }) => say!(words, "words-how-long", said = said.as_str()),
        _ => say!(words, "words-edit-unclear", said = said.as_str()),
    };
    let mut sentences: Vec<String> = edit.unclear.iter().map(sentence).collect();
    sentences.dedup();
    if sentences.is_empty() && edit.reading.items.is_empty() && !edit.passing {
        return Ok(());
    }
    match sentences.is_empty() {
        true => Ok(()),
        false => tell(unit, person, &sentences.join("\n")).await,
    }
}
