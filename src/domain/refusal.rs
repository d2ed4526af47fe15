//! Why Telegram does not take what is posted to a chat.

/// The cause of a refusal, by which it is told once and how it is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefusalCause {
    /// The bot was removed from the chat.
    Removed,
    /// The bot is in the chat and may not write.
    NoRights,
    /// There is no such chat any more.
    ChatGone,
    /// The topic of the forum is closed.
    TopicClosed,
    /// The topic of the forum was deleted.
    TopicGone,
    /// The picture was refused, and the text went without it: Telegram's words.
    Picture(String),
    /// The message was refused: Telegram's words.
    Message(String),
}

impl RefusalCause {
    /// The cause as it is stored.
    pub fn name(&self) -> String {
        match self {
            Self::Removed => "removed".to_owned(),
            Self::NoRights => "no_rights".to_owned(),
            Self::ChatGone => "chat_gone".to_owned(),
            Self::TopicClosed => "topic_closed".to_owned(),
            Self::TopicGone => "topic_gone".to_owned(),
            Self::Picture(words) => format!("picture:{words}"),
            Self::Message(words) => format!("message:{words}"),
        }
    }

    /// Whether nothing at all can be posted to the chat, so that everything for it waits.
    pub fn closes_the_chat(&self) -> bool {
        !matches!(self, Self::Picture(_) | Self::Message(_))
    }
}
