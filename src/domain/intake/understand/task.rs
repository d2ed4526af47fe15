//! One task taken apart: what is to be done, what will be there, how long it takes, which goal it serves.

use crate::domain::intake::letter::{is_letter, is_word};
use crate::domain::intake::task::goal;
use crate::domain::intake::understand::hours::{Clock, Found, Time};
use crate::domain::intake::understand::markup::{is_picture, without_pictures};
use crate::domain::intake::understand::token::{Token, tokens};
use crate::domain::intake::understand::vocabulary::Phrases;

/// A task as its words say it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) deliverable: Option<String>,
    pub(super) time: Option<Time>,
    pub(super) goal: Option<String>,
    /// An arrow or «результат» stood there.
    pub(super) strong: bool,
    /// It is there already: «(сделал)», «— готова».
    pub(super) finished: bool,
}

impl Draft {
    pub(super) fn has_words(&self) -> bool {
        self.title.chars().any(is_letter)
    }
}

const ARROWS: &[&[&str]] =
    &[&["==>", "=>", "⇒", "＝>"], &["-->", "->", "–>", "—>", "→", "⟶", "➔", "➜", "➡\u{fe0f}", "➡"]];

/// A range without a unit means hours up to so many.
const LONG_TASK: u32 = 12;

/// Takes the words of one task apart.
pub(super) fn draft(text: &str, clock: &Clock<'_>) -> Draft {
    let mut draft = Draft::default();
    let text = take_goal(text, &mut draft);
    let (mut left, mut right) = match arrow(&text).or_else(|| labelled(&text, clock)) {
        Some((left, right)) => {
            draft.strong = true;
            (left, Some(right))
        }
        None => (text, None),
    };
    if let Some(product) = &mut right {
        take_time(product, &mut draft, clock);
    }
    take_time(&mut left, &mut draft, clock);
    if right.is_none()
        && let Some((title, product)) = dash(&left)
    {
        if states(&product, clock) {
            (left, draft.finished) = (title, true);
        } else {
            (left, right) = (title, Some(product));
        }
    }
    if let Some(title) = bracketed_state(&left, clock) {
        (left, draft.finished) = (title, true);
    }
    draft.title = tidy(&left);
    draft.deliverable = right.map(|right| tidy(&right)).filter(|right| right.chars().any(is_word));
    draft
}

/// «#вебинары» at either end is the goal; in the middle its word stays.
fn take_goal(text: &str, draft: &mut Draft) -> String {
    if !text.contains('#') {
        return text.to_owned();
    }
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    while words.len() > 1 && draft.goal.is_none() {
        let Some(found) = words.last().and_then(|word| goal(word)) else { break };
        draft.goal = Some(found);
        words.pop();
    }
    while words.len() > 1 {
        let Some(found) = words.first().and_then(|word| goal(word)) else { break };
        draft.goal.get_or_insert(found);
        words.remove(0);
    }
    let mut kept = Vec::new();
    for word in words {
        match goal(&word).filter(|_| draft.goal.is_none()) {
            Some(found) => {
                kept.push(found.clone());
                draft.goal = Some(found);
            }
            None => kept.push(word),
        }
    }
    // A goal between the end product and the hours leaves no words.
    kept.join(" ")
}

/// The words before and behind an arrow; «А → Б => готово» ends in «готово».
pub(super) fn arrow(text: &str) -> Option<(String, String)> {
    for class in ARROWS {
        let first = class
            .iter()
            .filter_map(|sign| Some((text.find(sign)?, sign.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len));
        if let Some((at, len)) = first {
            return Some((text.get(..at)?.trim().to_owned(), text.get(at + len..)?.trim().to_owned()));
        }
    }
    None
}

/// «(результат: подпись)», «. Итог: опубликован. 4 ч», "done when: …".
fn labelled(text: &str, clock: &Clock<'_>) -> Option<(String, String)> {
    let found = tokens(text);
    for at in 1..found.len() {
        let rest = found.get(at..)?;
        let Some(used) = clock.words.result_label.begin(rest) else { continue };
        let (Some(before), Some(colon)) = (found.get(at - 1), rest.get(used)) else { continue };
        let opens = before.is_one_of(&['(', '.', ',', ';', '[', '—', '–', '-', '|']);
        let joint = colon.is(':') || before.is('(') && colon.is_dash();
        if !opens || !joint {
            continue;
        }
        let left = text.get(..before.start)?.trim().to_owned();
        let right = text.get(colon.end..)?.trim();
        if left.is_empty() || right.is_empty() {
            continue;
        }
        if before.is('(')
            && let Some((inside, after)) = right.split_once(')')
        {
            return Some((format!("{left} {}", after.trim()), inside.trim().to_owned()));
        }
        return Some((left, right.to_owned()));
    }
    None
}

/// A spaced dash outside quotation marks and brackets, with words on both sides.
fn dash(text: &str) -> Option<(String, String)> {
    [" — ", " – ", " - "].iter().find_map(|sign| {
        text.match_indices(sign).find_map(|(at, _)| {
            let (left, right) = (text.get(..at)?.trim(), text.get(at + sign.len()..)?.trim());
            let open = |from: &[char], to: &[char]| left.matches(from).count() > left.matches(to).count();
            let enclosed = open(&['«', '“', '(', '['], &['»', '”', ')', ']']) || left.matches('"').count() % 2 == 1;
            let numbers =
                left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(|c: char| c.is_ascii_digit());
            let words = left.chars().any(is_letter) && right.chars().any(is_word);
            (!enclosed && !numbers && words).then(|| (left.to_owned(), right.to_owned()))
        })
    })
}

/// «готова», "finished": nothing but that something is there.
fn states(text: &str, clock: &Clock<'_>) -> bool {
    let found = tokens(text);
    clock.words.done.are(&found) || text.starts_with(['✅', '✔', '☑'])
}

/// «Заявка на грант (сделал)», "October report ✅".
fn bracketed_state(text: &str, clock: &Clock<'_>) -> Option<String> {
    let trimmed = text.trim_end();
    for sign in ["✅", "✔\u{fe0f}", "✔", "☑\u{fe0f}", "☑"] {
        if let Some(left) = trimmed.strip_suffix(sign) {
            return Some(left.trim_end().to_owned());
        }
    }
    let at = trimmed.rfind('(')?;
    let inside = trimmed.get(at + 1..)?.strip_suffix(')')?;
    (at > 0 && states(inside, clock)).then(|| trimmed.get(..at).unwrap_or("").trim_end().to_owned())
}

fn take_time(text: &mut String, draft: &mut Draft, clock: &Clock<'_>) {
    if draft.time.is_some() {
        return;
    }
    if let Some(spent) = last_hours(text, clock, false) {
        draft.time = Some(spent.time);
        *text = without(text, spent.start, spent.end);
    } else if let Some((title, time)) = bare_range(text) {
        draft.time = Some(time);
        *text = title;
    }
}

/// «Созвон с Альфой 3-4»: hours, no doubt, but which?
fn bare_range(text: &str) -> Option<(String, Time)> {
    let (title, range) = text.trim_end().rsplit_once(' ')?;
    let (low, high) = range.split_once(['-', '–'])?;
    let (low, high): (u32, u32) = (low.parse().ok()?, high.parse().ok()?);
    let hours = 0 < low && low < high && high <= LONG_TASK && title.chars().any(is_word);
    hours.then(|| (title.to_owned(), Time::Between(low * 60, high * 60)))
}

/// Hours in a text with what belongs to them, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spent {
    pub(super) time: Time,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The last hours of a text. `spent`: «за 5 часов» says how long something takes.
pub(super) fn last_hours(text: &str, clock: &Clock<'_>, spent: bool) -> Option<Spent> {
    all_hours(text, clock, spent).pop()
}

/// All hours of a text from left to right, with the words and marks around them that say nothing else.
pub(super) fn all_hours(text: &str, clock: &Clock<'_>, spent: bool) -> Vec<Spent> {
    let found = tokens(text);
    let mut all = Vec::new();
    let (mut at, mut quoted) = (0, false);
    let mut free = 0;
    while let Some(token) = found.get(at) {
        match token.kind {
            crate::domain::intake::understand::token::Kind::Mark('«' | '“') => quoted = true,
            crate::domain::intake::understand::token::Kind::Mark('»' | '”') => quoted = false,
            _ => {}
        }
        let hit =
            (!quoted).then(|| clock.at(text, &found, at)).flatten().filter(|hit| counts(&found, hit, clock, spent));
        match hit {
            Some(hit) => {
                let (time, first, end) = around(&found, &hit, free, clock);
                let start = found.get(first).map_or(0, |t| t.start);
                let stop = found.get(end.saturating_sub(1)).map_or(text.len(), |t| t.end);
                all.push(Spent { time, start, end: stop });
                (at, free) = (end.max(at + 1), end);
            }
            None => at += 1,
        }
    }
    all
}

/// Whether a duration says how long the task takes.
fn counts(tokens: &[Token], hit: &Found, clock: &Clock<'_>, spent: bool) -> bool {
    let before = hit.first.checked_sub(1).and_then(|at| tokens.get(at));
    let glued = before.is_some_and(|t| {
        t.end == tokens.get(hit.first).map_or(0, |t| t.start)
            && (t.is_digits()
                || t.is_one_of(&['.', ',', ':'])
                    && hit.first > 1
                    && tokens.get(hit.first - 2).is_some_and(Token::is_digits))
    });
    let blocked = (1..=2usize).any(|n| {
        hit.first
            .checked_sub(n)
            .and_then(|from| tokens.get(from..hit.first))
            .is_some_and(|words| clock.words.hours_not.begin(words) == Some(n))
    });
    // "goods in 4h": the short form at the end of a line is an estimate.
    let short = before.is_some_and(|t| t.lower == "in")
        && tokens.get(hit.end - 1).is_some_and(|t| t.lower == "h")
        && hit.end == tokens.len();
    let takes = short || spent && before.is_some_and(|t| matches!(t.lower.as_str(), "за" | "in" | "до" | "to"));
    if glued || blocked && !takes && clock.words.a_day.begin(tokens.get(hit.end..).unwrap_or_default()).is_none() {
        return false;
    }
    let after = tokens.get(hit.end..).unwrap_or_default();
    let ends = after.iter().all(|t| !t.is_word() && !t.is_digits()) || tail(after, clock) == after.len();
    let parted = after.first().is_some_and(|t| t.is_one_of(&[',', ';', ')', '.', '(', '|']));
    let ago = after
        .first()
        .is_some_and(|t| matches!(t.lower.as_str(), "назад" | "ago" | "дня" | "ночи" | "утра" | "вечера" | "пик"));
    let goes_on = clock.words.then.begin(after).is_some() || clock.words.filler.begin(after).is_some();
    let compared = clock.words.more.begin(after).is_some() || clock.words.less.begin(after).is_some();
    let daily = clock.words.a_day.begin(after).is_some();
    let moment = matches!(hit.time, Time::Exact(minutes) if minutes < 3);
    !ago && !moment
        && (daily || compared || hit.sure && !hit.days || ends || parted || goes_on || tail(after, clock) > 0)
}

/// The tokens of duration with «по», «× 4», brackets and fillers on both sides.
fn around(tokens: &[Token], hit: &Found, free: usize, clock: &Clock<'_>) -> (Time, usize, usize) {
    let (mut first, mut end, mut time) = (hit.first, hit.end, hit.time);
    let words = clock.words;
    let rest = |at: usize| tokens.get(at..).filter(|rest| !rest.is_empty());
    // «2ч x 4», "1.5h each", «по 30 мин», "2 calls x 30 min", «в день».
    let times = |t: &Token| t.is_one_of(&['*', '×', '✕', 'x']) || matches!(t.lower.as_str(), "x" | "х");
    if let (Some(sign), Some(count)) = (tokens.get(end), tokens.get(end + 1))
        && times(sign)
        && count.is_digits()
    {
        time = multiplied(time, count.lower.parse().ok());
        end += 2;
    } else if let Some(used) = rest(end).and_then(|rest| words.a_day.begin(rest)) {
        time = each(time);
        end += used;
        first -= usize::from(first > free && tokens.get(first - 1).is_some_and(|t| t.lower == "по"));
    } else if let Some(used) = rest(end).and_then(|rest| words.each.begin(rest)) {
        time = multiplied(time, count_before(tokens, free, first, clock));
        end += used;
    } else if first > free && tokens.get(first - 1).is_some_and(|t| t.lower == "по" || times(t)) {
        first -= 1;
        time = multiplied(time, count_before(tokens, free, first, clock));
    }
    let end = end + rest(end).map_or(0, |rest| tail(rest, clock));
    while first > free {
        let filler = (1..=3usize).rev().find(|n| {
            first
                .checked_sub(*n)
                .filter(|from| *from >= free)
                .and_then(|from| tokens.get(from..first))
                .is_some_and(|part| words.hours_filler.begin(part) == Some(*n))
        });
        let mark = tokens
            .get(first - 1)
            .is_some_and(|t| t.is_one_of(&['~', '≈', '-', '–', '—', ':', ',', ';', '|', '=', '/', '+']));
        match filler {
            Some(used) => first -= used,
            None if mark => first -= 1,
            None => break,
        }
    }
    let opened = first > free && tokens.get(first - 1).is_some_and(|t| t.is_one_of(&['(', '[']));
    let closed = tokens.get(end).is_some_and(|t| t.is_one_of(&[')', ']']));
    if opened && closed { (time, first - 1, end + 1) } else { (time, first, end) }
}

/// How many tokens of «осталось», "or so" follow.
fn tail(tokens: &[Token], clock: &Clock<'_>) -> usize {
    let mut used = 0;
    while let Some(more) =
        tokens.get(used..).filter(|rest| !rest.is_empty()).and_then(|rest| clock.words.hours_tail.begin(rest))
    {
        used += more;
    }
    used
}

fn each(time: Time) -> Time {
    match time {
        Time::Exact(minutes) => Time::Each(minutes),
        other => other,
    }
}

fn multiplied(time: Time, count: Option<u32>) -> Time {
    match (time, count) {
        (Time::Exact(minutes), Some(count)) if (1..=60).contains(&count) => Time::Exact(minutes.saturating_mul(count)),
        (Time::Exact(minutes), _) => Time::Each(minutes),
        (other, _) => other,
    }
}

/// The one number before the hours that says how many: «3 статьи по 2ч».
fn count_before(tokens: &[Token], free: usize, first: usize, clock: &Clock<'_>) -> Option<u32> {
    let mut counts = tokens.get(free..first)?.iter().filter_map(|token| {
        if token.is_digits() {
            token.lower.parse::<u32>().ok()
        } else {
            clock.words.numerals.number::<u32>(&token.lower)
        }
    });
    let count = counts.next()?;
    counts.next().is_none().then_some(count)
}

/// The text without a part of it.
pub(super) fn without(text: &str, start: usize, end: usize) -> String {
    let left = text.get(..start).unwrap_or("").trim_end();
    let right = text.get(end..).unwrap_or("").trim_start();
    let right =
        right.strip_prefix('.').filter(|_| left.is_empty() || left.ends_with(['.', ','])).unwrap_or(right).trim_start();
    let glue =
        if left.is_empty() || right.is_empty() || right.starts_with([',', '.', ';', ')', ':']) { "" } else { " " };
    format!("{left}{glue}{right}")
}

/// The words without joints, pictures and empty brackets at their ends.
pub(super) fn tidy(text: &str) -> String {
    // What is left of an arrow goes, the end of a word in angle brackets stays.
    let text = ["=>", "->", " >"].iter().fold(text.trim_end(), |text, arrow| text.strip_suffix(arrow).unwrap_or(text));
    let mut out = text.replace("()", " ").replace("( )", " ").replace("[]", " ");
    out =
        out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace("( ", "(").replace(", )", ")");
    loop {
        let trimmed = without_pictures(&out)
            .trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|' | '=' | '~' | '≈' | '·' | '-' | '–' | '—' | '/')
            })
            .trim_start_matches('>')
            .trim_end_matches(['.', '(', '['])
            .trim_start_matches(['.', ')', ']', '+']);
        let trimmed = trimmed
            .strip_suffix(')')
            .filter(|_| trimmed.matches(')').count() > trimmed.matches('(').count())
            .unwrap_or(trimmed);
        if trimmed.len() == out.len() {
            break;
        }
        out = trimmed.to_owned();
    }
    // Pictures between words go, too, where they stand by themselves.
    out.split(' ').filter(|word| word.is_empty() || !word.chars().all(is_picture)).collect::<Vec<_>>().join(" ")
}

/// The tokens of a text without some phrases at its beginning and the bytes of what follows.
pub(super) fn without_lead<'t>(text: &'t str, phrases: &[&Phrases]) -> &'t str {
    let found = tokens(text);
    let mut at = 0;
    loop {
        let marks = found
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|t| t.is_one_of(&[',', ':', ';', '.', '…', '!', '-', '–', '—']))
            .count();
        let rest = found.get(at + marks..).unwrap_or_default();
        match phrases.iter().filter_map(|list| list.begin(rest)).max() {
            Some(used) if used > 0 => at += marks + used,
            _ => break,
        }
    }
    let marks = found
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|t| at > 0 && t.is_one_of(&[',', ':', ';', '.', '…', '!', '-', '–', '—']))
        .count();
    match found.get(at + marks) {
        Some(token) => text.get(token.start..).unwrap_or(""),
        None if at == 0 => text,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::intake::understand::vocabulary::Vocabulary;

    fn show(text: &str) -> String {
        let clock = Clock { words: Vocabulary::shipped(), day: 480 };
        let found = draft(text, &clock);
        let time = found.time.map(|time| match time {
            Time::Exact(minutes) => format!(" ~{minutes}"),
            other => format!(" ~{other:?}"),
        });
        let product = found.deliverable.map(|product| format!(" => {product}"));
        format!("{}{}{}", found.title, product.unwrap_or_default(), time.unwrap_or_default())
    }

    #[test]
    fn tasks_are_taken_apart() {
        let cases = [
            ("Лендинг => страница открыта ~ 6ч", "Лендинг => страница открыта ~360"),
            ("Созвон 1ч => протокол ~ 2ч", "Созвон 1ч => протокол ~120"),
            ("Вебинар (5 ч) с Альфой", "Вебинар с Альфой ~300"),
            ("5ч — вебинар", "вебинар ~300"),
            ("КП «Меридиану» 2ч (дедлайн вт)", "КП «Меридиану» (дедлайн вт) ~120"),
            ("Паспорт объекта 5ч, сдать 2.12 до 15:00", "Паспорт объекта, сдать 2.12 до 15:00 ~300"),
            ("Тест новой кассы к пятнице 3ч", "Тест новой кассы к пятнице ~180"),
            ("Отчёт 6ч до среды", "Отчёт до среды ~360"),
            ("Запись подкаста в 16:00, займёт часа полтора", "Запись подкаста в 16:00 ~90"),
            ("Выпуск в пт к 10:00 30 мин", "Выпуск в пт к 10:00 ~30"),
            ("3 поста по 1,5 ч", "3 поста ~270"),
            ("3 posts, 1.5h each", "3 posts ~270"),
            ("2 calls x 30 min", "2 calls ~60"),
            ("обход точек 2ч x 4", "обход точек ~480"),
            ("Разбор заявок по часу в день", "Разбор заявок ~Each(60)"),
            ("Согласовать смету (результат: подпись Громова), 2ч", "Согласовать смету => подпись Громова ~120"),
            (
                "Регламент отпусков. Итог: опубликован на портале. 4 ч",
                "Регламент отпусков => опубликован на портале ~240",
            ),
            ("отчёт по жалобам, осталось 2ч", "отчёт по жалобам ~120"),
            ("Ответить клиентам за 2 часа", "Ответить клиентам за 2 часа"),
            ("Созвон с Альфой в 15 ч", "Созвон с Альфой в 15 ч"),
            ("14:00 созвон с Альфой", "14:00 созвон с Альфой"),
            ("Снизить ответ => меньше 2 часов", "Снизить ответ => меньше 2 часов"),
            ("Встречи 5 – 7 ноября — протокол", "Встречи 5 – 7 ноября => протокол"),
            ("Пост про столы ⭐ — 2ч", "Пост про столы ~120"),
            ("Созвон 3-4 ч", "Созвон ~Between(180, 240)"),
            ("Отпечатать макет - 2 дня", "Отпечатать макет ~960"),
            ("Conference over 2 days, 6h", "Conference over 2 days ~360"),
        ];
        for (text, expected) in cases {
            assert_eq!(show(text), expected, "{text}");
        }
        let clock = Clock { words: Vocabulary::shipped(), day: 480 };
        assert!(draft("Смета к гранту — готова", &clock).finished && draft("Заявка (сделал)", &clock).finished);
    }
}
