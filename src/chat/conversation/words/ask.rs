//! Asks about words that were not clear enough to act on.

use crate::cards;
use crate::domain::company::Person;
use crate::domain::conversation::unclear::{Asked, Unclear, UnclearLine};
use crate::domain::intake::understand::Question;
use crate::say;
use crate::storage::conversation::unclear;
use crate::storage::outbox::Place;
use crate::texts::Words;
use crate::unit::Unit;

use crate::chat::answer::tell;

use super::moment::Moment;

/// Asks about these words, one after another on one card. Words that only other words can make clear are answered with what is
/// missing.
pub async fn ask(
    unit: &mut Unit<'_>,
    moment: &Moment<'_>,
    message: i64,
    asked: Vec<(String, Asked)>,
) -> anyhow::Result<()> {
    let (mut lines, mut sentences) = (Vec::new(), Vec::new());
    for (words, asked) in asked {
        match UnclearLine::asking(&words, asked.clone(), &moment.open) {
            Some(line) => lines.push(line),
            None => sentences.extend(missing(unit, moment, &words, &asked)),
        }
    }
    sentences.dedup();
    if !sentences.is_empty() {
        tell(unit, moment.person, &sentences.join("\n")).await?;
    }
    if lines.is_empty() {
        return Ok(());
    }
    let report = moment.report_week();
    let tasks = moment.plan.iter().flat_map(|plan| &plan.draft.tasks).map(|task| task.uid).collect();
    let said = Unclear { message, week: moment.week, report, tasks, lines };
    let id = unclear::ask(unit.tx, moment.person.id, &said, unit.now).await?;
    cards::conversation::unclear::show(unit, moment.person, (id, &said), Place::Below).await
}

/// What is missing for some words to count, with the words.
fn missing(unit: &Unit<'_>, moment: &Moment<'_>, said: &str, asked: &Asked) -> Option<String> {
    let words = unit.words(moment.person);
    let tasks = moment.plan.as_ref().map_or(0, |plan| plan.draft.tasks.len());
    if let Asked::Meaning(question) = asked
        && let Some(sentence) = no_such_task(words, said, question, tasks)
    {
        return Some(sentence);
    }
    Some(match asked {
        Asked::Meaning(Question::TooLong) => say!(words, "words-too-long"),
        Asked::Meaning(Question::UnclearNumber { metric: Some(key) }) => {
            let name = unit.roster.metric(key)?.name.as_str();
            say!(words, "words-number-of", said = said, name = name)
        }
        Asked::Meaning(Question::UnclearNumber { metric: None }) => {
            let example = moment.example(unit);
            say!(words, "words-number", said = said, example = example)
        }
        _ => say!(words, "words-unclear", said = said),
    })
}

/// The sentence for words that name none of the plan's tasks, or several; none where they ask for something else.
pub fn no_such_task(words: Words<'_>, said: &str, question: &Question, tasks: usize) -> Option<String> {
    match question {
        Question::NoSuchTask => Some(say!(words, "words-no-task", said = said, count = tasks)),
        Question::WhichTask { numbers, .. } => {
            let numbers = numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            Some(say!(words, "words-which-task", said = said, numbers = numbers))
        }
        _ => None,
    }
}

/// What is still asked about somebody's words comes to the end of the chat.
pub async fn show_open(unit: &mut Unit<'_>, person: &Person) -> anyhow::Result<()> {
    for (id, said) in unclear::open(unit.tx, person.id, unit.now).await? {
        cards::conversation::unclear::show(unit, person, (id, &said), Place::Below).await?;
    }
    Ok(())
}
