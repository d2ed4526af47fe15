//! The question about words that were not clear: quoted, with what may be meant as buttons.

use crate::domain::company::{Locale, PersonId};
use crate::domain::conversation::unclear::{Asked, Choice, Unclear, UnclearLine};
use crate::domain::intake::understand::Question;
use crate::domain::plan::DraftTask;
use crate::render::buttons::{Action, WordsAction};
use crate::render::card::Card;
use crate::render::html::ellipsis;
use crate::say;
use crate::texts::Words;

/// The longest quotation, in characters.
const QUOTED: usize = 200;
/// The longest title on a button, in characters.
const TITLE: usize = 30;
/// The most buttons in a row.
const ROW: usize = 3;

/// What the card shows.
#[derive(Clone, Copy)]
pub struct UnclearView<'a> {
    /// The question's id.
    pub question: i64,
    /// What is asked.
    pub unclear: &'a Unclear,
    /// The tasks of the plan the words would go to.
    pub tasks: &'a [DraftTask],
    /// A person's name.
    pub name: &'a dyn Fn(PersonId) -> String,
    /// A metric's name.
    pub metric: &'a dyn Fn(&str) -> String,
}

/// The card: what was chosen so far, what is asked now, and how much follows.
pub fn card(words: Words<'_>, view: &UnclearView<'_>) -> Card {
    let mut card = Card::default();
    let now = view.unclear.current();
    for (at, line) in view.unclear.lines.iter().enumerate() {
        let quoted = quoted(words, &line.words);
        match line.chosen {
            Some(choice) => {
                card.html.text(&quoted).text(" → ").text(&outcome(words, view, line, choice)).nl();
            }
            None if now.is_some_and(|(current, _)| current == at) => {
                card.html.bold(quoted.as_str()).nl().text(&question(words, view, line)).nl();
            }
            None => {
                card.html.text(&quoted).nl();
            }
        }
    }
    let Some((at, line)) = now else { return card };
    let left = view.unclear.lines.iter().filter(|line| line.chosen.is_none()).count() - 1;
    if left > 0 {
        card.html.italic(say!(words, "words-more", count = left).as_str());
    }
    with_choices(words, view, (at, line), card)
}

fn with_choices(words: Words<'_>, view: &UnclearView<'_>, (at, line): (usize, &UnclearLine), mut card: Card) -> Card {
    let line_number = u8::try_from(at).unwrap_or(u8::MAX);
    let action = |choice| Action::Words(WordsAction::Mean { question: view.question, line: line_number, choice });
    let buttons: Vec<(String, Action)> =
        line.choices.iter().map(|choice| (label(words, view, line, *choice), action(*choice))).collect();
    let short = buttons.iter().all(|(label, _)| label.chars().count() <= 8);
    for row in buttons.chunks(if short { ROW + 2 } else { 1 }) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

fn quoted(words: Words<'_>, text: &str) -> String {
    let (open, close) = match words.locale {
        Locale::Ru => ("«", "»"),
        Locale::En => ("“", "”"),
    };
    format!("{open}{}{close}", ellipsis(text.trim(), QUOTED))
}

fn title(view: &UnclearView<'_>, number: u32) -> String {
    let place = (number as usize).checked_sub(1);
    let title = place.and_then(|place| view.tasks.get(place)).map(|task| ellipsis(&task.title, TITLE));
    title.map_or_else(|| number.to_string(), |title| format!("{number}. {title}"))
}

fn question(words: Words<'_>, view: &UnclearView<'_>, line: &UnclearLine) -> String {
    match &line.asked {
        Asked::Remark => say!(words, "words-ask-remark"),
        Asked::Agreed(_) => say!(words, "words-ask-agreed", week = words.week(view.unclear.week)),
        Asked::Meaning(question) => match question {
            Question::HowLong { .. } => say!(words, "words-ask-hours"),
            Question::WhichTask { .. } => say!(words, "words-ask-task"),
            Question::SameTitle { .. } => say!(words, "words-ask-same"),
            Question::Should(_) => say!(words, "words-ask-should"),
            Question::MarkOrNot(_) => say!(words, "words-ask-mark"),
            Question::Unplanned(_) => say!(words, "words-ask-unplanned"),
            Question::Trouble { .. } => say!(words, "words-ask-trouble"),
            Question::Implausible { metric, value, .. } => {
                let value = words.number(*value);
                say!(words, "words-ask-implausible", name = (view.metric)(metric), value = value)
            }
            Question::TaskOrRemark(_)
            | Question::What
            | Question::NoSuchTask
            | Question::UnclearNumber { .. }
            | Question::TooLong => say!(words, "words-ask-what"),
        },
    }
}

fn label(words: Words<'_>, view: &UnclearView<'_>, line: &UnclearLine, choice: Choice) -> String {
    match choice {
        Choice::Plan if matches!(line.asked, Asked::Meaning(Question::SameTitle { .. })) => {
            say!(words, "btn-words-another")
        }
        Choice::Plan => say!(words, "btn-words-plan"),
        Choice::Unplanned => say!(words, "btn-words-unplanned"),
        Choice::Report => say!(words, "btn-words-report"),
        Choice::Blocker => say!(words, "btn-words-blocker"),
        Choice::Yes => say!(words, "btn-words-yes"),
        Choice::Minutes(minutes) => words.hours(minutes),
        Choice::Task(number) => title(view, number),
        Choice::PassOn(person) => say!(words, "btn-words-pass", name = (view.name)(person)),
        Choice::Nothing if matches!(line.asked, Asked::Meaning(Question::HowLong { .. })) => {
            say!(words, "btn-words-no-hours")
        }
        Choice::Nothing => say!(words, "btn-words-nothing"),
    }
}

/// What became of words that were asked about.
fn outcome(words: Words<'_>, view: &UnclearView<'_>, line: &UnclearLine, choice: Choice) -> String {
    match choice {
        Choice::Plan => say!(words, "words-did-plan"),
        Choice::Unplanned => say!(words, "words-did-unplanned"),
        Choice::Report => say!(words, "words-did-report"),
        Choice::Blocker => say!(words, "words-did-blocker"),
        Choice::Yes => say!(words, "words-did-yes"),
        Choice::Minutes(minutes) => words.hours(minutes),
        Choice::Task(number) => title(view, number),
        Choice::PassOn(person) => say!(words, "words-did-pass", name = (view.name)(person)),
        Choice::Nothing => match line.asked {
            Asked::Meaning(Question::HowLong { .. }) => say!(words, "btn-words-no-hours"),
            _ => say!(words, "words-did-nothing"),
        },
    }
}
