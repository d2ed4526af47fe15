//! A card: text, buttons and a picture, before they are made into messages that Telegram takes.

use crate::render::buttons::Action;
use crate::render::html::Html;
use crate::render::message::{Button, Message, Picture};

/// Telegram's limit for a message, in UTF-16 units of visible text.
const LIMIT: usize = 4096;

/// Telegram's limit for the caption of a picture, in UTF-16 units of visible text.
const CAPTION: usize = 1024;

/// Text with buttons under it.
#[derive(Debug, Default)]
pub struct Card {
    /// The text.
    pub html: Html,
    /// Rows of buttons.
    pub keyboard: Vec<Vec<Button>>,
    /// A picture above the text, which then is its caption.
    pub picture: Option<Picture>,
    /// Sections that are folded until tapped, the most important first. Below a caption stand those that fit; the rest
    /// go into a second message.
    pub details: Vec<Html>,
    /// The title of that second message.
    pub details_title: String,
    /// The card has to be one message: details that do not fit are left out.
    pub single: bool,
}

impl Card {
    /// A card of one sentence from the locales, without buttons.
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
        let row: Vec<Button> = buttons.into_iter().map(|(label, action)| Button::tap(label, action.encode())).collect();
        if !row.is_empty() {
            self.keyboard.push(row);
        }
        self
    }

    /// The messages to send: usually one, more where the text is long. The buttons are under the last.
    pub fn parts(mut self) -> Vec<Message> {
        let keyboard = std::mem::take(&mut self.keyboard);
        let mut parts = match self.picture {
            Some(_) if self.html.utf16_len() <= CAPTION => self.captioned(),
            _ => self.texts(),
        };
        if let Some(last) = parts.last_mut() {
            last.keyboard = keyboard;
        }
        parts
    }

    /// The text with all its details, without a picture. A text that is too long for a caption is sent this way too:
    /// that says more than a picture with half a sentence.
    fn texts(mut self) -> Vec<Message> {
        if self.single {
            self.details.truncate(self.fitting(LIMIT));
        }
        self.html.expandable(joined(&self.details));
        self.html.split(LIMIT).into_iter().map(Message::html).collect()
    }

    /// The picture with the text and as many whole sections as fit into its caption, then a silent message with the
    /// rest.
    fn captioned(self) -> Vec<Message> {
        let (now, later) = self.details.split_at(self.fitting(CAPTION));
        let caption = Message { picture: self.picture, ..Message::html(with(&self.html, now).into_string()) };
        let mut rest = Html::new();
        if !later.is_empty() && !self.single {
            rest.bold(self.details_title.as_str()).nl().expandable(joined(later));
        }
        let rest = rest.split(LIMIT).into_iter().map(|text| Message { silent: true, ..Message::html(text) });
        std::iter::once(caption).chain(rest).collect()
    }

    /// How many of the sections fit below the text.
    fn fitting(&self, limit: usize) -> usize {
        let fits = |count: &usize| with(&self.html, &self.details[..*count]).utf16_len() <= limit;
        (1..=self.details.len()).rev().find(fits).unwrap_or(0)
    }
}

/// The text with sections below it.
fn with(html: &Html, sections: &[Html]) -> Html {
    let mut whole = html.clone();
    whole.expandable(joined(sections));
    whole
}

/// The sections with an empty line between them.
fn joined(sections: &[Html]) -> Html {
    let mut all = Html::new();
    for section in sections {
        if !all.is_empty() {
            all.nl();
        }
        all.push(section.clone());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::buttons::ApprovalAction;

    fn card(caption: usize, sections: &[usize]) -> Card {
        let mut card = Card::default();
        card.html.text(&"к".repeat(caption)).nl();
        card.details = sections.iter().map(|length| Html::from("п".repeat(*length) + "\n")).collect();
        card.details_title = "Всё".to_owned();
        card.picture = Some(Picture {
            title: String::new(),
            subtitle: String::new(),
            panels: Vec::new(),
            legend: Default::default(),
        });
        card.button("›".to_owned(), &Action::Approval(ApprovalAction::Inbox))
    }

    #[test]
    fn whole_sections_go_below_a_caption_and_the_rest_behind_it_without_a_sound() {
        let all = card(300, &[200, 200, 200]).parts();
        assert_eq!((all.len(), all[0].keyboard.len()), (1, 1));
        let some = card(300, &[400, 400, 10]).parts();
        assert_eq!((some.len(), some[0].silent, some[1].silent), (2, false, true));
        assert_eq!((some[0].html.matches('п').count(), some[1].html.matches('п').count()), (400, 410), "in order");
        assert!(some[1].html.starts_with("<b>Всё</b>\n<blockquote expandable>"), "{}", some[1].html);
        assert!(some[0].picture.is_some() && some[0].keyboard.is_empty() && some[1].picture.is_none());
        assert_eq!(Card { single: true, ..card(300, &[400, 400, 10]) }.parts().len(), 1);
        assert_eq!(card(1000, &[400]).parts().len(), 2);
        assert_eq!(card(300, &[3000, 3000]).parts().len(), 3);
    }

    #[test]
    fn a_text_too_long_for_a_caption_comes_without_its_picture() {
        let parts = card(1100, &[200]).parts();
        assert_eq!((parts.len(), parts[0].picture.is_none()), (1, true));
        let many = || card(1100, &[1500, 1500, 1500]);
        assert_eq!(many().parts().len(), 2);
        let one = Card { single: true, ..many() }.parts();
        assert_eq!((one.len(), one[0].html.matches('п').count()), (1, 1500));
    }
}
