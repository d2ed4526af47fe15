//! A message as it came: its text, and what the messenger marked in it.

/// What a part of a text was marked as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Words that lead to an address.
    Link(String),
    /// Struck out.
    Strike,
    /// Bold, italic, quoted, hidden, code: the words count as they are.
    Plain,
}

/// A marked part of a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is marked as.
    pub mark: Mark,
}

/// A message to be understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message<'a> {
    /// As typed.
    pub text: &'a str,
    /// In the order of their beginnings; may lie inside each other. Places outside the text or inside a letter are passed over.
    pub entities: Vec<Entity>,
    /// Somebody else wrote it, and it was passed on.
    pub forwarded: bool,
}

impl<'a> Message<'a> {
    /// A message nobody marked anything in.
    pub fn plain(text: &'a str) -> Self {
        Self { text, ..Self::default() }
    }

    /// The text with what its marks say written out: the address behind the words that lead to it, `~~` around what is struck out.
    pub(super) fn written_out(&self) -> String {
        let mut inserts: Vec<(usize, String)> = Vec::new();
        for entity in &self.entities {
            let whole = self.text.is_char_boundary(entity.start) && self.text.is_char_boundary(entity.end);
            if !whole || entity.start >= entity.end {
                continue;
            }
            match &entity.mark {
                Mark::Link(address) => inserts.push((entity.end, format!(" ({address})"))),
                Mark::Strike => {
                    inserts.push((entity.start, "~~".to_owned()));
                    inserts.push((entity.end, "~~".to_owned()));
                }
                Mark::Plain => {}
            }
        }
        inserts.sort_by_key(|(at, _)| *at);
        let mut out = String::with_capacity(self.text.len());
        let mut done = 0;
        for (at, insert) in inserts {
            out.push_str(self.text.get(done..at).unwrap_or(""));
            out.push_str(&insert);
            done = at;
        }
        out.push_str(self.text.get(done..).unwrap_or(""));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_their_address_and_struck_words_their_mark() {
        let text = "Бриф готов, баннер";
        let link = Entity { start: 0, end: "Бриф".len(), mark: Mark::Link("https://a.example".to_owned()) };
        let struck = Entity { start: text.len() - "баннер".len(), end: text.len(), mark: Mark::Strike };
        let odd = Entity { start: 1, end: 3, mark: Mark::Strike };
        let message = Message { text, entities: vec![link, odd, struck], forwarded: false };
        assert_eq!(message.written_out(), "Бриф (https://a.example) готов, ~~баннер~~");
    }
}
