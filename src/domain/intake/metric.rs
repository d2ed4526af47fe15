//! Lines about a metric: «Квал лиды: 52», «CAC 4 580 ₽ → 4 500», «120 лидов».

use crate::domain::intake::letter::{is_letter, is_word};
use rust_decimal::Decimal;

use crate::domain::intake::MetricName;
use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::line::fold;
use crate::domain::intake::number::{Scanned, scan};

/// From this score on a name is taken for the metric.
const SURE: f64 = 0.8;
/// How sure a name of the words further back is, and from which likeness on these are whole words.
const BACK: f64 = 0.81;
const WHOLE: f64 = 0.95;
/// From this score on it is worth asking whether the metric was meant.
const PERHAPS: f64 = 0.6;

/// The metric a name was taken for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hit<'m> {
    pub(super) key: &'m str,
    /// The name is the metric's own, letter for letter.
    pub(super) exact: bool,
}

/// A name and a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named<'t, 'm> {
    pub(super) name: &'t str,
    pub(super) hit: Option<Hit<'m>>,
    /// Key of the metric that was perhaps meant, when there is no hit.
    pub(super) nearest: Option<&'m str>,
    /// `None`: too big.
    pub(super) value: Option<Decimal>,
    /// `:` or `=` stood between them.
    pub(super) marked: bool,
    /// Nothing stands after the number.
    pub(super) bare: bool,
    /// What stands after the number and is no unit, comparison or remark in brackets.
    pub(super) tail: &'t str,
}

/// Which of several numbers counts: «131 → 133», «131 из 120».
pub(super) fn named<'t, 'm>(text: &'t str, metrics: &[MetricName<'m>]) -> Option<Named<'t, 'm>> {
    let text = text.trim();
    let mut best: Option<(f64, Named<'t, 'm>)> = None;
    for (at, marked) in splits(text) {
        let (Some(name), Some(rest)) = (text.get(..at), text.get(at..)) else { continue };
        let name = name.trim_matches(|c: char| !is_word(c) && !matches!(c, '%' | ')' | '('));
        if !name.chars().any(is_letter) || name.chars().count() > 80 {
            continue;
        }
        let Some((found, after)) = value(rest) else { continue };
        let (score, hit) = find(name, metrics);
        if hit.is_none() && !marked && name.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        // Of unknown names the first split before a number counts, of known ones the best.
        if best.as_ref().is_none_or(|(known, _)| score > *known && score >= SURE) {
            let nearest = if hit.is_none() { nearest(name, metrics) } else { None };
            let bare = after.trim_matches([' ', '.', '!']).is_empty();
            best = Some((score, Named { name, hit, nearest, value: found.value, marked, bare, tail: tail(after) }));
        }
    }
    if best.as_ref().is_none_or(|(_, named)| named.hit.is_none())
        && let Some(reversed) = number_first(text, metrics)
    {
        return Some(reversed);
    }
    best.map(|(_, named)| named)
}

/// «Лиды 90 короткая неделя»: metric key, number, and why it is that.
pub fn read_target<'m>(text: &str, metrics: &[MetricName<'m>]) -> Option<(&'m str, Decimal, String)> {
    let text = crate::domain::intake::line::clean(text);
    let found = named(&text, metrics)?;
    let note = found.tail.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    Some((found.hit?.key, found.value?, note.trim_matches(['«', '»', '"', '(', ')']).to_owned()))
}

/// «120 лидов».
fn number_first<'t, 'm>(text: &'t str, metrics: &[MetricName<'m>]) -> Option<Named<'t, 'm>> {
    let found = scan(text)?;
    let name = text.get(found.len..)?.trim();
    let (_, hit) = find(name, metrics);
    let hit = Hit { exact: false, ..hit? };
    Some(Named { name, hit: Some(hit), nearest: None, value: found.value, marked: false, bare: true, tail: "" })
}

/// Where a name may end: before `:`, `=`, or whatever separates it from a number.
fn splits(text: &str) -> Vec<(usize, bool)> {
    let mut splits = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let number = c.is_ascii_digit() || matches!(c, '$' | '€' | '£' | '~' | '≈' | '≥' | '≤' | '<' | '>');
        let after = text.get(at + c.len_utf8()..).unwrap_or("").chars().next();
        let time = c == ':' && [before, after].iter().all(|x| x.is_some_and(|x| x.is_ascii_digit()));
        if matches!(c, ':' | '=') && !time {
            splits.push((at, true));
        } else if number && before.is_some_and(|b: char| !is_word(b)) {
            // The sign belongs to the number: «ROMI −8 %», but not «Лиды - 120».
            let signed = text.get(..at).and_then(|t| t.strip_suffix(['-', '−'])).filter(|t| t.ends_with(' '));
            splits.push((signed.map_or(at, str::len), false));
        }
        before = Some(c);
        if splits.len() > 12 {
            break;
        }
    }
    splits
}

/// The number after a name, with everything people put around one.
fn value(text: &str) -> Option<(Scanned, &str)> {
    let mut c = Cursor::new(text);
    c.spaces();
    if !c.rest.starts_with("->") && !c.rest.starts_with("=>") {
        c.run(|x| matches!(x, ':' | '='));
    }
    c.spaces();
    arrow(&mut c);
    loop {
        c.spaces();
        // A dash parts name and number if a space follows it, else it is the number's sign.
        let mut dash = c;
        if dash.eat(|x| matches!(x, '-' | '–' | '—' | '−')).is_some() && dash.spaces() > 0 {
            c = dash;
            continue;
        }
        if c.eat(|x| matches!(x, '≥' | '≤' | '<' | '>' | '=' | '~' | '≈')).is_some() {
            continue;
        }
        let mut ahead = c;
        match ahead.word().as_str() {
            "до" | "от" | "не" | "менее" | "более" | "минимум" | "максимум" | "мин" | "макс" | "примерно" | "около"
            | "min" | "max" | "up" | "to" | "at" | "least" | "most" | "about" | "план" | "цель" | "факт" => {
                c = ahead
            }
            _ => break,
        }
    }
    let mut found = scan_from(&mut c)?;
    // «131 → 133»: the last counts.
    loop {
        let mut ahead = c;
        ahead.spaces();
        if !arrow(&mut ahead) {
            break;
        }
        ahead.spaces();
        let Some(next) = scan_from(&mut ahead) else { break };
        (found, c) = (next, ahead);
    }
    if c.peek().is_some_and(|x| matches!(x, '-' | '–' | '—' | ':')) {
        // 120-130 and 14:30 are no single numbers.
        return None;
    }
    Some((found, c.rest))
}

fn scan_from(c: &mut Cursor<'_>) -> Option<Scanned> {
    let found = scan(c.rest)?;
    c.rest = c.rest.get(found.len..)?;
    Some(found)
}

fn arrow(c: &mut Cursor<'_>) -> bool {
    ["=>", "->", "→", "⇒", "➡\u{fe0f}", "➡"].iter().any(|a| c.eat_str(a))
}

/// What remains of the words after a number once units, comparisons and brackets are gone.
fn tail(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let before = rest;
        rest = rest.trim_start_matches([' ', ',', ';', '.', '!', '·', '|']);
        if let Some(inside) = rest.strip_prefix('(') {
            rest = inside.split_once(')').map_or("", |(_, after)| after);
        }
        let mut c = Cursor::new(rest);
        let against = c.eat(|x| x == '/').is_some() || compares(&c.word());
        if against {
            c.run(|x| matches!(x, ' ' | ':' | '-' | '–' | '—'));
            c.word();
            c.spaces();
            if let Some(found) = scan(c.rest) {
                rest = c.rest.get(found.len..).unwrap_or("");
            }
        }
        if rest == before {
            break;
        }
    }
    // «120 лидов»: one word right after the number is its unit.
    if text.starts_with(' ')
        && rest.len() == text.trim().len()
        && rest.split_whitespace().count() == 1
        && rest.contains(is_letter)
        && !rest.contains('#')
    {
        return "";
    }
    rest
}

/// The metric of this name and how sure that is.
fn find<'m>(name: &str, metrics: &[MetricName<'m>]) -> (f64, Option<Hit<'m>>) {
    let typed = fold(name);
    if typed.is_empty() {
        return (0.0, None);
    }
    let mut best: (f64, Option<Hit<'m>>) = (0.0, None);
    let mut twice = false;
    for metric in metrics {
        let score = alike(&typed, &fold(metric.name)).max(alike(&typed, &fold(metric.key)));
        if score > best.0 {
            best = (score, Some(Hit { key: metric.key, exact: score >= 1.0 }));
            twice = false;
        } else if score == best.0 && best.1.is_some_and(|hit| hit.key != metric.key) {
            twice = true;
        }
    }
    if best.0 < SURE || twice { (0.0, None) } else { best }
}

/// Key of the metric whose name is most like this one, if any is.
fn nearest<'m>(name: &str, metrics: &[MetricName<'m>]) -> Option<&'m str> {
    let typed = fold(name);
    let like = |metric: &MetricName<'m>| {
        let by = |other: &str| {
            let other = fold(other);
            let shared = |o: &&str| typed.split(' ').any(|t| t.chars().count() > 3 && word_alike(t, o) > 0.0);
            let (words, known) = (other.split(' ').count(), other.split(' ').filter(shared).count());
            // Sharing a long word is enough to ask; the more of the name is shared, the better.
            let by_words = if known > 0 { PERHAPS + 0.3 * known as f64 / words as f64 } else { 0.0 };
            strsim::normalized_damerau_levenshtein(&typed, &other).max(by_words)
        };
        by(metric.name).max(by(metric.key))
    };
    metrics
        .iter()
        .map(|metric| (like(metric), metric.key))
        .filter(|(score, _)| *score >= PERHAPS)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, key)| key)
}

/// 1 for the same name, less for abbreviations, endings and typos, 0 for another name.
fn alike(typed: &str, name: &str) -> f64 {
    if typed == name {
        return 1.0;
    }
    if typed.replace(' ', "") == name.replace(' ', "") {
        return 0.98;
    }
    let (typed, name): (Vec<&str>, Vec<&str>) = (typed.split(' ').collect(), name.split(' ').collect());
    if typed.len() > name.len() {
        return 0.0;
    }
    let words = |name: &[&str]| typed.iter().zip(name).map(|(t, n)| word_alike(t, n)).fold(1.0, f64::min);
    let letters: usize = typed.iter().map(|t| t.chars().count()).sum();
    let front = words(&name).min(if typed.len() == name.len() { 0.97 } else { 0.9 });
    // «Конв» for «Конверсия в лид» is fine, «в» is not.
    if typed.len() < name.len() && letters < 3 {
        return 0.0;
    }
    // «Клиенты» for «Новые клиенты»: of words further back whole ones count, and less than those in front.
    let back = name.windows(typed.len()).skip(1).map(words).fold(0.0, f64::max);
    if front < SURE && letters >= 5 && back >= WHOLE { BACK } else { front }
}

fn word_alike(a: &str, b: &str) -> f64 {
    let (m, n) = (a.chars().count(), b.chars().count());
    if a == b {
        return 1.0;
    }
    if a.chars().chain(b.chars()).any(|c| c.is_ascii_digit()) {
        return 0.0;
    }
    if inflected(a, b) {
        return 0.95;
    }
    if m.min(n) >= 3 && (a.starts_with(b) || b.starts_with(a)) {
        return 0.9;
    }
    let typos = strsim::osa_distance(a, b);
    let allowed = match m.min(n) {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    };
    if typos <= allowed { 0.85 } else { 0.0 }
}

/// The same stem with two Russian or English endings.
fn inflected(a: &str, b: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "а", "я", "ы", "и", "у", "ю", "е", "о", "й", "ь", "ов", "ев", "ей", "ам", "ям", "ах", "ях", "ом", "ем",
        "ой", "ою", "ие", "ия", "ий", "ок", "ек", "ые", "ый", "ых", "s", "es",
    ];
    let shared: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let stem = a.get(..shared).unwrap_or("").chars().count();
    let (Some(a), Some(b)) = (a.get(shared..), b.get(shared..)) else { return false };
    stem >= 3 && ENDINGS.contains(&a) && ENDINGS.contains(&b)
}

fn compares_next(text: &str, at: usize) -> bool {
    let mut c = Cursor::new(text.get(at..).unwrap_or(""));
    c.spaces();
    compares(&c.word())
}

/// Words that introduce a number to compare with.
fn compares(word: &str) -> bool {
    matches!(
        word,
        "было"
            | "был"
            | "была"
            | "из"
            | "план"
            | "плана"
            | "плане"
            | "при"
            | "цель"
            | "цели"
            | "факт"
            | "was"
            | "of"
            | "plan"
            | "target"
            | "from"
            | "vs"
            | "against"
    )
}

/// Whether this is the metric's own name.
pub(super) fn is_name(name: &str, metrics: &[MetricName<'_>]) -> bool {
    find(name, metrics).1.is_some_and(|hit| hit.exact)
}

/// «Лиды 120, Трафик 15 000»: the parts, if there are several and every one has a name and a number.
pub(super) fn list(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let after = text.get(at + c.len_utf8()..).unwrap_or("").chars().next();
        let parts_here = match c {
            ';' | '|' | '·' => true,
            ',' => after.is_none_or(|x| !x.is_ascii_digit()) && !compares_next(text, at + 1),
            _ => false,
        };
        if parts_here && depth == 0 {
            parts.push(text.get(start..at).unwrap_or("").trim());
            start = at + c.len_utf8();
        }
    }
    parts.push(text.get(start..).unwrap_or("").trim());
    parts.retain(|part| !part.is_empty());
    parts
}
