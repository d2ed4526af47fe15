//! A line as words, numbers and marks, each with its place in the text, its small letters and its stem.

use std::cell::OnceCell;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::domain::intake::letter::{is_letter, lower};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters; digits may follow them («W49», "Q4").
    Word,
    /// Digits.
    Digits,
    /// One mark.
    Mark(char),
}

/// A word, a run of digits or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Small letters, «е» for «ё», straight apostrophes.
    pub(super) lower: String,
    /// What is left of a word without its ending, once somebody asked for it.
    stem: OnceCell<String>,
}

impl Token {
    /// What is left of a word without its ending.
    pub(super) fn stem(&self) -> &str {
        self.stem.get_or_init(|| if self.is_word() { stem(&self.lower) } else { String::new() })
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(super) fn is_digits(&self) -> bool {
        self.kind == Kind::Digits
    }

    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn is_one_of(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(&mark))
    }

    pub(super) fn is_dash(&self) -> bool {
        self.is_one_of(DASHES)
    }
}

/// Every kind of dash and minus.
pub(super) const DASHES: &[char] = &['-', '–', '—', '−', '‐', '‑', '‒', '―', '－'];

/// Splits a text into tokens; spaces are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || c == '\u{fe0f}' || c == '\u{200d}' {
            continue;
        }
        let mut end = start + c.len_utf8();
        let word = is_letter(c);
        let kind = if word {
            Kind::Word
        } else if c.is_ascii_digit() {
            Kind::Digits
        } else {
            Kind::Mark(c)
        };
        while let Some(&(at, next)) = chars.peek() {
            let goes_on = match kind {
                Kind::Word => {
                    is_letter(next)
                        || next.is_ascii_digit() && !is_unit(text.get(start..end).unwrap_or(""))
                        || matches!(next, '\'' | '’') && followed_by_letter(text, at + next.len_utf8())
                }
                Kind::Digits => next.is_ascii_digit(),
                Kind::Mark(_) => false,
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let lower = text.get(start..end).map(|word| lower(word).replace('’', "'")).unwrap_or_default();
        out.push(Token { kind, start, end, lower, stem: OnceCell::new() });
    }
    out
}

/// «1ч30»: the 30 is no part of the unit.
fn is_unit(word: &str) -> bool {
    matches!(word, "ч" | "Ч" | "h" | "H" | "час" | "часа" | "hr" | "мин" | "min")
}

fn followed_by_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_letter)
}

/// The stem of a word in small letters: by its alphabet a Russian or an English one.
fn stem(word: &str) -> String {
    let algorithm = if word.starts_with(|c: char| c.is_ascii()) { Algorithm::English } else { Algorithm::Russian };
    Stemmer::create(algorithm).stem(word).into_owned()
}

/// Whether two words are forms of one: the same stem, or a long common beginning and short rests («новичок» and «новичка»,
/// «разобрала» and «разбор» are not).
pub(super) fn related(a: &Token, b: &Token) -> bool {
    let mut letters = a.lower.chars().zip(b.lower.chars());
    // Forms of a word begin alike.
    if a.lower == b.lower {
        return true;
    }
    if !letters.by_ref().take(2).all(|(x, y)| x == y) {
        return false;
    }
    if a.stem() == b.stem()
        || squeezed(&a.lower).is_some_and(|a| a == b.stem())
        || squeezed(&b.lower).is_some_and(|b| b == a.stem())
    {
        return true;
    }
    let (m, n) = (a.lower.chars().count(), b.lower.chars().count());
    let shared = a.lower.chars().zip(b.lower.chars()).take_while(|(x, y)| x == y).count();
    let (short, long) = (m.min(n), m.max(n));
    let digits = a.lower.contains(|c: char| c.is_ascii_digit()) || b.lower.contains(|c: char| c.is_ascii_digit());
    shared >= 5 && !digits && shared + 3 >= long && shared + 2 >= short
}

/// «сделок» and «сделки»: the vowel that only stands before an empty ending.
fn squeezed(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let n = letters.len();
    let fleeting = n >= 4
        && matches!(letters.get(n - 1), Some('к' | 'н' | 'ц' | 'л' | 'м' | 'р'))
        && matches!(letters.get(n - 2), Some('о' | 'е'));
    fleeting.then(|| {
        letters.remove(n - 2);
        letters.into_iter().collect()
    })
}

/// Whether one is the other with a slip of the pen.
pub(super) fn misspelt(a: &str, b: &str) -> bool {
    let (m, n) = (a.chars().count(), b.chars().count());
    let allowed = match m.min(n) {
        0..=3 => return false,
        4..=6 => 1,
        _ => 2,
    };
    m.abs_diff(n) <= allowed && strsim::osa_distance(a, b) <= allowed
}

/// The text that some tokens stand on.
pub(super) fn slice<'t>(text: &'t str, tokens: &[Token]) -> &'t str {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => text.get(first.start..last.end).unwrap_or(""),
        _ => "",
    }
}
