//! A message before it is cut into what Telegram takes.

use crate::render::buttons::Action;
use crate::render::html::Html;
use crate::storage::outbox::picture::Picture;
use crate::storage::outbox::{Key, Message};

/// Telegram's limit for a message, in UTF-16 units of visible text.
const LIMIT: usize = 4096;

/// The same for the caption of a picture.
const CAPTION: usize = 1024;

/// Text with buttons under it.
#[derive(Debug, Default)]
pub struct Card {
    /// What it says.
    pub html: Html,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<Key>>,
    /// Above the text, which then is its caption.
    pub picture: Option<Picture>,
    /// What may go to a message of its own where the caption would be too long.
    pub details: Html,
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
    pub fn parts(mut self) -> Vec<Message> {
        let mut parts = match self.picture {
            None => {
                self.html.push(self.details);
                self.html.split(LIMIT).into_iter().map(Message::html).collect()
            }
            Some(_) => self.captioned(),
        };
        if let Some(last) = parts.last_mut() {
            last.keyboard = self.keyboard;
        }
        parts
    }

    /// The picture with as much text below it as fits, and the rest behind it, without a sound.
    fn captioned(&mut self) -> Vec<Message> {
        let (mut html, details) = (std::mem::take(&mut self.html), std::mem::take(&mut self.details));
        let whole = html.utf16_len() + details.utf16_len() <= CAPTION;
        let rest = if whole {
            html.push(details);
            Html::new()
        } else {
            details
        };
        let mut pieces = html.split(CAPTION).into_iter();
        let caption = Message { picture: self.picture.take(), ..Message::html(pieces.next().unwrap_or_default()) };
        let rest = pieces.chain(if rest.is_empty() { Vec::new() } else { rest.split(LIMIT) });
        let rest = rest.map(|text| Message { silent: true, ..Message::html(text) });
        std::iter::once(caption).chain(rest).collect()
    }
}
