//! Telegram's HTML: what a bot may write, and the errors it gets for the rest.
//!
//! Follows the rules of the real server closely: lower-casing of tags, entity references with an optional
//! semicolon, offsets counted in UTF-16 units, errors that name the byte where it went wrong.

use crate::sandbox::message::Entity;

/// Turns HTML into plain text and its entities, trimmed as Telegram trims.
///
/// # Errors
/// Fails if Telegram would refuse the HTML; the error is what Telegram says after `can't parse entities: `.
pub(super) fn parse(html: &str) -> Result<(String, Vec<Entity>), String> {
    Parser { src: html, at: 0, text: String::with_capacity(html.len()), units: 0, open: Vec::new(), done: Vec::new() }
        .run()
        .map(|(text, entities)| trim(&text, entities))
}

/// The length Telegram counts: UTF-16 units.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Cuts white space off both ends, moving the entities along.
pub(super) fn trim(text: &str, mut entities: Vec<Entity>) -> (String, Vec<Entity>) {
    let kept = text.trim();
    let lead = units(&text[..text.len() - text.trim_start().len()]);
    let total = units(kept);
    for e in &mut entities {
        let end = (e.offset + e.length).saturating_sub(lead).min(total);
        e.offset = e.offset.saturating_sub(lead);
        e.length = end.saturating_sub(e.offset);
    }
    entities.retain(|e| e.length > 0);
    entities.sort_by(|a, b| a.offset.cmp(&b.offset).then(b.length.cmp(&a.length)));
    entities.truncate(100);
    (kept.to_owned(), entities)
}

/// The entities Telegram finds by itself in what a person writes: commands, mentions, hashtags, links.
pub(super) fn detect(text: &str) -> Vec<Entity> {
    let (mut found, mut offset) = (Vec::new(), 0);
    for word in text.split_inclusive(char::is_whitespace) {
        let body = word.trim_end();
        let name = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').count();
        let latin = |s: &str| s.bytes().take_while(|c| c.is_ascii_alphanumeric() || *c == b'_').count();
        let (kind, length) = if let Some(rest) = body.strip_prefix('/') {
            let command = latin(rest);
            let bot = rest[command..].strip_prefix('@').map_or(0, |b| 1 + latin(b));
            ("bot_command", if (1..=64).contains(&command) { 1 + command + if bot > 1 { bot } else { 0 } } else { 0 })
        } else if let Some(rest) = body.strip_prefix('@') {
            ("mention", if latin(rest) >= 4 { 1 + latin(rest) } else { 0 })
        } else if let Some(rest) = body.strip_prefix('#') {
            let n = name(rest);
            ("hashtag", if n > 0 { 1 + units(&rest.chars().take(n).collect::<String>()) } else { 0 })
        } else if body.starts_with("https://") || body.starts_with("http://") {
            ("url", units(body.trim_end_matches(['.', ',', ')', '!', '?', ';', ':'])))
        } else {
            ("", 0)
        };
        if length > 0 {
            found.push(Entity { kind: kind.to_owned(), offset, length, url: None, extra: None });
        }
        offset += units(word);
    }
    found
}

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

struct Open {
    tag: String,
    argument: Option<String>,
    offset: usize,
    byte: usize,
}

struct Parser<'a> {
    src: &'a str,
    at: usize,
    text: String,
    units: usize,
    open: Vec<Open>,
    done: Vec<Entity>,
}

impl Parser<'_> {
    fn run(mut self) -> Result<(String, Vec<Entity>), String> {
        while let Some(c) = self.peek() {
            match c {
                '&' => {
                    let (c, used) = reference(&self.src[self.at..]).unwrap_or(('&', 1));
                    self.at += used;
                    self.put(c);
                }
                '<' if self.src[self.at + 1..].starts_with('/') => self.end_tag()?,
                '<' => self.start_tag()?,
                c => {
                    self.at += c.len_utf8();
                    self.put(c);
                }
            }
        }
        match self.open.last() {
            Some(open) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)),
            None => Ok((self.text, self.done)),
        }
    }

    fn peek(&self) -> Option<char> {
        self.src[self.at..].chars().next()
    }

    fn put(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16();
    }

    fn spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }

    /// Reads while the test holds.
    fn word(&mut self, holds: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while let Some(c) = self.peek().filter(|c| holds(*c)) {
            self.at += c.len_utf8();
        }
        self.src[from..self.at].to_owned()
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        self.at += 1;
        let tag = self.word(|c| !c.is_whitespace() && c != '>').to_lowercase();
        if self.peek().is_none() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let mut argument = None;
        loop {
            self.spaces();
            match self.peek() {
                None => return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}")),
                Some('>') => break,
                Some(_) => self.attribute(&tag, begin, &mut argument)?,
            }
        }
        self.at += 1;
        if tag == "span" && argument.as_deref() != Some("tg-spoiler") {
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        self.open.push(Open { tag, argument, offset: self.units, byte: self.text.len() });
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize, argument: &mut Option<String>) -> Result<(), String> {
        let name = self.word(|c| !c.is_whitespace() && c != '=' && c != '>').to_lowercase();
        if name.is_empty() {
            return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
        }
        self.spaces();
        if self.peek() != Some('=') {
            if tag == "blockquote" && name == "expandable" {
                *argument = Some("1".to_owned());
            }
            return Ok(());
        }
        self.at += 1;
        self.spaces();
        let value = match self.peek() {
            None => return Err(format!("Unclosed start tag \"{tag}\" at byte offset {begin}")),
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let raw = self.word(|c| c != quote);
                if self.peek().is_none() {
                    return Err(format!("Unclosed start tag at byte offset {begin}"));
                }
                self.at += 1;
                unescape(&raw)
            }
            Some(_) => {
                let at = self.at;
                let token = self.word(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-').to_lowercase();
                if !self.peek().is_some_and(|c| c.is_whitespace() || c == '>') {
                    return Err(format!("Unexpected end of name token at byte offset {at}"));
                }
                token
            }
        };
        match (tag, name.as_str()) {
            ("a", "href") | ("tg-emoji", "emoji-id") => *argument = Some(value),
            ("code", "class") => *argument = value.strip_prefix("language-").map(str::to_owned),
            ("span", "class") if value.starts_with("tg-") => *argument = Some(value),
            ("blockquote", "expandable") => *argument = Some("1".to_owned()),
            _ => {}
        }
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        let found = self.word(|c| !c.is_whitespace() && c != '>').to_lowercase();
        self.spaces();
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.at += 1;
        if !found.is_empty() && found != open.tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{found}>\"",
                open.tag
            ));
        }
        if self.units > open.offset {
            self.finish(open);
        }
        Ok(())
    }

    fn finish(&mut self, open: Open) {
        let length = self.units - open.offset;
        let (kind, url, extra) = match open.tag.as_str() {
            "b" | "strong" => ("bold", None, None),
            "i" | "em" => ("italic", None, None),
            "s" | "strike" | "del" => ("strikethrough", None, None),
            "u" | "ins" => ("underline", None, None),
            "tg-spoiler" | "span" => ("spoiler", None, None),
            "tg-emoji" => ("custom_emoji", None, open.argument),
            "pre" => {
                // <pre><code class="language-x"> is one block with a language.
                let inner =
                    self.done.iter().position(|e| e.kind == "code" && e.offset == open.offset && e.length == length);
                ("pre", None, inner.and_then(|i| self.done.remove(i).extra))
            }
            "code" => ("code", None, open.argument),
            "blockquote" => (if open.argument.is_some() { "expandable_blockquote" } else { "blockquote" }, None, None),
            _ => {
                let url = open.argument.unwrap_or_else(|| self.text[open.byte..].to_owned());
                let Some(url) = link(&url) else { return };
                ("text_link", Some(url), None)
            }
        };
        self.done.push(Entity { kind: kind.to_owned(), offset: open.offset, length, url, extra });
    }
}

/// A link Telegram accepts; anything else stays plain text.
pub(super) fn link(url: &str) -> Option<String> {
    let url = url.trim();
    let known = ["http://", "https://", "tg://", "mailto:", "tel:", "ton://"].iter().any(|s| url.starts_with(s));
    match url {
        _ if url.contains(char::is_whitespace) => None,
        _ if known => Some(url.to_owned()),
        _ if url.contains('.') && !url.contains(':') => Some(format!("http://{url}")),
        _ => None,
    }
}

fn unescape(raw: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(raw.len()), raw);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (c, used) = reference(&rest[at..]).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[at + used..];
    }
    out.push_str(rest);
    out
}

/// One `&…;`: the character and the bytes it took. Unknown names stay as they are written.
fn reference(s: &str) -> Option<(char, usize)> {
    let body = s.strip_prefix('&')?;
    let (c, used) = if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 2),
            None => (number, 10, 1),
        };
        let n = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        (u32::from_str_radix(&digits[..n], radix).ok().filter(|c| *c != 0).and_then(char::from_u32)?, lead + n)
    } else {
        let n = body.bytes().take_while(u8::is_ascii_alphabetic).count();
        let c = match &body[..n] {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            _ => return None,
        };
        (c, n)
    };
    Some((c, 1 + used + usize::from(body[used..].starts_with(';'))))
}
