//! Formatted text for Telegram.
//!
//! An [`Html`] is built from plain text and tags, which it keeps apart until the end. So people's text can never become markup,
//! and a long message can be cut anywhere without breaking a tag.

/// The longest message Telegram takes, in UTF-16 units without markup.
pub const MESSAGE_LIMIT: usize = 4096;
/// The longest text under a picture Telegram takes, in UTF-16 units without markup.
pub const CAPTION_LIMIT: usize = 1024;

/// A formatted text.
///
/// ```
/// use planerka::render::html::Html;
/// let mut html = Html::new();
/// html.bold("Анна").text(": 3 < 4");
/// assert_eq!(html.into_string(), "<b>Анна</b>: 3 &lt; 4");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Plain text, not escaped.
    Text(String),
    Open(Tag),
    Close(Tag),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Tag {
    Bold,
    Italic,
    Strike,
    Code,
    Quote { expandable: bool },
    Link(String),
}

impl Html {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends plain text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        let clean = clean(text);
        if clean.is_empty() {
            return self;
        }
        if !clean.starts_with('\n') {
            self.leave_quote();
        }
        self.add_text(&clean);
        self
    }

    /// Appends bold text.
    pub fn bold(&mut self, content: impl Into<Html>) -> &mut Self {
        self.wrap(Tag::Bold, content.into())
    }

    /// Appends italic text.
    pub fn italic(&mut self, content: impl Into<Html>) -> &mut Self {
        self.wrap(Tag::Italic, content.into())
    }

    /// Appends struck-through text.
    pub fn strike(&mut self, content: impl Into<Html>) -> &mut Self {
        self.wrap(Tag::Strike, content.into())
    }

    /// Appends text of fixed width, which is copied by a tap.
    pub fn code(&mut self, text: &str) -> &mut Self {
        self.wrap(Tag::Code, Html::from(text))
    }

    /// Appends a link. Only web and Telegram addresses become links; with any other address the text stays plain.
    pub fn link(&mut self, url: &str, text: &str) -> &mut Self {
        let known = ["https://", "http://", "tg://"].iter().any(|scheme| url.starts_with(scheme));
        if known && !url.contains(|c: char| c.is_control() || c.is_whitespace()) {
            self.wrap(Tag::Link(url.to_owned()), Html::from(text))
        } else {
            self.text(text)
        }
    }

    /// Appends a quotation, on lines of its own.
    pub fn quote(&mut self, content: impl Into<Html>) -> &mut Self {
        self.block(false, content.into())
    }

    /// Appends a quotation that is folded until tapped, on lines of its own.
    pub fn expandable(&mut self, content: impl Into<Html>) -> &mut Self {
        self.block(true, content.into())
    }

    /// Appends a text or another formatted text.
    pub fn push(&mut self, content: impl Into<Html>) -> &mut Self {
        for part in content.into().parts {
            match part {
                Part::Text(text) => {
                    self.text(&text);
                }
                Part::Open(tag) => {
                    self.leave_quote();
                    if matches!(tag, Tag::Quote { .. }) && !self.at_line_start() {
                        self.nl();
                    }
                    self.parts.push(Part::Open(tag));
                }
                close @ Part::Close(_) => self.parts.push(close),
            }
        }
        self
    }

    /// Appends a text or another formatted text and ends the line.
    pub fn line(&mut self, content: impl Into<Html>) -> &mut Self {
        self.push(content).nl()
    }

    /// Ends the line.
    pub fn nl(&mut self) -> &mut Self {
        self.add_text("\n");
        self
    }

    /// Whether a reader would see nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| !matches!(part, Part::Text(_)))
    }

    /// The text without formatting.
    pub fn plain(&self) -> String {
        self.parts
            .iter()
            .filter_map(|part| if let Part::Text(text) = part { Some(text.as_str()) } else { None })
            .collect()
    }

    /// The length as Telegram counts it: UTF-16 units, without markup.
    pub fn utf16_len(&self) -> usize {
        self.parts.iter().map(|part| if let Part::Text(text) = part { utf16_len(text) } else { 0 }).sum()
    }

    /// The text with its markup, for `parse_mode = HTML`.
    pub fn into_string(self) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => escape(text, &mut out),
                Part::Open(tag) => tag.open(&mut out),
                Part::Close(tag) => tag.close(&mut out),
            }
        }
        out
    }

    /// Cuts the text into messages of at most `limit` UTF-16 units each: at line ends where possible, else at spaces. Tags are
    /// closed before a cut and opened again after it. Messages that would show nothing are left out.
    pub fn split(self, limit: usize) -> Vec<String> {
        let mut cutter = Cutter {
            limit: limit.max(2),
            current: Html::new(),
            open: Vec::new(),
            room: limit.max(2),
            done: Vec::new(),
        };
        for part in self.parts {
            match part {
                Part::Text(text) => cutter.text(&text),
                Part::Open(tag) => {
                    cutter.current.parts.push(Part::Open(tag.clone()));
                    cutter.open.push(tag);
                }
                Part::Close(tag) => {
                    cutter.current.parts.push(Part::Close(tag));
                    cutter.open.pop();
                }
            }
        }
        cutter.cut();
        cutter.done
    }

    fn wrap(&mut self, tag: Tag, content: Html) -> &mut Self {
        if !content.is_empty() {
            self.leave_quote();
            self.parts.push(Part::Open(tag.clone()));
            self.parts.extend(content.parts);
            self.parts.push(Part::Close(tag));
        }
        self
    }

    fn block(&mut self, expandable: bool, mut content: Html) -> &mut Self {
        // Telegram knows no quotation within a quotation.
        content.parts.retain(|part| !matches!(part, Part::Open(Tag::Quote { .. }) | Part::Close(Tag::Quote { .. })));
        while let Some(Part::Text(text)) = content.parts.last_mut() {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                break;
            }
            content.parts.pop();
        }
        if !content.is_empty() && !self.at_line_start() {
            self.nl();
        }
        self.wrap(Tag::Quote { expandable }, content)
    }

    fn at_line_start(&self) -> bool {
        let last = self.parts.iter().rev().find_map(|part| if let Part::Text(text) = part { Some(text) } else { None });
        last.is_none_or(|text| text.ends_with('\n'))
    }

    /// Begins a new line if a quotation has just ended.
    fn leave_quote(&mut self) {
        if let Some(Part::Close(Tag::Quote { .. })) = self.parts.last() {
            self.add_text("\n");
        }
    }

    fn add_text(&mut self, text: &str) {
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }
}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut html = Html::new();
        html.text(text);
        html
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&mut Html> for Html {
    fn from(html: &mut Html) -> Self {
        std::mem::take(html)
    }
}

impl Tag {
    fn open(&self, out: &mut String) {
        match self {
            Tag::Bold => out.push_str("<b>"),
            Tag::Italic => out.push_str("<i>"),
            Tag::Strike => out.push_str("<s>"),
            Tag::Code => out.push_str("<code>"),
            Tag::Quote { expandable: false } => out.push_str("<blockquote>"),
            Tag::Quote { expandable: true } => out.push_str("<blockquote expandable>"),
            Tag::Link(url) => {
                out.push_str("<a href=\"");
                escape(url, out);
                out.push_str("\">");
            }
        }
    }

    fn close(&self, out: &mut String) {
        out.push_str(match self {
            Tag::Bold => "</b>",
            Tag::Italic => "</i>",
            Tag::Strike => "</s>",
            Tag::Code => "</code>",
            Tag::Quote { .. } => "</blockquote>",
            Tag::Link(_) => "</a>",
        });
    }
}

/// Cuts a text into messages; see [`Html::split`].
struct Cutter {
    limit: usize,
    /// The message that is being filled.
    current: Html,
    /// The tags that are open at this point.
    open: Vec<Tag>,
    /// UTF-16 units left in the message.
    room: usize,
    /// The finished messages.
    done: Vec<String>,
}

impl Cutter {
    fn text(&mut self, mut text: &str) {
        loop {
            let fits = prefix(text, self.room);
            if fits == text.len() {
                break;
            }
            let begun = self.room < self.limit;
            let at = cut_point(text, fits, begun.then_some(self.limit));
            self.current.add_text(&text[..at]);
            text = &text[at..];
            self.cut();
        }
        self.room -= utf16_len(text);
        self.current.add_text(text);
    }

    fn cut(&mut self) {
        let mut message = std::mem::take(&mut self.current);
        let shown = !message.plain().trim().is_empty();
        for tag in self.open.iter().rev() {
            message.parts.push(Part::Close(tag.clone()));
        }
        message.drop_empty_marks();
        if shown {
            self.done.push(message.into_string());
        }
        self.current.parts.extend(self.open.iter().cloned().map(Part::Open));
        self.room = self.limit;
    }
}

impl Html {
    fn drop_empty_marks(&mut self) {
        let mut kept: Vec<Part> = Vec::with_capacity(self.parts.len());
        for part in self.parts.drain(..) {
            if matches!((&part, kept.last()), (Part::Close(_), Some(Part::Open(_)))) {
                kept.pop();
            } else {
                kept.push(part);
            }
        }
        self.parts = kept;
    }
}

/// The length in bytes of the longest prefix with at most `units` UTF-16 units.
fn prefix(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        match left.checked_sub(c.len_utf16()) {
            Some(rest) => left = rest,
            None => return at,
        }
    }
    text.len()
}

/// Where to cut within the first `fits` bytes: after the last line end, else after the last space if it is not too far back, else
/// between two characters that a reader sees as two. `begun` is the limit of a message if there is already something in this one:
/// then 0 may be returned, which moves a short line whole into the next message.
fn cut_point(text: &str, fits: usize, begun: Option<usize>) -> usize {
    let head = &text[..fits];
    if let Some(end) = head.rfind('\n') {
        return end + 1;
    }
    if let Some(end) = head.rfind(' ').filter(|end| end * 2 > fits) {
        return end + 1;
    }
    if begun.is_some_and(|limit| utf16_len(text.lines().next().unwrap_or(text)) <= limit / 4) {
        return 0;
    }
    let mut at = fits;
    for _ in 0..32 {
        let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
        match (before, after) {
            (Some(before), Some(after)) if joined(before, after) => at -= before.len_utf8(),
            _ => break,
        }
    }
    if at == 0 && begun.is_none() { fits } else { at }
}

/// Whether a reader sees two characters as one: combining accents, skin tones, families, flags.
fn joined(before: char, after: char) -> bool {
    let flag = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
    before == '\u{200D}'
        || matches!(after, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{20E3}' | '\u{0300}'..='\u{036F}')
        || ('\u{1F3FB}'..='\u{1F3FF}').contains(&after)
        || (flag(before) && flag(after))
}

/// The length of a plain text in UTF-16 units.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text, shortened to at most `max_chars` characters, with an ellipsis at the end if anything was cut.
pub fn ellipsis(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let head: String = text.chars().take(max_chars.saturating_sub(1)).collect();
    let head = head.trim_end();
    if max_chars == 0 { String::new() } else { format!("{head}…") }
}

/// The text without control characters, which Telegram refuses, and without marks that change the direction of writing, which
/// could make a message look like something else. Tabs become spaces.
fn clean(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns(*c)))
        .map(|c| if c == '\t' { ' ' } else { c })
        .collect()
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
