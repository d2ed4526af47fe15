//! Numbers in the unit of what they count.

use rust_decimal::Decimal;

use crate::domain::company::MetricUnit;
use crate::domain::intake::number;
use crate::domain::intake::understand::token::{DASHES, Token};
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// A number at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    /// `None` where it is too big to be meant.
    pub(super) value: Option<Decimal>,
    /// Bytes it takes, with currency, multiplier or per cent sign.
    pub(super) len: usize,
    /// `+10 %`: so much more than something.
    pub(super) relative: bool,
}

/// The number a text begins with. Per cents, ratios and hours have decimals: `12,345 %` is 12.345, where 12,345 things are many.
pub(super) fn amount(text: &str, unit: MetricUnit) -> Option<Amount> {
    let (sign, rest) = sign(text);
    let before = text.len() - rest.len();
    if !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '₽' | '.')) {
        return None;
    }
    let fine = matches!(unit, MetricUnit::Percent | MetricUnit::Ratio | MetricUnit::Hours);
    let found = mixed(rest)
        .or_else(|| if fine { decimal(rest) } else { None })
        .or_else(|| number::scan(rest).map(|found| (found.value, found.len)));
    let (value, len) = found?;
    let tail = rest.get(len..).unwrap_or("");
    // «100+» is 100.
    let plus =
        usize::from(tail.starts_with('+') && !tail.get(1..).unwrap_or("").starts_with(|c: char| c.is_ascii_digit()));
    let value = value.map(|value| if sign == Some('-') { -value } else { value });
    Some(Amount { value, len: before + len + plus, relative: sign == Some('+') })
}

fn sign(text: &str) -> (Option<char>, &str) {
    let first = text.chars().next();
    let rest = text.get(first.map_or(0, char::len_utf8)..).unwrap_or("");
    let glued = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '₽'));
    match first {
        Some(c) if DASHES.contains(&c) && glued => (Some('-'), rest),
        Some('+') if glued => (Some('+'), rest),
        _ => (None, text),
    }
}

/// `1.234,56` and `1,234.56`: the last mark is the decimal one.
fn mixed(text: &str) -> Option<(Option<Decimal>, usize)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len());
    let number = text.get(..end)?.trim_end_matches(['.', ',']);
    let (dots, commas) = (number.matches('.').count(), number.matches(',').count());
    if dots == 0 || commas == 0 {
        return None;
    }
    let last = number.rfind(['.', ','])?;
    let (thousands, decimals) = (number.get(..last)?, number.get(last + 1..)?);
    let mark = if number.as_bytes().get(last) == Some(&b'.') { ',' } else { '.' };
    let groups: Vec<&str> = thousands.split(mark).collect();
    let fits = groups.len() > 1
        && groups.iter().skip(1).all(|group| group.len() == 3)
        && !thousands.contains(if mark == '.' { ',' } else { '.' });
    let whole = groups.concat();
    let value: Decimal =
        format!("{whole}.{decimals}").parse().ok().filter(|_| fits && whole.len() <= 16 && decimals.len() <= 9)?;
    let tail = number::scan(&format!("1{}", text.get(number.len()..)?)).map_or(0, |found| found.len.saturating_sub(1));
    Some((Some(value), number.len() + tail))
}

/// `12,345`: digits, one mark, digits.
fn decimal(text: &str) -> Option<(Option<Decimal>, usize)> {
    let whole = text.find(|c: char| !c.is_ascii_digit())?;
    let rest = text.get(whole..)?.strip_prefix([',', '.'])?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let tail = rest.get(digits..)?;
    let more = tail.strip_prefix([',', '.']).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    if digits == 0 || digits > 9 || whole > 12 || more {
        return None;
    }
    let value = format!("{}.{}", text.get(..whole)?, rest.get(..digits)?).parse().ok()?;
    let unit = number::scan(&format!("1{tail}")).map_or(0, |found| found.len.saturating_sub(1));
    Some((Some(value), whole + 1 + digits + unit))
}

/// «сто четыре», «двадцать тысяч»: a number in words and how many tokens it takes.
pub(super) fn in_words(tokens: &[Token], words: &Vocabulary) -> Option<(Decimal, usize)> {
    let (mut total, mut group, mut last, mut used) = (Decimal::ZERO, Decimal::ZERO, Decimal::from(i64::MAX), 0);
    for token in tokens.iter().take(8) {
        let Some(value) = words.numerals.number::<Decimal>(&token.lower).filter(|_| token.is_word()) else { break };
        if value >= Decimal::ONE_THOUSAND {
            total += group.max(Decimal::ONE).checked_mul(value)?;
            (group, last) = (Decimal::ZERO, value);
        } else if value == Decimal::ONE_HUNDRED && group > Decimal::ZERO && group < Decimal::TEN {
            group *= value;
            last = value;
        } else if value < last && (group.is_zero() || value < Decimal::ONE_HUNDRED) {
            group += value;
            last = value;
        } else {
            break;
        }
        used += 1;
    }
    (used > 0).then_some((total + group, used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::understand::token::tokens;

    #[test]
    fn numbers_are_read_in_their_unit() {
        let cases = [
            ("12,345 %", MetricUnit::Percent, "12.345"),
            ("12,345", MetricUnit::Count, "12345"),
            ("1.234,56", MetricUnit::Money, "1234.56"),
            ("1,234.56 ₽", MetricUnit::Money, "1234.56"),
            ("−8 %", MetricUnit::Percent, "-8"),
            ("–8", MetricUnit::Count, "-8"),
            ("15 000", MetricUnit::Count, "15000"),
            ("1,4 млн ₽", MetricUnit::Money, "1400000"),
            ("$1.4m", MetricUnit::Money, "1400000"),
            ("4к", MetricUnit::Count, "4000"),
            ("11.6k", MetricUnit::Count, "11600"),
            ("90,5", MetricUnit::Percent, "90.5"),
            ("100+", MetricUnit::Count, "100"),
            ("12,140", MetricUnit::Count, "12140"),
            ("0,125", MetricUnit::Ratio, "0.125"),
        ];
        for (text, unit, expected) in cases {
            let found = amount(text, unit).expect(text);
            assert_eq!(found.value.map(|v| v.normalize().to_string()).as_deref(), Some(expected), "{text}");
            assert_eq!(found.len, text.len(), "{text}");
        }
        assert!(amount("+10 %", MetricUnit::Count).expect("a number").relative);
    }

    #[test]
    fn numbers_in_words_are_added_up() {
        for (text, expected) in
            [("сто четыре", 104), ("двадцать тысяч", 20_000), ("сорок", 40), ("two hundred fifty", 250)]
        {
            let found = in_words(&tokens(text), Vocabulary::shipped());
            assert_eq!(found.map(|(value, _)| value), Some(Decimal::from(expected)), "{text}");
        }
    }
}
