//! Buttons under words that were not clear enough to act on, and under what was taken from words.

use crate::domain::calendar::week::Week;
use crate::domain::conversation::unclear::Choice;

use crate::render::buttons::parts::Parts;

/// What a tap under words asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsAction {
    /// Says what some words mean.
    Mean {
        /// The question's id.
        question: i64,
        /// Which of its lines, from 0.
        line: u8,
        /// What is chosen.
        choice: Choice,
    },
    /// Takes back what the last words did to a report or to the running week.
    TakeBack {
        /// The week of the report.
        week: Week,
    },
}

impl WordsAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Mean { question, line, choice } => format!("wm:{question}:{line}:{}", name(choice)),
            Self::TakeBack { week } => format!("wb:{week}"),
        }
    }

    pub(super) fn decode(word: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match word {
            "wm" => Self::Mean { question: rest.id()?, line: rest.read()?, choice: named(rest.word()?)? },
            "wb" => Self::TakeBack { week: rest.read()? },
            _ => return None,
        })
    }
}

/// A choice in callback data: a letter, and a number where it has one.
fn name(choice: Choice) -> String {
    match choice {
        Choice::Plan => "p".to_owned(),
        Choice::Unplanned => "u".to_owned(),
        Choice::Report => "r".to_owned(),
        Choice::Blocker => "b".to_owned(),
        Choice::Yes => "y".to_owned(),
        Choice::Nothing => "n".to_owned(),
        Choice::Minutes(minutes) => format!("m{minutes}"),
        Choice::Task(number) => format!("t{number}"),
        Choice::PassOn(person) => format!("o{person}"),
    }
}

fn named(text: &str) -> Option<Choice> {
    let (letter, number) = text.split_at_checked(1)?;
    Some(match (letter, number) {
        ("p", "") => Choice::Plan,
        ("u", "") => Choice::Unplanned,
        ("r", "") => Choice::Report,
        ("b", "") => Choice::Blocker,
        ("y", "") => Choice::Yes,
        ("n", "") => Choice::Nothing,
        ("m", minutes) => Choice::Minutes(minutes.parse().ok()?),
        ("t", number) => Choice::Task(number.parse().ok()?),
        ("o", person) => Choice::PassOn(person.parse().ok().filter(|id| *id > 0)?),
        _ => return None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::strategies::{ids, weeks};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = WordsAction> {
        let choices = prop_oneof![
            prop::sample::select(vec![
                Choice::Plan,
                Choice::Unplanned,
                Choice::Report,
                Choice::Blocker,
                Choice::Yes,
                Choice::Nothing
            ]),
            any::<u32>().prop_map(Choice::Minutes),
            any::<u32>().prop_map(Choice::Task),
            ids().prop_map(Choice::PassOn),
        ];
        prop_oneof![
            (ids(), any::<u8>(), choices).prop_map(|(question, line, choice)| WordsAction::Mean {
                question,
                line,
                choice
            }),
            weeks().prop_map(|week| WordsAction::TakeBack { week }),
        ]
    }
}
