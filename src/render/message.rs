//! A message to send: text, buttons, a picture of numbers or a file. It is stored as JSON until it is sent.

use serde::{Deserialize, Serialize};

use crate::domain::report::evidence::EvidenceFile;

/// A button below a message: either `data` or `url`.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Button {
    /// The label.
    #[serde(rename = "t")]
    pub text: String,
    /// The callback data that comes back when it is tapped, at most 64 bytes.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The address it opens.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Button {
    /// A button that comes back as a callback with `data`.
    pub fn tap(text: impl Into<String>, data: impl Into<String>) -> Self {
        Self { text: text.into(), data: Some(data.into()), url: None }
    }

    /// A button that opens an address.
    pub fn link(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), data: None, url: Some(url.into()) }
    }
}

/// A message as Telegram is to show it.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Message {
    /// Telegram's HTML, at most 4096 UTF-16 units of text.
    pub html: String,
    /// The buttons, in rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keyboard: Vec<Vec<Button>>,
    /// Arrives without a sound.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// The message of the same chat to which this one replies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<i64>,
    /// Opens the person's input as a reply to this message. It cannot be combined with a keyboard.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub force_reply: bool,
    /// A picture above the text, which then is its caption: at most 1024 UTF-16 units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// A file that Telegram has already, above the text, which then is its caption: at most 1024 UTF-16 units. Such a
    /// message is never edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Box<EvidenceFile>>,
    /// Shows a preview of the first link.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preview: bool,
}

impl Message {
    /// A plain message.
    pub fn html(html: impl Into<String>) -> Self {
        Self { html: html.into(), ..Self::default() }
    }

    /// Adds buttons.
    #[must_use]
    pub fn with_keyboard(mut self, keyboard: Vec<Vec<Button>>) -> Self {
        self.keyboard = keyboard;
        self
    }
}

/// How a number compares with its plan. It decides colour and shape.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    /// The plan was reached.
    Good,
    /// The plan was missed by a little.
    Near,
    /// The plan was missed.
    Bad,
    /// There is no plan or no number.
    Quiet,
}

/// One metric in a picture.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Panel {
    /// The metric's name, which is shortened where it is too long.
    pub name: String,
    /// The number with its unit as people write it, or a dash.
    pub value: String,
    /// The plan in words: `план 120`; empty where there was no plan.
    pub plan: String,
    /// The verdict in words: `+9 % · в плане`.
    pub verdict: String,
    /// The verdict as a colour.
    pub mood: Mood,
    /// The number, for the bar.
    pub actual: Option<f64>,
    /// The plan, for the bar's mark and the dashed line.
    pub target: Option<f64>,
    /// The last weeks' numbers, oldest first, this week's last; none where there was no number.
    pub series: Vec<Option<f64>>,
}

/// A picture of one to eight metrics, as a description of what it shows. It is drawn when it is sent: so two kilobytes
/// wait in the outbox instead of sixty, and no transaction waits for the drawing.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
pub struct Picture {
    /// The title, in large letters.
    pub title: String,
    /// The line below the title.
    pub subtitle: String,
    /// The metrics. The ninth and later ones are left out.
    pub panels: Vec<Panel>,
    /// The meaning of the mark, the line and the dashes.
    pub legend: [String; 3],
}
