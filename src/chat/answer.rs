//! What somebody is answered with who tapped a button or wrote a line, and how they see it.
//!
//! A handler that may not do what it is asked returns a [`Refusal`]. Whether a person sees it as a window over the button or as a
//! message is decided here and nowhere else.

use crate::domain::company::Person;
use crate::domain::plan::WrongMove;
use crate::render::card::Card;
use crate::render::conversation::not_understood;
use crate::render::conversation::not_understood::Understood;
use crate::storage::outbox::{self, Lane};
use crate::texts::Words;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::heard::Heard;

/// The reaction that tells a person their message was taken.
const RECEIPT: &str = "👌";

/// What a tap is answered with.
#[derive(Debug)]
pub enum Answer {
    /// Nothing but the end of the spinner.
    Quiet,
    /// A line that goes away by itself.
    Toast(String),
}

/// Why a handler did not do what it was asked.
#[derive(Debug)]
pub enum Refusal {
    /// It may not be done: a sentence for the person, in their language. Whatever the handler had written by then stays: a stale
    /// card that was redrawn, a question that was settled.
    Because(String),
    /// It could not be done, since the database fails or something that must hold does not: nothing of the update is kept.
    Failed(anyhow::Error),
}

/// What a handler comes to.
pub type Outcome<T> = Result<T, Refusal>;

impl Refusal {
    /// The button is of what no longer stands so, or is not theirs: where to look instead.
    pub fn stale(words: Words<'_>, command: &str) -> Self {
        Self::Because(say!(words, "stale-button", command = command))
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// A move that was looked at before it was made, and does not fit all the same.
impl From<WrongMove> for Refusal {
    fn from(error: WrongMove) -> Self {
        Self::Failed(error.into())
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// What came of a tap, as Telegram is told: the line, if any, and whether it is a window that has to be closed.
///
/// # Errors
/// Where the tap could not be handled.
pub fn to_tap(outcome: Outcome<Answer>) -> anyhow::Result<(Option<String>, bool)> {
    match outcome {
        Ok(Answer::Quiet) => Ok((None, false)),
        Ok(Answer::Toast(line)) => Ok((Some(line), false)),
        Err(Refusal::Because(sentence)) => Ok((Some(sentence), true)),
        Err(Refusal::Failed(error)) => Err(error),
    }
}

/// What came of something that was written: a refusal is told as a message.
///
/// # Errors
/// Where it could not be handled.
pub async fn to_writer(unit: &mut Unit<'_>, person: &Person, outcome: Outcome<()>) -> anyhow::Result<()> {
    match outcome {
        Ok(()) => Ok(()),
        Err(Refusal::Because(sentence)) => tell(unit, person, &sentence).await,
        Err(Refusal::Failed(error)) => Err(error),
    }
}

/// One sentence to a person who waits for it.
pub async fn tell(unit: &mut Unit<'_>, person: &Person, sentence: &str) -> anyhow::Result<()> {
    cards::tell(unit, person, Lane::Interactive, Card::sentence(sentence)).await
}

/// What a tap would have been answered with, as a message: there was no tap.
pub async fn tell_answer(unit: &mut Unit<'_>, person: &Person, answer: Answer) -> anyhow::Result<()> {
    match answer {
        Answer::Toast(sentence) => tell(unit, person, &sentence).await,
        Answer::Quiet => Ok(()),
    }
}

/// Tells a person, without a message, that theirs was taken.
pub fn receipt(unit: &mut Unit<'_>, heard: Heard<'_>) {
    react(unit, heard, RECEIPT);
}

/// Puts a reaction below a person's message.
pub fn react(unit: &mut Unit<'_>, heard: Heard<'_>, emoji: &'static str) {
    if let Some(chat) = heard.person.telegram_id {
        outbox::react(unit.tx, chat, heard.id(), emoji, unit.now);
    }
}

/// Quotes back what was not understood; says nothing where all was.
pub async fn not_understood(unit: &mut Unit<'_>, person: &Person, understood: Understood<'_>) -> anyhow::Result<()> {
    if understood.puzzles.is_empty() {
        return Ok(());
    }
    let roster = unit.roster;
    let name = |key: &str| roster.metric(key).map(|m| m.name.clone());
    let card = not_understood::card(unit.words(person), understood, name);
    cards::tell(unit, person, Lane::Interactive, card).await
}
