//! What a row of the outbox does, where, and how soon.

use serde::{Deserialize, Serialize};

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::outbox::card_key::CardKey;

/// Database id of a file in `attachment`.
pub type AttachmentId = i64;

/// What one row of the outbox does.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Payload {
    /// A new message.
    Send(Message),
    /// The card of this row in its newest form: edited where it stands, or sent where there is none to edit.
    Edit(Message),
    /// Deletes a message.
    Delete {
        /// Its id.
        message_id: i64,
    },
    /// Answers a tap on a button, so that Telegram stops showing it as pending.
    Answer {
        /// The tap's id, from Telegram.
        callback_id: String,
        /// What to show, at most 200 UTF-16 units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Shown as a window that has to be closed, not as a line that fades.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alert: bool,
    },
    /// Puts an emoji on a message.
    React {
        /// Its id.
        message_id: i64,
        /// One of those Telegram allows.
        emoji: String,
    },
    /// Sends a file.
    Document {
        /// Its id.
        attachment: AttachmentId,
        /// Telegram's HTML under it, at most 1024 UTF-16 units of text.
        caption: String,
    },
    /// Sets the menu of commands of a private chat.
    Menu {
        /// Name without the slash, and description.
        commands: Vec<(String, String)>,
    },
}

impl Payload {
    /// The kind of payload, as the table stores it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Send(_) => "send",
            Self::Edit(_) => "edit",
            Self::Delete { .. } => "delete",
            Self::Answer { .. } => "answer",
            Self::React { .. } => "react",
            Self::Menu { .. } => "menu",
            Self::Document { .. } => "document",
        }
    }

    /// The file that goes with it.
    pub(super) fn attachment(&self) -> Option<AttachmentId> {
        match self {
            Self::Document { attachment, .. } => Some(*attachment),
            _ => None,
        }
    }
}

/// What is sent first when not everything can be sent at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Somebody waits for this answer.
    Interactive = 0,
    /// Everybody gets one.
    Broadcast = 1,
}

/// Where a card's new form appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where it stands; at the end of the chat if it stands nowhere.
    InPlace,
    /// Where it stands, unless too many messages have been typed below it; counts one more of those.
    Near,
    /// At the end of the chat; the old message is deleted.
    Below,
}

/// Where and how a live card is to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// The chat.
    pub chat: ChatId,
    /// The card.
    pub key: CardKey,
    /// How soon it is sent.
    pub lane: Lane,
    /// The place in the chat.
    pub place: Place,
}

/// The answer to a tap on a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TapAnswer<'a> {
    /// The tap's id, from Telegram.
    pub callback_id: &'a str,
    /// The words to show, if any. They are cut to what Telegram takes.
    pub text: Option<&'a str>,
    /// Shown as a window that has to be closed, not as a line that fades.
    pub alert: bool,
}
