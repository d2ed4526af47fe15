//! From what people write to what exmex reads: names in braces, so that `minutes` is not `min` and `utes`; the usual signs
//! for the typographic ones; `((a) min (b))` for `min(a, b)`, which exmex cannot nest. On the way everything that has no
//! place is refused by name.

use rust_decimal::Decimal;

use crate::domain::numbers::formula::{FormulaError, MAX_DEPTH};

/// A formula as exmex reads it.
pub struct Scanned {
    pub text: String,
    /// The metric keys, in order of appearance.
    pub names: Vec<String>,
}

/// What a closing bracket closes.
enum Open {
    Bracket,
    /// A function's arguments: its name, and how many were begun.
    Call(&'static str, usize),
}

/// # Errors
/// Names the first word that has no place.
pub fn scan(text: &str) -> Result<Scanned, FormulaError> {
    let mut scanned = Scanned { text: String::new(), names: Vec::new() };
    let mut open: Vec<Open> = Vec::new();
    // Where a value may stand no sign may, and the other way round.
    let mut value_next = true;
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = word(rest, first);
        rest = rest[word.len()..].trim_start();
        let unexpected = || FormulaError::Unexpected(word.to_owned());
        let out = &mut scanned.text;
        match sign(first) {
            None if !value_next => return Err(unexpected()),
            None if first.is_ascii_digit() || first == '.' => {
                let number: Decimal = word.replace('_', "").parse().map_err(|_| unexpected())?;
                out.push_str(&number.to_string());
                value_next = false;
            }
            None if first.is_alphabetic() || first == '_' => match function(word).filter(|_| rest.starts_with('(')) {
                Some(name) => {
                    rest = rest[1..].trim_start();
                    open.push(Open::Call(name, 1));
                    out.push_str("((");
                }
                None => {
                    out.push_str(&format!("{{{word}}}"));
                    scanned.names.push(word.to_owned());
                    value_next = false;
                }
            },
            None => return Err(unexpected()),
            Some('(') if value_next => {
                open.push(Open::Bracket);
                out.push('(');
            }
            Some(')') if !value_next => match open.pop() {
                Some(Open::Bracket) => out.push(')'),
                Some(Open::Call(_, 2..)) => out.push_str("))"),
                // A function of one value is none.
                Some(Open::Call(..)) | None => return Err(unexpected()),
            },
            Some(',') if !value_next => match open.last_mut() {
                Some(Open::Call(name, count)) => {
                    *count += 1;
                    out.push_str(&format!(") {name} ("));
                    value_next = true;
                }
                _ => return Err(unexpected()),
            },
            Some('-') if value_next => out.push('-'),
            Some(sign @ ('+' | '-' | '*' | '/')) if !value_next => {
                out.push(sign);
                value_next = true;
            }
            Some(_) => return Err(unexpected()),
        }
        if open.len() > MAX_DEPTH {
            return Err(FormulaError::TooLong);
        }
    }
    if value_next || !open.is_empty() { Err(FormulaError::EndsEarly) } else { Ok(scanned) }
}

/// A number, a name, or one sign.
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

/// The sign that is meant by one of several ways to write it.
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

fn function(name: &str) -> Option<&'static str> {
    ["min", "max"].into_iter().find(|known| *known == name)
}
