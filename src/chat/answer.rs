//! What somebody is answered with who tapped a button or waits for one sentence.

use crate::domain::company::Person;
use crate::render::card::Card;
use crate::storage::outbox::Lane;
use crate::texts::Words;
use crate::unit::Unit;
use crate::{cards, say};

/// What a tap is answered with.
#[derive(Debug)]
pub enum Answer {
    /// Nothing but the end of the spinner.
    Quiet,
    /// A line that goes away by itself.
    Toast(String),
    /// A window that has to be closed: for refusals.
    Alert(String),
}

impl Answer {
    /// The button is of what no longer stands so, or is not theirs: where to look instead.
    pub fn stale(words: Words<'_>, command: &str) -> Self {
        Self::Alert(say!(words, "stale-button", command = command))
    }
}

/// One sentence to a person who waits for it.
pub async fn tell(unit: &mut Unit<'_>, person: &Person, sentence: &str) -> anyhow::Result<()> {
    cards::tell(unit, person, Lane::Interactive, Card::sentence(sentence)).await
}

/// What a tap would have been answered with, as a message: there was no tap.
pub async fn tell_answer(unit: &mut Unit<'_>, person: &Person, answer: Answer) -> anyhow::Result<()> {
    match answer {
        Answer::Alert(sentence) | Answer::Toast(sentence) => tell(unit, person, &sentence).await,
        Answer::Quiet => Ok(()),
    }
}
