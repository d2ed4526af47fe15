//! Lines: split, cleaned of invisible marks, relieved of bullets, compared without regard to case.

use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::letter::{is_letter, is_word, lower};

/// One line of a message.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// 0-based.
    pub(super) number: usize,
    /// As typed.
    pub(super) raw: &'t str,
}

/// Every line of the text, blank ones too.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split('\n')
        .flat_map(|line| {
            let line = line.strip_suffix('\r').unwrap_or(line);
            line.split(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        })
        .enumerate()
        .map(|(number, raw)| Line { number, raw })
}

/// The text without marks nobody sees, with every kind of space as a plain one, trimmed.
pub(super) fn clean(raw: &str) -> String {
    let mut clean = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\u{ad}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            // Notes copied from a Mac bring й and ё as two characters.
            '\u{306}' if clean.ends_with(['и', 'И']) => compose(&mut clean, 'й', 'Й'),
            '\u{308}' if clean.ends_with(['е', 'Е']) => compose(&mut clean, 'ё', 'Ё'),
            // Two, so that the cells of a table do not become one number.
            '\t' => clean.push_str("  "),
            c if c.is_whitespace() => clean.push(' '),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean.trim().to_owned()
}

fn compose(text: &mut String, small: char, capital: char) {
    if let Some(base) = text.pop() {
        text.push(if base.is_uppercase() { capital } else { small });
    }
}

/// The line as typed, trimmed, at most 200 characters.
pub(super) fn quote(raw: &str) -> String {
    let raw = raw.trim();
    if raw.chars().count() <= 200 {
        return raw.to_owned();
    }
    let mut quoted: String = raw.chars().take(199).collect();
    quoted.push('…');
    quoted
}

/// Lower case, ё as е, everything but letters and digits as one space.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in lower(text).chars() {
        if is_word(c) {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Nothing, a ruler like `-----`, or a bullet that was left empty.
pub(super) fn is_blank(text: &str) -> bool {
    const RULER: &[char] = &['-', '–', '—', '=', '_', '*', '•', '·', '#', '~', '.', '+', '☐', ' ', '\u{fe0f}'];
    if text.trim_matches(RULER).is_empty() {
        return true;
    }
    let (bullet, rest) = bullet(text);
    matches!(bullet, Bullet::Number(_)) && rest.trim_matches(RULER).is_empty()
}

/// What stood in front of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    None,
    /// `-`, `•`, `☐` …
    Mark,
    /// `1.` or `1)`
    Number(u32),
}

const DASHES: &[char] = &['-', '–', '—', '−'];
const DOTS: &[char] = &[
    '*', '•', '·', '∙', '‣', '⁃', '▪', '▫', '◾', '◽', '◼', '◻', '▸', '▹', '►', '▶', '●', '○', '◦', '◆', '◇', '☐',
    '☑', '✅', '✔', '✓', '🔹', '🔸', '🔘', '📌', '👉', '☞',
];

/// Takes the bullet off a cleaned line.
pub(super) fn bullet(text: &str) -> (Bullet, &str) {
    let (mut found, mut rest) = (Bullet::None, text.trim());
    while let Some((bullet, after)) = one_bullet(rest) {
        if found != Bullet::None && matches!(bullet, Bullet::Number(_)) {
            break;
        }
        rest = after;
        if found == Bullet::None {
            found = bullet;
        }
    }
    (found, rest)
}

fn one_bullet(text: &str) -> Option<(Bullet, &str)> {
    let mut c = Cursor::new(text);
    for (open, close) in [('[', ']'), ('(', ')')] {
        let mut boxed = c;
        if boxed.eat(|x| x == open).is_some() {
            boxed.eat(|x| matches!(x, ' ' | 'x' | 'X' | 'х' | 'Х' | '✓' | '✔'));
            if boxed.eat(|x| x == close).is_some() {
                return Some((Bullet::Mark, boxed.rest.trim_start()));
            }
        }
    }
    if text.starts_with('*') && text.ends_with('*') {
        // *Bold*.
        return None;
    }
    if c.eat(|x| DOTS.contains(&x)).is_some() {
        c.run(|x| DOTS.contains(&x) || x == '\u{fe0f}');
        return Some((Bullet::Mark, c.rest.trim_start()));
    }
    if c.eat(|x| x == '+').is_some() && c.peek() == Some(' ') {
        return Some((Bullet::Mark, c.rest.trim_start()));
    }
    let mut c = Cursor::new(text);
    if c.eat(|x| DASHES.contains(&x)).is_some() {
        let next = c.peek().unwrap_or(' ');
        let arrow_or_number = next == '>' || next.is_ascii_digit() || DASHES.contains(&next);
        return (!arrow_or_number).then(|| (Bullet::Mark, c.rest.trim_start()));
    }
    let number = c.digits();
    if number.is_empty() || number.len() > 3 {
        return None;
    }
    if c.eat_str("\u{fe0f}\u{20e3}") || c.eat_str("\u{20e3}") {
        return Some((Bullet::Number(number.parse().ok()?), c.rest.trim_start()));
    }
    // «1.2. Текст» is numbered too, «1.5 ч» and «10.12» are not.
    let mut nested = c;
    if nested.eat(|x| x == '.').is_some()
        && !nested.digits().is_empty()
        && nested.eat(|x| matches!(x, '.' | ')')).is_some()
        && !nested.peek().is_some_and(|x| x.is_ascii_digit())
    {
        return Some((Bullet::Number(number.parse().ok()?), nested.rest.trim_start()));
    }
    c.eat(|x| matches!(x, '.' | ')'))?;
    let next = c.peek().unwrap_or(' ');
    if next.is_ascii_digit() || next == ')' {
        return None;
    }
    Some((Bullet::Number(number.parse().ok()?), c.rest.trim_start()))
}

/// «1», «1, 2 и 3», «1-3»: task numbers and nothing else.
pub(super) fn number_list(text: &str) -> Option<Vec<u32>> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut c = Cursor::new(text.trim());
    loop {
        c.eat(|x| matches!(x, '№' | '#'));
        let digits = c.digits();
        if digits.is_empty() || digits.len() > 3 {
            return None;
        }
        let first: u32 = digits.parse().ok()?;
        let mut range = c;
        range.spaces();
        let mut last = first;
        if range.eat(|x| DASHES.contains(&x)).is_some() {
            range.spaces();
            if let Ok(to) = range.digits().parse::<u32>() {
                if to < first || to - first > 50 {
                    return None;
                }
                (last, c) = (to, range);
            }
        }
        numbers.extend(first..=last);
        if c.rest.trim().is_empty() || numbers.len() > 200 {
            return Some(numbers);
        }
        let comma = c.run(|x| matches!(x, ' ' | ',' | ';'));
        let mut and = c;
        if matches!(and.word().as_str(), "и" | "and") {
            and.spaces();
            c = and;
        } else if comma.is_empty() {
            return None;
        }
    }
}

/// Words that carry something: at least two letters.
pub(super) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().filter(|c| is_letter(*c)).count() >= 2).count()
}

pub(super) fn has_letter(text: &str) -> bool {
    text.chars().any(is_letter)
}

/// «Ок, спасибо», «Привет!»: said in passing, not planned.
pub(super) fn is_small_talk(text: &str) -> bool {
    const WORDS: &str = " ок окей да нет спасибо хорошо понял поняла понятно ага угу привет всем пожалуйста супер отлично \
        вот мой моя мои добрый доброе день утро вечер здравствуйте коллеги ok okay yes no thanks thank you got it hi hello \
        hey good morning all here is my great fine sure please ";
    fold(text).split(' ').all(|word| WORDS.contains(&format!(" {word} ")))
}
