//! One line → the pieces that say one thing each: numbers of metrics, tasks, clauses.

use crate::domain::intake::understand::hours::Clock;
use crate::domain::intake::understand::metric::{Mention, Metrics};
use crate::domain::intake::understand::task::{all_hours, arrow, without_lead};
use crate::domain::intake::understand::token::{Token, slice, tokens};
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// What a line says, number by number and rest by rest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pieces<'t, 'm> {
    pub(super) mentions: Vec<(Mention<'m>, &'t str)>,
    /// What is left around them, in order; without the joints.
    pub(super) rest: Vec<&'t str>,
}

/// Takes the numbers of metrics out of a line. `loose`: words may stand right before and behind them, as in speech.
pub(super) fn numbers<'t, 'm>(text: &'t str, metrics: &Metrics<'m>, clock: &Clock<'_>, loose: bool) -> Pieces<'t, 'm> {
    let found = tokens(text);
    let mut pieces = Pieces { mentions: Vec::new(), rest: Vec::new() };
    let mut from = 0;
    let all = metrics.mentions(text, &found, clock);
    let starts: Vec<usize> = all.iter().map(|mention| mention.first).collect();
    for mention in all {
        if !stands_alone(&found, &mention, from, clock, loose || starts.contains(&mention.end)) {
            continue;
        }
        pieces.rest.push(slice(text, found.get(from..mention.first).unwrap_or_default()));
        pieces.mentions.push((mention, slice(text, found.get(mention.first..mention.end).unwrap_or_default())));
        from = mention.end;
    }
    let tail = found.get(from..).unwrap_or_default();
    let last = tail.first().map_or("", |token| text.get(token.start..).unwrap_or(""));
    pieces.rest.push(last);
    pieces.rest =
        pieces.rest.iter().map(|piece| trim(piece)).filter(|piece| piece.chars().any(char::is_alphanumeric)).collect();
    pieces
}

fn trim(piece: &str) -> &str {
    piece.trim().trim_matches([',', ';', '·', '|', '.', ' ', ':', '—', '–']).trim()
}

/// Whether a metric and its number are said by themselves and not within the words of a task.
fn stands_alone(found: &[Token], mention: &Mention<'_>, from: usize, clock: &Clock<'_>, loose: bool) -> bool {
    let w = clock.words;
    let before = found.get(from..mention.first).unwrap_or_default();
    let start = before.iter().rposition(parts).map_or(0, |at| at + 1);
    let chunk = before.get(start..).unwrap_or_default();
    let lists = [
        &w.filler,
        &w.number_filler,
        &w.correction,
        &w.polite,
        &w.stop,
        &w.okay,
        &w.greeting,
        &w.plan_number,
        &w.actual_number,
        &w.set,
        &w.this_week,
        &w.announce,
    ];
    let passing = |tokens: &[Token]| Vocabulary::consists(tokens, &lists);
    // «… лидов было сто четыре» at the end of what was dictated.
    let spoken = loose && mention.worded && !mention.marked && mention.end == found.len();
    if !passing(chunk) && !spoken {
        return false;
    }
    let rest = found.get(mention.end..).unwrap_or_default();
    let end = rest.iter().position(parts).unwrap_or(rest.len());
    let chunk = rest.get(..end).unwrap_or_default();
    let Some(next) = chunk.first() else { return true };
    if next.is_one_of(&['-', '–', '—', '(', '!', '=']) && !rest.get(1).is_some_and(|t| t.is('>')) {
        return true;
    }
    let follows = [&w.filler, &w.thanks, &w.correction, &w.compared, &w.then, &w.polite]
        .iter()
        .any(|list| list.begin(chunk).is_some());
    let said_only = passing(chunk) || mention.marked && mention.worded;
    said_only
        || follows && !next.is_one_of(&['=', '-'])
        || loose && !next.is_one_of(&['=', '-', '→'])
        || !next.is_word() && !next.is_digits() && !next.is_one_of(&['=', '-', '→', '~', '«', '"', '#'])
}

/// Marks that part what is said.
fn parts(token: &Token) -> bool {
    token.is_one_of(&[',', ';', '.', '·', '|', '!', '•'])
}

/// The tasks of one line: «1) … 2) …», «…; …», «лендинг 6ч, вебинар 5ч», dictated ones. `announced`: a heading or «планирую» says that these
/// are tasks, so that commas alone part them.
pub(super) fn tasks(text: &str, clock: &Clock<'_>, announced: bool) -> Vec<String> {
    if let Some(parts) = numbered(text) {
        return parts;
    }
    let parts = outside(text, &[';']);
    let said = parts.iter().filter(|part| !all_hours(part, clock, false).is_empty() || arrow(part).is_some()).count();
    if parts.len() > 1 && (said > 1 || announced || said * 2 >= parts.len()) {
        return parts.iter().flat_map(|part| tasks(part, clock, announced)).collect();
    }
    if arrow(text).is_some() {
        return vec![text.to_owned()];
    }
    let spans = all_hours(text, clock, false);
    let tail = spans.last().map_or("", |span| text.get(span.end..).unwrap_or("").trim_start_matches([',', ' ']));
    if spans.len() > 1 || spans.len() == 1 && joins(tail) && is_action(tail, clock) {
        return by_hours(text, &spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>(), clock);
    }
    let commas = outside(text, &[',']);
    if announced && commas.len() > 1 && lists(&commas, clock) {
        let last = commas.len() - 1;
        let split = |(n, part): (usize, String)| and_then(&part, clock, n == last);
        return commas.into_iter().enumerate().flat_map(split).collect();
    }
    vec![text.to_owned()]
}

/// Whether commas part several tasks and not the words of one.
fn lists(parts: &[String], clock: &Clock<'_>) -> bool {
    let acts = parts.iter().filter(|part| is_action(part, clock)).count();
    let short = parts.iter().all(|part| part.split_whitespace().count() <= 6);
    let plain =
        parts.iter().all(|part| !part.starts_with("чтобы") && !part.starts_with("котор") && !part.starts_with("which"));
    plain && (acts == parts.len() || acts > 1 || acts == 0 && short || parts.len() > 2 && short)
}

/// «…, вебинар и отчёт»: the last two of a list.
fn short(part: &str) -> bool {
    part.split_whitespace().count() <= 2
}

/// «… и собрать отзывы»: an action behind «и» is another task.
fn and_then(part: &str, clock: &Clock<'_>, last: bool) -> Vec<String> {
    for and in [" и ", " and "] {
        if let Some((first, second)) = part.split_once(and)
            && (is_action(second, clock) && is_action(first, clock) || last && short(first) && short(second))
        {
            return vec![first.to_owned(), second.to_owned()];
        }
    }
    vec![part.to_owned()]
}

/// Whether the words begin with an action: a Russian infinitive, an English verb of work, or a word that names one.
pub(super) fn is_action(text: &str, clock: &Clock<'_>) -> bool {
    let bare = without_lead(text, &[&clock.words.filler]);
    let found = tokens(bare);
    let Some(first) = found.first().filter(|t| t.is_word()) else { return false };
    is_infinitive(&first.lower) || clock.words.action.begin(&found).is_some()
}

pub(super) fn is_infinitive(word: &str) -> bool {
    word.chars().count() >= 4
        && ["ть", "ти", "чь", "ться", "тись", "чься"].iter().any(|end| word.ends_with(end))
        && ![
            "сеть",
            "путь",
            "часть",
            "есть",
            "мать",
            "честь",
            "треть",
            "четверть",
            "область",
            "печать",
            "почти",
            "новости",
            "отчасти",
            "сути",
            "дочь",
            "речь",
            "помощь",
            "ночь",
            "память",
            "плоть",
            "хоть",
            "опять",
            "пять",
            "девять",
            "десять",
            "шесть",
            "пусть",
            "дети",
            "сети",
            "части",
            "две трети",
            "площадь",
            "кровать",
            "стоимость",
            "скорость",
            "новость",
            "возможность",
        ]
        .contains(&word)
        && !word.ends_with("ость")
        && !word.ends_with("ности")
}

/// «1) прайс 2) фото», «1 - прайс, 2 - фото».
fn numbered(text: &str) -> Option<Vec<String>> {
    let found = tokens(text);
    let mut starts = Vec::new();
    let mut wanted = None;
    for (at, token) in found.iter().enumerate() {
        let number: Option<u32> = token.is_digits().then(|| token.lower.parse().ok()).flatten().filter(|n| *n < 30);
        let Some(number) = number else { continue };
        let joint = found.get(at + 1).filter(|t| t.is_one_of(&[')', '.', '-', '–', '—', ':']));
        let close = joint.is_some_and(|t| t.is_dash() || t.start == token.end)
            && found.get(at + 2).is_some_and(|t| t.is_word() || t.is_one_of(&['«', '"']));
        let decimal = joint.is_some_and(|t| t.is('.') && found.get(at + 2).is_some_and(|n| n.start == t.end));
        if !close
            || decimal
            || wanted.is_some_and(|wanted| wanted != number)
            || wanted.is_none() && (number > 2 || number == 2 && at < 2)
        {
            continue;
        }
        starts.push((token.start, found.get(at + 2).map_or(token.end, |t| t.start)));
        wanted = Some(number + 1);
    }
    // The bullet of the first is off already.
    let second = starts.first().is_some_and(|(start, _)| *start > 0);
    if starts.len() < 2
        && !(second && found.first().is_some_and(|t| t.is_word()) && text.get(starts.first()?.0..)?.starts_with('2'))
    {
        return None;
    }
    let mut parts = Vec::new();
    if second {
        parts.push(text.get(..starts.first()?.0)?.to_owned());
    }
    for (n, (_, from)) in starts.iter().enumerate() {
        let to = starts.get(n + 1).map_or(text.len(), |(next, _)| *next);
        parts.push(text.get(*from..to)?.to_owned());
    }
    let parts: Vec<String> = parts.iter().map(|part| trim(part).to_owned()).filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then_some(parts)
}

/// The text parted by marks that stand outside of quotation marks and brackets and not between digits.
pub(super) fn outside(text: &str, marks: &[char]) -> Vec<String> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '«' | '(' | '[' | '“' => depth += 1,
            '»' | ')' | ']' | '”' => depth = (depth - 1).max(0),
            _ => {}
        }
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let decimal = before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
        if depth == 0 && marks.contains(&c) && !decimal {
            parts.push(text.get(start..at).unwrap_or("").trim().to_owned());
            start = at + c.len_utf8();
        }
        before = c;
    }
    parts.push(text.get(start..).unwrap_or("").trim().to_owned());
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    parts
}

/// «и …», "and …": another task, not more words of the last.
fn joins(tail: &str) -> bool {
    let first = tokens(tail).into_iter().next();
    first.is_some_and(|t| matches!(t.lower.as_str(), "и" | "and" | "а" | "потом" | "then" | "плюс" | "plus"))
}

/// One task for each duration: its words stand before it, or behind it where the line begins with hours.
fn by_hours(text: &str, spans: &[(usize, usize)], clock: &Clock<'_>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let front =
        spans.first().is_some_and(|(start, _)| !text.get(..*start).unwrap_or("").chars().any(char::is_alphabetic));
    let mut from = 0;
    for (n, (start, end)) in spans.iter().enumerate() {
        let to = if front { spans.get(n + 1).map_or(text.len(), |(next, _)| *next) } else { *end };
        let from = if front { *start } else { std::mem::replace(&mut from, *end) };
        let part = text.get(from..to).unwrap_or("");
        // A bracket that closes behind the hours belongs to them.
        parts.push(trim(part.trim_start_matches([')', ' '])).to_owned());
    }
    if front {
        return parts;
    }
    let tail = trim(text.get(from..).unwrap_or("").trim_start_matches([')', ']'])).to_owned();
    if tail.chars().any(char::is_alphabetic) {
        match outside(&tail, &[',', ';']).as_slice() {
            // «… 5ч, сдать до среды» goes on with the last one.
            [_] if !text.get(from..).unwrap_or("").trim_start().starts_with([',', ';'])
                && !is_action(&tail, clock)
                && !joins(&tail) =>
            {
                if let Some(last) = parts.last_mut() {
                    *last = format!("{last} {tail}");
                }
            }
            several => {
                let bare = without_lead(&tail, &[&clock.words.filler, &clock.words.hours_filler]).to_owned();
                let next = tokens(&bare);
                let number_only = next.len() <= 2 && next.iter().all(Token::is_digits);
                if number_only {
                    parts.extend(several.iter().cloned())
                } else {
                    parts.extend(several.iter().map(|part| trim(part).to_owned()))
                }
            }
        }
    }
    // Several durations may belong to one task: «съёмка 2ч + монтаж».
    parts.retain(|part| part.chars().any(char::is_alphabetic));
    parts
}
