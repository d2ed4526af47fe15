//! Something a person wrote to the bot, on its way through those who may know what it means.

use teloxide::types::Message;

use crate::domain::company::Person;

/// A message of a person to the bot alone, new or edited.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// Who wrote it.
    pub person: &'a Person,
    /// As Telegram has it.
    pub message: &'a Message,
    /// Its words, or those below its picture or file; empty where there are none. Of a command, what stands behind its name.
    pub text: &'a str,
}

impl Heard<'_> {
    /// Telegram's number of the message in this chat.
    pub fn id(self) -> i64 {
        i64::from(self.message.id.0)
    }
}

/// Whether a handler knew what to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// It is dealt with.
    Handled,
    /// It is something else: the next one may know.
    NotMine,
}

/// `/name@bot rest` of a text.
pub fn command(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('/')?.split_once(char::is_whitespace).unwrap_or((text.get(1..)?, ""));
    Some((name.split_once('@').map_or(name, |(name, _)| name), rest.trim()))
}
