//! What a person is told when handling their message failed.

use crate::render::card::Card;
use crate::render::message::Message;
use crate::texts::Words;

/// One honest sentence.
pub fn message(words: Words<'_>) -> Message {
    Card::sentence(&words.apology()).parts().into_iter().next().unwrap_or_default()
}
