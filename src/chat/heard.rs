//! A message that a person wrote to the bot, while handlers are asked one after another whether it is theirs.

use teloxide::types::Message;

use crate::domain::company::Person;

/// A message of a person in their private chat with the bot, new or edited.
#[derive(Debug, Clone, Copy)]
pub struct Heard<'a> {
    /// Who wrote it.
    pub person: &'a Person,
    /// The message as Telegram gives it.
    pub message: &'a Message,
    /// Its text, or the caption of its picture or file; empty where there is none. Of a command, the text behind its
    /// name.
    pub text: &'a str,
    /// What it said before it was edited; none where it was not, or nobody knows any more.
    pub before: Option<&'a str>,
}

impl Heard<'_> {
    /// Telegram's id of the message in this chat.
    pub fn id(self) -> i64 {
        i64::from(self.message.id.0)
    }
}

/// Whether a message was a handler's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// The message is handled.
    Handled,
    /// The message is something else: the next handler is asked.
    NotMine,
}

/// Whether a command is addressed to another bot of the same group: `/help@other_bot`. Names of bots have no letter case.
pub fn is_for_another(text: &str, bot: &str) -> bool {
    let name = text.split(char::is_whitespace).next().unwrap_or_default();
    name.split_once('@').is_some_and(|(_, addressee)| !addressee.eq_ignore_ascii_case(bot))
}

/// The name of a command, and the text behind it: reads `/name rest` and `/name@bot rest`.
pub fn command(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('/')?.split_once(char::is_whitespace).unwrap_or((text.get(1..)?, ""));
    Some((name.split_once('@').map_or(name, |(name, _)| name), rest.trim()))
}
