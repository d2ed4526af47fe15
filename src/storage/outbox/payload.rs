//! What a row of the outbox does, and where and when.

use serde::{Deserialize, Serialize};

use crate::domain::company::ChatId;
use crate::render::message::Message;
use crate::storage::outbox::card_key::CardKey;

/// Database id of a file.
pub type AttachmentId = i64;

/// What one row of the outbox does.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Payload {
    /// A new message.
    Send(Message),
    /// The card of this row in its newest form: edited where it stands, or sent where there is none to edit.
    Edit(Message),
    /// Takes a message away.
    Delete {
        /// Which.
        message_id: i64,
    },
    /// Ends the waiting of somebody who tapped a button.
    Answer {
        /// Which tap.
        callback_id: String,
        /// What to show, at most 200 UTF-16 units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// As a window to close rather than a line that fades.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alert: bool,
    },
    /// Puts an emoji on a message.
    React {
        /// Which.
        message_id: i64,
        /// One of those Telegram allows.
        emoji: String,
    },
    /// Sends a file.
    Document {
        /// Which.
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
    /// Its kind, as the table names it.
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

    /// The file it sends.
    pub(super) fn attachment(&self) -> Option<AttachmentId> {
        match self {
            Self::Document { attachment, .. } => Some(*attachment),
            _ => None,
        }
    }
}

/// Who goes first when not everything can go at once.
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
    /// One more message was typed below it: where it stands, unless that is too far above by now.
    Near,
    /// At the end of the chat; the old one disappears.
    Below,
}

/// Where and how a live card is to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Post {
    /// In which chat.
    pub chat: ChatId,
    /// Which card.
    pub key: CardKey,
    /// Who goes first.
    pub lane: Lane,
    /// Where in the chat.
    pub place: Place,
}

/// What ends the waiting of somebody who tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TapAnswer<'a> {
    /// Which tap.
    pub callback_id: &'a str,
    /// With which words, if any. Longer words than Telegram takes are cut.
    pub text: Option<&'a str>,
    /// As a window to close rather than a line that fades.
    pub alert: bool,
}
