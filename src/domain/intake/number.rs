//! Numbers as people write them.

use crate::domain::intake::letter::is_letter;
use rust_decimal::Decimal;

use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::line::clean;

/// A number found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanned {
    /// `None` when it is too big to be meant.
    pub(super) value: Option<Decimal>,
    /// Bytes it takes, with its currency, multiplier or per cent sign.
    pub(super) len: usize,
}

/// A whole text that is a number: «15 000», «15к», «1,2 млн ₽», «35 %», «$1,200.50», «−5».
///
/// A comma before exactly three digits parts thousands («15,000»), any other is a decimal one («1,5», «0,125»);
/// a point before three digits parts thousands only if a zero ends them («15.000») or groups repeat.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let text = clean(text);
    let text = text.trim_start_matches(['~', '≈', '≥', '≤', '>', '<', ' ']);
    let found = scan(text)?;
    let rest = text.get(found.len..)?;
    rest.trim_matches([' ', '.', ',', ';', '!']).is_empty().then_some(found.value)?
}

/// «90 короткая неделя»: a number and why it is that.
pub fn read_number_and_note(text: &str) -> Option<(Decimal, String)> {
    let text = clean(text);
    let found = scan(&text)?;
    let note = text
        .get(found.len..)?
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    Some((found.value?, note.trim_matches(['«', '»', '"', '(', ')']).to_owned()))
}

/// The number that stands at the start of a cleaned text.
pub(super) fn scan(text: &str) -> Option<Scanned> {
    let mut c = Cursor::new(text);
    let mut negative = sign(&mut c);
    if currency(&mut c) {
        c.spaces();
        negative |= sign(&mut c);
    }
    let digits = digits(&mut c)?;
    let factor = multiplier(&mut c);
    unit(&mut c);
    let value = digits
        .and_then(|value| value.checked_mul(factor))
        .filter(|value| *value <= Decimal::from(1_000_000_000_000_000_i64))
        .map(|value| if negative { -value } else { value }.normalize());
    Some(Scanned { value, len: c.moved(text) })
}

fn sign(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    let negative = ahead.eat(|x| matches!(x, '-' | '−' | '+')).is_some_and(|x| x != '+');
    if ahead.peek().is_some_and(|x| x.is_ascii_digit() || is_currency(x)) {
        *c = ahead;
        return negative;
    }
    false
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '₽' | '₸' | '₴')
}

fn currency(c: &mut Cursor<'_>) -> bool {
    c.eat(is_currency).is_some()
}

/// The digits with their thousands and decimal marks; `Some(None)` when there are too many of them.
fn digits(c: &mut Cursor<'_>) -> Option<Option<Decimal>> {
    let first = c.digits();
    if first.is_empty() {
        return None;
    }
    let mut whole = first.to_owned();
    let mut style = None;
    while first.len() <= 3 && !first.starts_with('0') {
        let mut ahead = *c;
        let Some(mark) = ahead.eat(|x| matches!(x, ' ' | '\'' | '’' | '_' | ',' | '.')) else { break };
        let group = ahead.digits();
        let fits = match style {
            Some(style) => mark == style,
            None => mark != '.' || group.ends_with('0') || has_another_group(ahead),
        };
        if group.len() != 3 || !fits {
            break;
        }
        whole.push_str(group);
        style = Some(mark);
        *c = ahead;
    }
    let mut fraction = String::new();
    let mut ahead = *c;
    if let Some(mark) = ahead.eat(|x| matches!(x, ',' | '.')) {
        let digits = ahead.digits();
        if !digits.is_empty() {
            if style == Some(mark) {
                return None;
            }
            fraction = digits.chars().take(9).collect();
            *c = ahead;
            // 30.11.2026 and 1,2,3 are no numbers.
            if ahead.eat(|x| matches!(x, ',' | '.')).is_some() && ahead.peek().is_some_and(|x| x.is_ascii_digit()) {
                return None;
            }
        }
    }
    if whole.trim_start_matches('0').len() > 16 {
        return Some(None);
    }
    let scale = u32::try_from(fraction.len()).ok()?;
    let units: i128 = format!("{}{fraction}", whole.trim_start_matches('0')).parse().unwrap_or(0);
    Some(Decimal::try_from_i128_with_scale(units, scale).ok())
}

fn has_another_group(mut c: Cursor<'_>) -> bool {
    c.eat(|x| x == '.').is_some() && c.digits().len() == 3
}

/// «к», «тыс.», «млн» and their kin.
fn multiplier(c: &mut Cursor<'_>) -> Decimal {
    let mut ahead = *c;
    let spaced = ahead.spaces() > 0;
    let word = ahead.word();
    let dotted = ahead.peek() == Some('.');
    let ends = !ahead.rest.trim_start().starts_with(is_letter);
    let factor: i64 = match word.as_str() {
        "тыс" | "тысяч" | "тысячи" | "тысяча" | "тысячу" | "тр" | "thousand" => 1_000,
        "млн" | "миллион" | "миллиона" | "миллионов" | "mln" | "mio" | "million" | "millions" => {
            1_000_000
        }
        "млрд" | "миллиард" | "миллиарда" | "миллиардов" | "bn" | "bln" | "billion" | "billions" => {
            1_000_000_000
        }
        // «120 к пятнице» is 120.
        "к" | "k" if !spaced || ends => 1_000,
        "т" if dotted => 1_000,
        "кк" | "kk" => 1_000_000,
        "м" | "m" | "mm" | "мм" if !spaced => 1_000_000,
        "b" if !spaced => 1_000_000_000,
        _ => return Decimal::ONE,
    };
    ahead.eat(|x| x == '.');
    *c = ahead;
    Decimal::from(factor)
}

/// «₽», «руб.», «%», «шт.»: said, not needed.
fn unit(c: &mut Cursor<'_>) {
    let mut ahead = *c;
    ahead.spaces();
    if ahead.eat(|x| is_currency(x) || x == '%').is_some() {
        *c = ahead;
        return;
    }
    let known = matches!(
        ahead.word().as_str(),
        "руб"
            | "рубль"
            | "рубля"
            | "рублей"
            | "р"
            | "rub"
            | "rur"
            | "usd"
            | "eur"
            | "долл"
            | "доллар"
            | "доллара"
            | "долларов"
            | "евро"
            | "тенге"
            | "процент"
            | "процента"
            | "процентов"
            | "percent"
            | "шт"
            | "штук"
            | "штуки"
            | "ед"
            | "pcs"
    );
    if known {
        ahead.eat(|x| x == '.');
        *c = ahead;
    }
}
