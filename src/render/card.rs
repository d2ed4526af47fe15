//! A message before it is cut into what Telegram takes.

use crate::render::buttons::Action;
use crate::render::html::Html;
use crate::storage::outbox::{Key, Message};

/// Telegram's limit for a message, in UTF-16 units of visible text.
const LIMIT: usize = 4096;

/// Text with buttons under it.
#[derive(Debug, Default)]
pub struct Card {
    /// What it says.
    pub html: Html,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<Key>>,
}

impl Card {
    /// One sentence of ours, without buttons.
    pub fn sentence(text: &str) -> Self {
        let mut card = Self::default();
        card.html.text(text);
        card
    }

    /// Adds a row with one button.
    #[must_use]
    pub fn button(self, label: String, action: &Action) -> Self {
        self.row([(label, action)])
    }

    /// Adds a row of buttons; nothing where there are none.
    #[must_use]
    pub fn row<'a>(mut self, buttons: impl IntoIterator<Item = (String, &'a Action)>) -> Self {
        let row: Vec<Key> = buttons.into_iter().map(|(label, action)| Key::tap(label, action.encode())).collect();
        if !row.is_empty() {
            self.keyboard.push(row);
        }
        self
    }

    /// What Telegram takes: one message as a rule, more where the text is long; the buttons under the last.
    pub fn parts(self) -> Vec<Message> {
        let mut parts: Vec<Message> = self.html.split(LIMIT).into_iter().map(Message::html).collect();
        if let Some(last) = parts.last_mut() {
            last.keyboard = self.keyboard;
        }
        parts
    }
}
