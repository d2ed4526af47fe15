//! Turns what people write into what exmex reads.
//!
//! Metric keys are put in braces, so that `minutes` is not read as `min` and `utes`. Typographic signs become the usual ones.
//! `min(a, b)` becomes `((a) min (b))`, because exmex cannot nest functions of several arguments. The first word that does
//! not belong in a formula is refused by name.

use rust_decimal::Decimal;

use crate::domain::numbers::formula::error::FormulaError;

/// The most brackets inside each other.
const MAX_DEPTH: usize = 32;

/// A formula as exmex reads it.
pub struct Scanned {
    /// The rewritten text.
    pub text: String,
    /// The metric keys, in order of appearance, with repetitions.
    pub names: Vec<String>,
}

/// A bracket that waits to be closed.
enum Open {
    /// One that groups a part.
    Group,
    /// One around a function's arguments: the function's name, and how many arguments have begun.
    Call(&'static str, usize),
}

/// Rewrites a formula.
///
/// # Errors
/// Names the first word that does not belong there.
pub fn scan(text: &str) -> Result<Scanned, FormulaError> {
    let mut scanner =
        Scanner { text: String::new(), names: Vec::new(), open: Vec::new(), value_next: true, rest: text.trim_start() };
    while let Some(first) = scanner.rest.chars().next() {
        let word = scanner.take_word(first);
        scanner.take(word, first).ok_or_else(|| FormulaError::Unexpected(word.to_owned()))?;
        if scanner.open.len() > MAX_DEPTH {
            return Err(FormulaError::TooLong);
        }
    }
    if scanner.value_next || !scanner.open.is_empty() {
        return Err(FormulaError::EndsEarly);
    }
    Ok(Scanned { text: scanner.text, names: scanner.names })
}

/// How far a formula has been rewritten. Its methods return `None` for a word that does not belong where it is.
struct Scanner<'a> {
    text: String,
    names: Vec<String>,
    open: Vec<Open>,
    /// Whether a value must come next; otherwise a sign must.
    value_next: bool,
    /// What has not been read yet.
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    /// Takes the next word, which begins with `first`, from the rest.
    fn take_word(&mut self, first: char) -> &'a str {
        let word = word(self.rest, first);
        self.rest = self.rest[word.len()..].trim_start();
        word
    }

    /// Adds a word to the rewritten text.
    fn take(&mut self, word: &str, first: char) -> Option<()> {
        match sign(first) {
            Some(sign) => self.take_sign(sign),
            None if !self.value_next => None,
            None if first.is_ascii_digit() || first == '.' => self.take_number(word),
            None if first.is_alphabetic() || first == '_' => {
                self.take_name(word);
                Some(())
            }
            None => None,
        }
    }

    fn take_number(&mut self, word: &str) -> Option<()> {
        let number: Decimal = word.replace('_', "").parse().ok()?;
        self.text.push_str(&number.to_string());
        self.value_next = false;
        Some(())
    }

    /// Takes a function with its opening bracket, or a metric's key.
    fn take_name(&mut self, word: &str) {
        let arguments = self.rest.strip_prefix('(');
        if let Some((name, arguments)) = function(word).zip(arguments) {
            self.rest = arguments.trim_start();
            self.open.push(Open::Call(name, 1));
            self.text.push_str("((");
        } else {
            self.text.push_str(&format!("{{{word}}}"));
            self.names.push(word.to_owned());
            self.value_next = false;
        }
    }

    fn take_sign(&mut self, sign: char) -> Option<()> {
        match (sign, self.value_next) {
            ('(', true) => {
                self.open.push(Open::Group);
                self.text.push('(');
            }
            (')', false) => match self.open.pop()? {
                Open::Group => self.text.push(')'),
                Open::Call(_, 2..) => self.text.push_str("))"),
                // min and max of a single value are no functions.
                Open::Call(..) => return None,
            },
            (',', false) => {
                let Some(Open::Call(name, begun)) = self.open.last_mut() else { return None };
                *begun += 1;
                self.text.push_str(&format!(") {name} ("));
                self.value_next = true;
            }
            ('-', true) => self.text.push('-'),
            ('+' | '-' | '*' | '/', false) => {
                self.text.push(sign);
                self.value_next = true;
            }
            _ => return None,
        }
        Some(())
    }
}

/// The word at the beginning of a text: a number, a name, or one character.
fn word(rest: &str, first: char) -> &str {
    let of = |keep: fn(char) -> bool| rest.find(|c| !keep(c)).map_or(rest, |end| &rest[..end]);
    if first.is_ascii_digit() || first == '.' {
        of(|c| c.is_ascii_digit() || c == '.' || c == '_')
    } else if first.is_alphabetic() || first == '_' {
        of(|c| c.is_alphanumeric() || c == '_')
    } else {
        &rest[..first.len_utf8()]
    }
}

/// The sign a character stands for: several signs have more than one way to be written.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '×' | '·' => '*',
        '÷' | ':' => '/',
        '−' | '–' => '-',
        ';' => ',',
        '+' | '-' | '*' | '/' | '(' | ')' | ',' => c,
        _ => return None,
    })
}

/// The function of this name.
fn function(name: &str) -> Option<&'static str> {
    ["min", "max"].into_iter().find(|known| *known == name)
}
