//! Answers to taps and messages, and how a person sees them.
//!
//! A handler that may not do what it is asked returns a [`Refusal`]. Only this file decides whether a person sees it as
//! a window over the button or as a message.

use crate::domain::company::Person;
use crate::domain::plan::WrongMove;
use crate::render::card::Card;
use crate::storage::outbox::{self, Lane};
use crate::texts::Words;
use crate::unit::Unit;
use crate::{cards, say};

use crate::chat::heard::Heard;

/// The reaction that tells a person that their message was understood.
const RECEIPT: &str = "👌";

/// The answer to a tap.
#[derive(Debug)]
pub enum Answer {
    /// Nothing is shown; the tap is only confirmed to Telegram.
    Quiet,
    /// A line that disappears by itself.
    Toast(String),
}

/// Why a handler did not do what it was asked.
#[derive(Debug)]
pub enum Refusal {
    /// It may not be done: a sentence for the person, in their language. What the handler has written until then is
    /// kept, such as a stale card that it redrew or a question that it closed.
    Because(String),
    /// It failed, because the database does or something that must hold does not. Everything of the update is rolled
    /// back.
    Failed(anyhow::Error),
}

/// The result of a handler.
pub type Outcome<T> = Result<T, Refusal>;

impl Refusal {
    /// Refuses a tap on something that has changed or is not the person's: says which command shows it as it is now.
    pub fn stale(words: Words<'_>, command: &str) -> Self {
        Self::Because(say!(words, "stale-button", command = command))
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// Handlers check a move before they make it, so a wrong one is an error.
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

/// The text of the answer to a tap, if any, and whether it is shown as a window that has to be closed.
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

/// Tells the person who wrote a message of a refusal.
///
/// # Errors
/// Where the message could not be handled.
pub async fn to_writer(unit: &mut Unit<'_>, person: &Person, outcome: Outcome<()>) -> anyhow::Result<()> {
    match outcome {
        Ok(()) => Ok(()),
        Err(Refusal::Because(sentence)) => tell(unit, person, &sentence).await,
        Err(Refusal::Failed(error)) => Err(error),
    }
}

/// Sends a sentence to a person who waits for an answer.
pub async fn tell(unit: &mut Unit<'_>, person: &Person, sentence: &str) -> anyhow::Result<()> {
    cards::tell(unit, person, Lane::Interactive, Card::sentence(sentence)).await
}

/// Sends what would have been the answer to a tap as a message, where there was no tap.
pub async fn tell_answer(unit: &mut Unit<'_>, person: &Person, answer: Answer) -> anyhow::Result<()> {
    match answer {
        Answer::Toast(sentence) => tell(unit, person, &sentence).await,
        Answer::Quiet => Ok(()),
    }
}

/// Puts the reaction below a message that tells its author that it was understood.
pub fn receipt(unit: &mut Unit<'_>, heard: Heard<'_>) {
    react(unit, heard, RECEIPT);
}

/// Puts a reaction below a person's message.
pub fn react(unit: &mut Unit<'_>, heard: Heard<'_>, emoji: &'static str) {
    if let Some(chat) = heard.person.telegram_id {
        outbox::react(unit.tx, chat, heard.id(), emoji, unit.now);
    }
}
