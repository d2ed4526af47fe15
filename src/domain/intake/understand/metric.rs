//! Metrics and their numbers, wherever they stand in a line.

use rust_decimal::Decimal;

use crate::domain::company::MetricUnit;
use crate::domain::intake::letter::is_word;
use crate::domain::intake::understand::amount::{Amount, amount, in_words};
use crate::domain::intake::understand::hours::{Clock, Time};
use crate::domain::intake::understand::token::{Token, misspelt, related, tokens};

/// A metric as the person may name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric<'a> {
    /// The stable key.
    pub key: &'a str,
    /// The name people see and type, in whatever spelling they like.
    pub name: &'a str,
    /// What its numbers count.
    pub unit: MetricUnit,
    /// What it came to last, where that is known: a number far from it is asked about.
    pub last: Option<Decimal>,
}

/// What stood with a metric's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// A number. With «план 120, факт 133» the plan's and the report's.
    Number { plan: Decimal, actual: Decimal },
    /// «+10 % лидов», «120-130», «Топ 10»: a number, but which?
    Unclear,
    /// More than anything can be.
    TooBig,
}

/// A metric and a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention<'m> {
    pub(super) key: &'m str,
    pub(super) value: Value,
    /// The first token of it, and the one behind it.
    pub(super) first: usize,
    pub(super) end: usize,
    /// `:` or `=` stood between name and number.
    pub(super) marked: bool,
    /// Words of another kind («поставь», «хочу») stood between name and number.
    pub(super) worded: bool,
}

/// Metrics with their names taken apart.
#[derive(Debug)]
pub(super) struct Metrics<'m> {
    known: Vec<(Metric<'m>, Vec<Token>, Vec<Token>)>,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy)]
struct Name<'a, 'm> {
    metric: &'a Metric<'m>,
    end: usize,
    /// How many words of it, and how well they fit.
    words: usize,
    fit: u8,
}

impl<'m> Metrics<'m> {
    pub(super) fn new(metrics: &[Metric<'m>]) -> Self {
        let bare = |name: &str| tokens(name).into_iter().filter(|t| t.is_word() || t.is_digits()).collect();
        Self { known: metrics.iter().map(|metric| (*metric, bare(metric.name), bare(metric.key))).collect() }
    }

    /// Every metric with its number, from left to right; none overlaps another.
    pub(super) fn mentions(&self, text: &str, tokens: &[Token], clock: &Clock<'_>) -> Vec<Mention<'m>> {
        let mut found: Vec<Mention<'m>> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let free = found.last().map_or(0, |mention| mention.end);
            match self.mention(text, tokens, at, free, clock) {
                Some(mention) => {
                    at = mention.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a name begins at a token.
    pub(super) fn named_at(&self, tokens: &[Token], at: usize, clock: &Clock<'_>) -> Option<(&'m str, usize)> {
        self.names(tokens, at, clock).first().map(|name| (name.metric.key, name.end))
    }

    fn mention(&self, text: &str, tokens: &[Token], at: usize, free: usize, clock: &Clock<'_>) -> Option<Mention<'m>> {
        let names = self.names(tokens, at, clock);
        let best = names.first()?;
        let tied =
            names.iter().skip(1).any(|name| name.end == best.end && name.fit == best.fit && name.words == best.words);
        if tied {
            return None;
        }
        let unit = best.metric.unit;
        if let Some((first, value)) = before(text, tokens, at, free, unit)
            && !tokens.get(best.end).is_some_and(|t| t.is(':') || t.is('='))
        {
            // «5 сделок из 6»: the other number is only compared with.
            let (_, end) = compared(text, tokens, best.end, unit, clock);
            return Some(Mention { key: best.metric.key, value, first, end, marked: false, worded: false });
        }
        if let Some((value, end, marked, worded)) = after_full(text, tokens, best.end, unit, clock) {
            // One word of a longer name and a number in words is too little: «первые две».
            let digits = tokens.get(best.end..end).is_some_and(|found| found.iter().any(Token::is_digits));
            if best.fit == 1 && !digits {
                return None;
            }
            let first = lead_in(tokens, at, free, clock);
            return Some(Mention { key: best.metric.key, value, first, end, marked, worded });
        }
        // «Топ 10», where «Топ» and «Топ 10» are metrics.
        let shorter = names.iter().find(|name| name.end < best.end && name.fit == 3)?;
        let (_, end) = after(text, tokens, shorter.end, shorter.metric.unit, clock)?;
        Some(Mention { key: shorter.metric.key, value: Value::Unclear, first: at, end, marked: false, worded: false })
    }

    /// The names that begin at a token, the longest and best first.
    fn names<'a>(&'a self, tokens: &[Token], at: usize, clock: &Clock<'_>) -> Vec<Name<'a, 'm>> {
        let mut found: Vec<Name<'a, 'm>> = Vec::new();
        if !tokens.get(at).is_some_and(|t| t.is_word()) {
            return found;
        }
        for (metric, name, key) in &self.known {
            let best = [name, key]
                .into_iter()
                .filter_map(|parts| fit(parts, tokens, at))
                .max_by_key(|(end, _, fit)| (*fit, *end));
            // «первую» is a place in the plan and no «Первый ответ».
            let place = tokens.get(at).is_some_and(|t| clock.words.ordinals.get(&t.lower).is_some());
            if let Some((end, words, fit)) = best.filter(|(.., fit)| *fit > 1 || !place) {
                found.push(Name { metric, end, words, fit });
            }
        }
        found.sort_by_key(|name| std::cmp::Reverse((name.words, name.fit)));
        found
    }
}

/// How well a name fits the tokens from a place on: behind it, words, 3 for the whole name, 2 for abbreviations, 1 for its first or a
/// later word or a misspelling.
fn fit(name: &[Token], tokens: &[Token], from: usize) -> Option<(usize, usize, u8)> {
    let whole = run(name, tokens, from);
    if let Some((end, fit)) = whole {
        return Some((end, name.len(), fit));
    }
    let first = tokens.get(from)?;
    let long = first.lower.chars().count() >= 5;
    let back = name.len() > 1
        && long
        && name.iter().any(|part| part.is_word() && related(part, first) && part.lower.chars().count() >= 5);
    back.then_some((from + 1, 1, 1))
}

fn run(name: &[Token], tokens: &[Token], from: usize) -> Option<(usize, u8)> {
    let (mut at, mut worst) = (from, 3);
    for (n, part) in name.iter().enumerate() {
        while n > 0 && tokens.get(at).is_some_and(|t| t.is_one_of(&['-', '.', '«', '»', '"', '‑'])) {
            at += 1;
        }
        let token = tokens.get(at)?;
        worst = worst.min(alike(part, token, name.len())?);
        at += 1;
    }
    (at > from).then_some((at, worst))
}

fn alike(part: &Token, typed: &Token, words: usize) -> Option<u8> {
    if part.lower == typed.lower {
        return Some(3);
    }
    if !part.is_word() || !typed.is_word() {
        return None;
    }
    let short = typed.lower.chars().count();
    if related(part, typed) && short >= 3 {
        return Some(3);
    }
    let (m, n) = (part.lower.chars().count(), short);
    if words > 1 && n >= 3 && n < m && part.lower.starts_with(&typed.lower)
        || n >= 4 && n < m && part.lower.starts_with(&typed.lower)
    {
        return Some(2);
    }
    misspelt(&part.lower, &typed.lower).then_some(1)
}

/// «120 лидов»: a number right before the name.
fn before(text: &str, tokens: &[Token], at: usize, free: usize, unit: MetricUnit) -> Option<(usize, Value)> {
    let name = tokens.get(at)?;
    let mut best = None;
    for first in (free.max(at.saturating_sub(5))..at).rev() {
        let token = tokens.get(first)?;
        let glued = first > 0
            && tokens.get(first - 1).is_some_and(|t| {
                t.end == token.start && (t.is_digits() || t.is_word() || t.is_one_of(&[':', '.', ',', '/', '-']))
            });
        if token.is_word() && !best_unit(token) {
            break;
        }
        if !(token.is_digits() || token.is_one_of(&['+', '-', '−', '$', '€'])) || glued && token.is_digits() {
            continue;
        }
        let Some(found) = amount(text.get(token.start..name.start)?, unit) else { continue };
        if text.get(token.start + found.len..name.start)?.trim().is_empty() {
            best = Some((first, value(&found)));
        }
    }
    best
}

fn best_unit(token: &Token) -> bool {
    matches!(
        token.lower.as_str(),
        "к" | "k" | "тыс" | "тысяч" | "млн" | "m" | "м" | "шт" | "thousand" | "million" | "тысячи"
    )
}

fn value(found: &Amount) -> Value {
    match found.value {
        _ if found.relative => Value::Unclear,
        Some(number) => Value::Number { plan: number, actual: number },
        None => Value::TooBig,
    }
}

/// The number behind a name, and the token behind it.
fn after(text: &str, tokens: &[Token], at: usize, unit: MetricUnit, clock: &Clock<'_>) -> Option<(Value, usize)> {
    after_full(text, tokens, at, unit, clock).map(|(value, end, ..)| (value, end))
}

/// What stands behind a name: the number, the token behind it, whether a mark and whether words stood between.
fn after_full(
    text: &str,
    tokens: &[Token],
    at: usize,
    unit: MetricUnit,
    clock: &Clock<'_>,
) -> Option<(Value, usize, bool, bool)> {
    let words = clock.words;
    let (mut i, mut marked, mut worded, mut said_plan, mut said_fact) = (at, false, false, false, false);
    for _ in 0..12 {
        let rest = tokens.get(i..)?;
        let token = rest.first()?;
        let arrow = token.is_one_of(&['=', '-']) && rest.get(1).is_some_and(|t| t.is('>'));
        if arrow || token.is_digits() {
            break;
        }
        if let Some((number, end)) = corrected(text, tokens, i, unit) {
            return Some((number, end, marked, true));
        }
        if amount(text.get(token.start..)?, unit).is_some() && !token.is_word() {
            break;
        }
        if token.is_one_of(&[':', '=']) {
            (i, marked) = (i + 1, true);
        } else if token.is_one_of(&['>', '<', '≥', '≤', '~', '≈', '–', '—', '-', '→', '*', '(', '·'])
            || token.is(',') && words.number_filler.begin(rest.get(1..)?).is_some()
        {
            i += 1;
        } else if let Some(used) = words.plan_number.begin(rest) {
            (i, said_plan, worded) = (i + used, true, true);
        } else if let Some(used) = words.actual_number.begin(rest) {
            (i, said_fact, worded) = (i + used, true, true);
        } else if let Some(used) = words.number_filler.begin(rest) {
            (i, worded) = (i + used, true);
        } else {
            break;
        }
    }
    let (first, end) = number_at(text, tokens, i, unit, clock)?;
    let (first, end) = last_of_chain(text, tokens, first, end, unit, clock);
    let Some(known) = number_of(first) else { return Some((first, end, marked, worded)) };
    if let Some(used) = tokens
        .get(end..)
        .filter(|rest| !rest.is_empty())
        .and_then(|rest| words.more.begin(rest).or(words.less.begin(rest)))
    {
        return Some((Value::Unclear, end + used, marked, worded));
    }
    let (other, end) = compared(text, tokens, end, unit, clock);
    let value = match other {
        // «план 120, факт 133».
        Some((plan, number)) if plan != said_plan || said_fact => {
            let (plan, actual) = if plan || said_fact { (number, known) } else { (known, number) };
            Value::Number { plan, actual }
        }
        _ => first,
    };
    Some((value, end, marked, worded))
}

fn number_of(value: Value) -> Option<Decimal> {
    match value {
        Value::Number { plan, .. } => Some(plan),
        _ => None,
    }
}

/// A number that begins at a token; for hours also «90 мин», «1ч30м».
fn number_at(text: &str, tokens: &[Token], at: usize, unit: MetricUnit, clock: &Clock<'_>) -> Option<(Value, usize)> {
    if unit == MetricUnit::Hours
        && let Some(found) = clock.at(text, tokens, at)
        && let Time::Exact(minutes) = found.time
    {
        let hours = Decimal::from(minutes) / Decimal::from(60);
        return Some((Value::Number { plan: hours, actual: hours }, found.end));
    }
    if unit == MetricUnit::Hours
        && let Some([hours, colon, minutes]) = tokens.get(at..at + 3)
        && hours.is_digits()
        && colon.is(':')
        && minutes.is_digits()
        && minutes.lower.len() == 2
    {
        let total = hours.lower.parse::<Decimal>().ok()? + minutes.lower.parse::<Decimal>().ok()? / Decimal::from(60);
        return Some((Value::Number { plan: total, actual: total }, at + 3));
    }
    let token = tokens.get(at)?;
    if token.is_word() {
        let (number, used) = in_words(tokens.get(at..)?, clock.words)?;
        return Some((Value::Number { plan: number, actual: number }, at + used));
    }
    let found = amount(text.get(token.start..)?, unit)?;
    let stop = token.start + found.len;
    let end = at + tokens.get(at..)?.iter().take_while(|t| t.end <= stop).count();
    // «20 тысячах»: endings the number reader does not know.
    if let Some(times) = tokens
        .get(end)
        .and_then(|t| clock.words.numerals.number::<Decimal>(&t.lower))
        .filter(|n| *n >= Decimal::ONE_THOUSAND)
    {
        let number = found.value?.checked_mul(times)?;
        return Some((Value::Number { plan: number, actual: number }, end + 1));
    }
    let next = tokens.get(end);
    let clocklike =
        next.is_some_and(|t| t.is(':') && t.start == stop) && tokens.get(end + 1).is_some_and(Token::is_digits);
    if clocklike || glued_word(text, stop) && !found.relative {
        return None;
    }
    let range = next.is_some_and(Token::is_dash) && tokens.get(end + 1).is_some_and(Token::is_digits);
    if range {
        return Some((Value::Unclear, end + 2));
    }
    Some((value(&found), end.max(at + 1)))
}

/// «6ч»: a letter right behind the number makes it something else.
fn glued_word(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_word)
}

/// «92 → 93»: the last counts.
fn last_of_chain(
    text: &str,
    tokens: &[Token],
    mut value: Value,
    mut end: usize,
    unit: MetricUnit,
    clock: &Clock<'_>,
) -> (Value, usize) {
    loop {
        let rest = tokens.get(end..).unwrap_or_default();
        let arrow = match rest {
            [one, ..] if one.is('→') || one.is('⇒') || one.is('➡') => 1,
            [one, two, ..] if one.is_one_of(&['-', '=']) && two.is('>') => 2,
            _ => return (value, end),
        };
        match number_at(text, tokens, end + arrow, unit, clock) {
            Some((next, behind)) => (value, end) = (next, behind),
            None => return (value, end),
        }
    }
}

/// «(было 161)», «из 80», «факт 133», "not 110": a number to compare with, and whether the plan's; the token behind it.
fn compared(
    text: &str,
    tokens: &[Token],
    mut end: usize,
    unit: MetricUnit,
    clock: &Clock<'_>,
) -> (Option<(bool, Decimal)>, usize) {
    let words = clock.words;
    let mut other = None;
    for _ in 0..3 {
        let skip =
            tokens.get(end..).unwrap_or_default().iter().take_while(|t| t.is_one_of(&['(', ',', '/', ';'])).count();
        let slash = tokens.get(end).is_some_and(|t| t.is('/'));
        let rest = tokens.get(end + skip..).unwrap_or_default();
        let plan = words.plan_number.begin(rest);
        let fact = words.actual_number.begin(rest);
        let word = plan
            .or(fact)
            .or(words.compared.begin(rest))
            .or_else(|| rest.first().filter(|t| matches!(t.lower.as_str(), "not" | "не")).map(|_| 1));
        let Some(used) = word.or(slash.then_some(0)) else { break };
        let marks = rest.iter().skip(used).take_while(|t| t.is_one_of(&[':', '-', '–', '—', '='])).count();
        let Some((value, behind)) = number_at(text, tokens, end + skip + used + marks, unit, clock) else { break };
        let close = usize::from(tokens.get(behind).is_some_and(|t| t.is(')')));
        end = behind + close;
        if let (Some(number), true) = (number_of(value), plan.is_some() || fact.is_some()) {
            other = Some((plan.is_some(), number));
        }
    }
    (other, end)
}

/// «не 110, а 101».
fn corrected(text: &str, tokens: &[Token], at: usize, unit: MetricUnit) -> Option<(Value, usize)> {
    let not = tokens.get(at).filter(|t| matches!(t.lower.as_str(), "не" | "not"))?;
    let first = tokens.get(at + 1).filter(|t| t.is_digits() && t.start > not.end)?;
    let wrong = amount(text.get(first.start..)?, unit)?;
    let mut i = at + 1 + tokens.get(at + 1..)?.iter().take_while(|t| t.end <= first.start + wrong.len).count();
    while tokens
        .get(i)
        .is_some_and(|t| t.is_one_of(&[',', ';', '-', '–', '—']) || matches!(t.lower.as_str(), "а" | "but"))
    {
        i += 1;
    }
    let second = tokens.get(i).filter(|t| t.is_digits())?;
    let right = amount(text.get(second.start..)?, unit)?;
    let end = i + tokens.get(i..)?.iter().take_while(|t| t.end <= second.start + right.len).count();
    Some((value(&right), end))
}

/// «по лидам», «цель по трафику»: words in front of a name that belong to it.
fn lead_in(tokens: &[Token], at: usize, free: usize, clock: &Clock<'_>) -> usize {
    let mut first = at;
    while first > free {
        let token = tokens.get(first - 1);
        let belongs = token.is_some_and(|t| {
            matches!(t.lower.as_str(), "по" | "for" | "on" | "in" | "the" | "our" | "наши" | "мои")
                || t.is_word() && clock.words.number_filler.begin(std::slice::from_ref(t)) == Some(1)
                || t.is_word() && clock.words.plan_number.begin(std::slice::from_ref(t)) == Some(1)
        });
        if !belongs {
            break;
        }
        first -= 1;
    }
    first
}
