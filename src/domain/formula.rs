//! Derived metrics: arithmetic over other metrics' keys, such as `spend / new_customers`.
//!
//! Exact decimals, and "no data" where a part is missing or a denominator is zero, wherever in the formula it stands.

use rust_decimal::Decimal;
use rust_decimal::prelude::Zero as _;

/// A formula, ready to be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// In reverse Polish order: two values on top, then what to do with them.
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Number(Decimal),
    Name(String),
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Why a text is no formula.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// A name that is no metric's key.
    #[error("formula names the unknown metric \"{0}\"")]
    UnknownMetric(String),
    /// It names no metric at all.
    #[error("formula names no metric")]
    NoMetric,
    /// Something that has no place in a formula.
    #[error("formula has an unexpected \"{0}\"")]
    Unexpected(String),
    /// It stops in the middle.
    #[error("formula ends too early")]
    EndsEarly,
    /// It is longer or deeper than anybody needs.
    #[error("formula is too long")]
    TooLong,
}

/// Brackets and minus signs within each other.
const MAX_DEPTH: usize = 32;
const MAX_LENGTH: usize = 1000;
/// Digits after the decimal point of a result from 1 on, significant ones below.
const PRECISION: u32 = 4;

/// Reads a formula over the known metric keys: `+ - * /` and brackets, also written `−`, `×`, `÷`.
///
/// # Errors
/// Says the first thing that is wrong with it.
pub fn parse(text: &str, known: &[impl AsRef<str>]) -> Result<Formula, FormulaError> {
    if text.len() > MAX_LENGTH {
        return Err(FormulaError::TooLong);
    }
    let mut parser = Parser { tokens: tokens(text)?, at: 0, steps: Vec::new() };
    parser.sum(0)?;
    if let Some(token) = parser.tokens.get(parser.at) {
        return Err(FormulaError::Unexpected(token.to_string()));
    }
    let formula = Formula { steps: parser.steps };
    if formula.names().next().is_none() {
        return Err(FormulaError::NoMetric);
    }
    let unknown = formula.names().find(|name| !known.iter().any(|key| key.as_ref() == *name)).map(str::to_owned);
    unknown.map_or(Ok(formula), |name| Err(FormulaError::UnknownMetric(name)))
}

impl Formula {
    /// The metric keys it names, in order of appearance, with repetitions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| if let Step::Name(name) = step { Some(name.as_str()) } else { None })
    }

    /// Its value; `None` where a part has none, a denominator is zero, or the number gets too large to write.
    pub fn eval(&self, mut value: impl FnMut(&str) -> Option<Decimal>) -> Option<Decimal> {
        let mut stack: Vec<Decimal> = Vec::new();
        for step in &self.steps {
            let result = match step {
                Step::Number(number) => *number,
                Step::Name(name) => value(name)?,
                Step::Negate => -stack.pop()?,
                Step::Add | Step::Subtract | Step::Multiply | Step::Divide => {
                    let (right, left) = (stack.pop()?, stack.pop()?);
                    match step {
                        Step::Add => left.checked_add(right)?,
                        Step::Subtract => left.checked_sub(right)?,
                        Step::Multiply => left.checked_mul(right)?,
                        _ => left.checked_div(right)?,
                    }
                }
            };
            stack.push(result);
        }
        Some(round(stack.pop()?))
    }
}

fn round(value: Decimal) -> Decimal {
    let rounded =
        if value.abs() < Decimal::ONE { value.round_sf(PRECISION).unwrap_or(value) } else { value.round_dp(PRECISION) };
    if rounded.is_zero() { Decimal::zero() } else { rounded.normalize() }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(Decimal),
    Name(String),
    Sign(char),
}

impl std::fmt::Display for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Name(name) => f.write_str(name),
            Self::Sign(sign) => write!(f, "{sign}"),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, FormulaError> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = |keep: fn(char) -> bool| rest.find(|c| !keep(c)).map_or(rest, |end| &rest[..end]);
        let length = if first.is_ascii_digit() || first == '.' {
            let digits = word(|c| c.is_ascii_digit() || c == '.' || c == '_');
            let number = digits.replace('_', "").parse().map_err(|_| FormulaError::Unexpected(digits.to_owned()))?;
            found.push(Token::Number(number));
            digits.len()
        } else if first.is_alphabetic() || first == '_' {
            let name = word(|c| c.is_alphanumeric() || c == '_');
            found.push(Token::Name(name.to_owned()));
            name.len()
        } else {
            found.push(Token::Sign(match first {
                '×' | '·' => '*',
                '÷' | ':' => '/',
                '−' | '–' => '-',
                '+' | '-' | '*' | '/' | '(' | ')' => first,
                _ => return Err(FormulaError::Unexpected(first.to_string())),
            }));
            first.len_utf8()
        };
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    steps: Vec<Step>,
}

impl Parser {
    fn sum(&mut self, depth: usize) -> Result<(), FormulaError> {
        self.product(depth)?;
        while let Some(sign) = self.take_sign(&['+', '-']) {
            self.product(depth)?;
            self.steps.push(if sign == '+' { Step::Add } else { Step::Subtract });
        }
        Ok(())
    }

    fn product(&mut self, depth: usize) -> Result<(), FormulaError> {
        self.atom(depth)?;
        while let Some(sign) = self.take_sign(&['*', '/']) {
            self.atom(depth)?;
            self.steps.push(if sign == '*' { Step::Multiply } else { Step::Divide });
        }
        Ok(())
    }

    fn atom(&mut self, depth: usize) -> Result<(), FormulaError> {
        if depth > MAX_DEPTH {
            return Err(FormulaError::TooLong);
        }
        let token = self.tokens.get(self.at).cloned().ok_or(FormulaError::EndsEarly)?;
        self.at += 1;
        match token {
            Token::Number(number) => self.steps.push(Step::Number(number)),
            Token::Name(name) => self.steps.push(Step::Name(name)),
            Token::Sign('-') => {
                self.atom(depth + 1)?;
                self.steps.push(Step::Negate);
            }
            Token::Sign('(') => {
                self.sum(depth + 1)?;
                if self.take_sign(&[')']).is_none() {
                    let next = self.tokens.get(self.at);
                    return Err(next.map_or(FormulaError::EndsEarly, |t| FormulaError::Unexpected(t.to_string())));
                }
            }
            Token::Sign(sign) => return Err(FormulaError::Unexpected(sign.to_string())),
        }
        Ok(())
    }

    fn take_sign(&mut self, wanted: &[char]) -> Option<char> {
        match self.tokens.get(self.at) {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                self.at += 1;
                Some(*sign)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEYS: [&str; 4] = ["spend", "customers", "income", "signups"];

    fn value(text: &str, values: &[(&str, &str)]) -> Option<String> {
        let formula = parse(text, &KEYS).expect("a formula");
        let find = |key: &str| values.iter().find(|(k, _)| *k == key).map(|(_, v)| v.parse().expect("a number"));
        formula.eval(find).map(|v| v.to_string())
    }

    #[test]
    fn it_computes_exactly_and_in_the_usual_order() {
        let values = [("spend", "1000"), ("customers", "3"), ("income", "1500.5"), ("signups", "0.1")];
        for (text, result) in [
            ("spend / customers", "333.3333"),
            ("(income - spend) / spend", "0.5005"),
            ("100 × (income − spend) ÷ spend", "50.05"),
            ("signups + signups + signups", "0.3"),
            ("1 + 2 * customers - -4", "11"),
            ("signups / spend / 3", "0.00003333"),
            ("spend - spend", "0"),
            ("2 * (spend)", "2000"),
        ] {
            assert_eq!(value(text, &values).as_deref(), Some(result), "{text}");
        }
    }

    #[test]
    fn no_data_is_no_number() {
        assert_eq!(value("spend / customers", &[("spend", "5")]), None);
        assert_eq!(value("spend / customers", &[("spend", "5"), ("customers", "0")]), None);
        assert_eq!(value("1 / (spend / customers)", &[("spend", "5"), ("customers", "0")]), None);
        let huge = "79228162514264337593543950335";
        assert_eq!(value("spend * spend", &[("spend", huge)]), None);
    }

    #[test]
    fn nonsense_is_named() {
        use FormulaError::*;
        for (text, error) in [
            ("spend / custmers", UnknownMetric("custmers".into())),
            ("1 + 2", NoMetric),
            ("", EndsEarly),
            ("spend /", EndsEarly),
            ("(spend", EndsEarly),
            ("spend)", Unexpected(")".into())),
            ("spend spend", Unexpected("spend".into())),
            ("spend ^ 2", Unexpected("^".into())),
            ("* spend", Unexpected("*".into())),
            ("1.2.3 * spend", Unexpected("1.2.3".into())),
            (&format!("{}spend", "(".repeat(500)), TooLong),
            (&"spend+".repeat(500), TooLong),
        ] {
            assert_eq!(parse(text, &KEYS).expect_err(text), error, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "[a-z(). +*/0-9×÷−🦀-]{0,40}", value in any::<i64>()) {
            if let Ok(formula) = parse(&text, &KEYS) {
                let _ = formula.eval(|_| Some(Decimal::from(value)));
            }
        }
    }
}
