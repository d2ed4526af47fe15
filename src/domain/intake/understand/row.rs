//! The lines of a message with what their form says: bullet, number, box, depth, heading, cells.

use crate::domain::intake::line::{clean, lines};
use crate::domain::intake::understand::markup::{Bare, bare, is_picture};

/// What stood in front of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    /// Nothing.
    None,
    /// `-`, `•`, `▪️` …
    Dot,
    /// `1.`, `2)`, `3️⃣`, «Задача 1.»; whether a colon or a dash followed it, which a change has too.
    Number(u32, Joint),
    /// `а)`, `b)`.
    Letter,
}

/// What stood behind a number in front of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// `.` or `)`.
    Point,
    /// `:`, a dash, a comma or only a space.
    Loose,
}

/// A line of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// 0-based line of the message.
    pub(super) number: usize,
    /// As typed.
    pub(super) raw: String,
    /// How far it is moved in.
    pub(super) depth: usize,
    pub(super) bullet: Bullet,
    /// `[ ]` is `false`, `[x]` and ✅ in front are `true`.
    pub(super) boxed: Option<bool>,
    pub(super) struck: bool,
    pub(super) bold: bool,
    /// `#` stood in front.
    pub(super) hashes: bool,
    /// The words without bullet and markup.
    pub(super) text: String,
    /// The words without markup, with whatever stood in front.
    pub(super) full: String,
    /// A blank line, or none, stood before.
    pub(super) after_blank: bool,
}

impl Row {
    pub(super) fn is_listed(&self) -> bool {
        self.bullet != Bullet::None || self.boxed.is_some()
    }
}

/// The lines that hold anything; wrapped ones are joined to those they belong to.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut after_blank = true;
    for line in lines(text) {
        let Some(row) = row(line.number, line.raw, after_blank) else {
            after_blank = true;
            continue;
        };
        after_blank = false;
        match rows.last_mut() {
            Some(last) if goes_on(last, &row) => {
                last.text = format!("{} {}", last.text, row.text);
                last.full = format!("{} {}", last.full, row.text);
                last.raw = format!("{}\n{}", last.raw, row.raw);
            }
            _ => rows.push(row),
        }
    }
    rows
}

/// Whether a line only goes on with what the one before began.
fn goes_on(last: &Row, row: &Row) -> bool {
    let small = row.text.starts_with(char::is_lowercase);
    let label = row.text.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 4);
    let arrow = row.text.starts_with(['=', '-', '→', '~', '≈', '#', '|']);
    !row.after_blank
        && row.bullet == Bullet::None
        && row.boxed.is_none()
        && last.is_listed()
        && small
        && !label
        && !arrow
        && (row.depth > last.depth || last.text.ends_with(','))
}

fn row(number: usize, raw: &str, after_blank: bool) -> Option<Row> {
    let cleaned = clean(raw);
    let depth = raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let quoted = cleaned.trim_start_matches(['>', '»', ' ']);
    let text = if quoted.len() < cleaned.len() && cleaned.starts_with('>') { quoted } else { &cleaned };
    if is_ruler(text) {
        return None;
    }
    let hashes = text.starts_with('#') && text.trim_start_matches('#').starts_with(' ');
    let text = if hashes { text.trim_start_matches(['#', ' ']) } else { text };
    // A bullet may stand outside of the bold or inside.
    let (outer, rest) = bullet(text);
    let Bare { text: rest, struck, bold } = bare(rest);
    let (inner, words) = if outer == Bullet::None { bullet(&rest) } else { (outer, rest.as_str()) };
    let (boxed, words) = boxed(words);
    let (bullet_mark, words) = match (inner, boxed) {
        (Bullet::None, Some(_)) => bullet(words),
        (found, _) => (found, words),
    };
    let words = words.trim().to_owned();
    let full = bare(text).text.trim().to_owned();
    // «[x] №3» has no words of its own, and says something all the same.
    let words = if is_ruler(&words) { String::new() } else { words };
    if words.is_empty() && boxed.is_none() {
        return None;
    }
    let raw = raw.trim().to_owned();
    Some(Row { number, raw, depth, bullet: bullet_mark, boxed, struck, bold, hashes, text: words, full, after_blank })
}

/// Nothing, or a line of marks: `-----`, `***`, an empty bullet.
fn is_ruler(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(
            c,
            '-' | '–' | '—' | '=' | '_' | '*' | '•' | '·' | '#' | '~' | '.' | '+' | '☐' | ' ' | '|' | '\u{fe0f}'
        )
    }) || (text.contains('|') && text.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '+' | '=')))
}

/// `[ ]`, `[x]`, ☐, ☑.
fn boxed(text: &str) -> (Option<bool>, &str) {
    let boxes = [
        ("[ ]", false),
        ("[]", false),
        ("[x]", true),
        ("[X]", true),
        ("[х]", true),
        ("[Х]", true),
        ("[✓]", true),
        ("[v]", true),
        ("[V]", true),
        ("( )", false),
        ("☐", false),
        ("☑\u{fe0f}", true),
        ("☑", true),
        ("⬜\u{fe0f}", false),
        ("⬜", false),
        ("✅", true),
        ("✔\u{fe0f}", true),
        ("✔", true),
        ("✓", true),
        ("❌", false),
        ("✗", false),
        ("✘", false),
        ("[-]", false),
    ];
    boxes
        .iter()
        .find_map(|(sign, done)| Some((Some(*done), text.strip_prefix(sign)?.trim_start())))
        .unwrap_or((None, text))
}

/// Takes the bullet off a line.
pub(super) fn bullet(text: &str) -> (Bullet, &str) {
    let text = text.trim_start();
    if let Some(found) = keycap(text).or_else(|| numbered(text)).or_else(|| labelled(text)).or_else(|| lettered(text)) {
        return found;
    }
    let Some(first) = text.chars().next() else { return (Bullet::None, text) };
    let rest = text.get(first.len_utf8()..).unwrap_or("");
    let next = rest.chars().next();
    let dot = match first {
        '*' | '+' => next == Some(' ') || next.is_none(),
        '-' | '–' | '—' | '−' => {
            !next.is_some_and(|c| c == '>' || c.is_ascii_digit() || matches!(c, '-' | '–' | '—'))
        }
        '•' | '·' | '∙' | '‣' | '⁃' | '▪' | '▫' | '◾' | '◽' | '◼' | '◻' | '▸' | '▹' | '►' | '▶' | '●' | '○' | '◦'
        | '◆' | '◇' | '🔹' | '🔸' | '🔘' | '📌' | '👉' | '☞' | '➤' | '➢' | '✦' | '★' | '☆' | '🔷' | '🔶' | '■'
        | '□' | '➖' | '❇' | '✳' => true,
        _ => false,
    };
    if !dot {
        return (Bullet::None, text);
    }
    let rest = rest.trim_start_matches(['\u{fe0f}', '\u{20e3}']).trim_start();
    match bullet(rest) {
        (Bullet::Number(number, Joint::Point), rest) => (Bullet::Number(number, Joint::Point), rest),
        (Bullet::Dot, rest) if !first.is_ascii() => (Bullet::Dot, rest),
        _ => (Bullet::Dot, rest),
    }
}

/// 1️⃣, 🔟.
fn keycap(text: &str) -> Option<(Bullet, &str)> {
    if let Some(rest) = text.strip_prefix('🔟') {
        return Some((Bullet::Number(10, Joint::Point), rest.trim_start()));
    }
    let digit = text.chars().next()?.to_digit(10)?;
    let rest = text.get(1..)?;
    let rest = rest.strip_prefix("\u{fe0f}\u{20e3}").or_else(|| rest.strip_prefix('\u{20e3}'))?;
    Some((Bullet::Number(digit, Joint::Point), rest.trim_start_matches(['.', ')', ' ']).trim_start()))
}

/// `1.`, `2)`, `№3`, `1.2.`, `1:`, `1 -`, `1,`.
fn numbered(text: &str) -> Option<(Bullet, &str)> {
    let sharp = text.starts_with(['№', '#']);
    let rest = text.trim_start_matches(['№', '#']).trim_start_matches(' ');
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = rest.get(..digits).filter(|d| !d.is_empty() && d.len() <= 2)?.parse().ok()?;
    let after = rest.get(digits..)?;
    let spaced = after.starts_with(' ');
    let mark = after.trim_start().chars().next();
    let behind = after.trim_start().get(mark.map_or(0, char::len_utf8)..).unwrap_or("");
    match mark {
        Some('.' | ')') if !spaced || mark == Some(')') => {
            // «1.2. Текст» is numbered too, «1.5 ч» and «10.12» are not.
            let nested = behind.trim_start_matches(|c: char| c.is_ascii_digit());
            let nested =
                nested.strip_prefix(['.', ')']).filter(|rest| nested.len() < behind.len() && rest.starts_with(' '));
            if behind.starts_with(|c: char| c.is_ascii_digit()) && mark == Some('.') {
                return nested.map(|rest| (Bullet::Number(number, Joint::Point), rest.trim_start()));
            }
            Some((Bullet::Number(number, Joint::Point), behind.trim_start()))
        }
        Some(':' | ',') if behind.starts_with(' ') => Some((Bullet::Number(number, Joint::Loose), behind.trim_start())),
        Some('-' | '–' | '—')
            if behind.starts_with(|c: char| c == ' ' || c.is_alphabetic()) && (spaced || !behind.starts_with(' ')) =>
        {
            Some((Bullet::Number(number, Joint::Loose), behind.trim_start()))
        }
        _ if sharp => Some((Bullet::Number(number, Joint::Loose), after.trim_start())),
        _ => None,
    }
}

/// «Задача 1. …», "Task 2: …", «Приоритет 1: …».
fn labelled(text: &str) -> Option<(Bullet, &str)> {
    let (word, rest) = text.split_once(' ')?;
    let known = matches!(
        word.to_lowercase().as_str(),
        "задача" | "task" | "пункт" | "item" | "приоритет" | "priority" | "дело"
    );
    let rest = rest.trim_start_matches(['№', '#', ' ']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = rest.get(..digits).filter(|d| known && !d.is_empty() && d.len() <= 2)?.parse().ok()?;
    let after = rest.get(digits..)?.trim_start();
    let words = after.strip_prefix(['.', ':', ')', '-', '–', '—'])?.trim_start();
    let joint = if after.starts_with('.') || after.starts_with(')') { Joint::Point } else { Joint::Loose };
    (!words.is_empty()).then_some((Bullet::Number(number, joint), words))
}

/// `а)`, `b)`.
fn lettered(text: &str) -> Option<(Bullet, &str)> {
    let first = text.chars().next().filter(|c| c.is_alphabetic())?;
    let rest = text.get(first.len_utf8()..)?.strip_prefix(')')?;
    rest.starts_with(' ').then(|| (Bullet::Letter, rest.trim_start()))
}

/// Whether nothing but pictures stands in a text.
pub(super) fn only_pictures(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().all(|c| c.is_whitespace() || is_picture(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_numbers_and_boxes_are_taken_off() {
        let cases = [
            ("- [x] **Отчёт**", "Отчёт"),
            ("1️⃣ Прайс 3ч", "Прайс 3ч"),
            ("▪️закупка", "закупка"),
            ("**Задача 1.** Съёмка", "Съёмка"),
            ("1, проверить договор", "проверить договор"),
            ("а) черновик", "черновик"),
            ("1.5 ч на отчёт", "1.5 ч на отчёт"),
            ("10.12 сдать отчёт", "10.12 сдать отчёт"),
            ("-каталог 3ч", "каталог 3ч"),
            ("1.2. Текст", "Текст"),
        ];
        for (line, expected) in cases {
            let rows = rows(line);
            assert_eq!(rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), [expected], "{line}");
        }
        assert_eq!(rows("---\n***\n- \n|---|:-:|"), []);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let rows = rows("- Ответ на претензию,\n  приложить акты, 4ч\n- Доверенность");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].text, "Ответ на претензию, приложить акты, 4ч");
    }
}
