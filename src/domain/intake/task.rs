//! One line about one task: title, arrow, end product, hours, goal.

use crate::domain::intake::duration::{Found, Time, scan};
use crate::domain::intake::letter::{is_letter, is_word};
use crate::domain::intake::line::{fold, has_letter};
use crate::domain::intake::{PlanWhat, TaskChange, TaskText, Why};

/// A task line taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Body {
    pub(super) title: String,
    pub(super) deliverable: Option<String>,
    pub(super) time: Option<Time>,
    pub(super) goal: Option<String>,
    /// `=>`, `->` or `→` stood there.
    pub(super) strong_arrow: bool,
    /// Any arrow stood there, dashes included.
    pub(super) arrow: bool,
}

impl Body {
    /// Nothing but hours, an end product or a goal.
    pub(super) fn only_fields(&self) -> bool {
        self.title.is_empty() && (self.deliverable.is_some() || self.time.is_some() || self.goal.is_some())
    }

    /// The new task, or why there is none.
    pub(super) fn task(self) -> Meaning {
        if !self.title.chars().any(is_word) {
            return Meaning::Unclear(Why::NoTitle, None);
        }
        let task = TaskText { title: self.title, deliverable: self.deliverable, minutes: None, goal: self.goal };
        if let Some(why) = too_long(&task.title) {
            return Meaning::Unclear(why, None);
        }
        match self.time.map(Time::estimate).transpose() {
            Ok(minutes) => Meaning::Clear(PlanWhat::Task(TaskText { minutes, ..task })),
            Err(why) => Meaning::Unclear(why, Some(PlanWhat::Task(task))),
        }
    }

    /// The change of task `number`, or why there is none.
    pub(super) fn change(self, number: u32) -> Meaning {
        if let Some(why) = too_long(&self.title) {
            return Meaning::Unclear(why, None);
        }
        let title = Some(self.title).filter(|title| !title.is_empty());
        let change = TaskChange { title, deliverable: self.deliverable, minutes: None, goal: self.goal };
        match self.time.map(Time::estimate).transpose() {
            Ok(minutes) => Meaning::Clear(PlanWhat::Change { number, change: TaskChange { minutes, ..change } }),
            Err(why) => Meaning::Unclear(why, Some(PlanWhat::Change { number, change })),
        }
    }
}

/// What a line means, or why that is unclear and what it would mean once that is answered.
#[derive(Debug)]
pub(super) enum Meaning {
    Clear(PlanWhat),
    Unclear(Why, Option<PlanWhat>),
}

fn too_long(title: &str) -> Option<Why> {
    let chars = title.chars().count();
    (chars > 300).then_some(Why::TitleTooLong { chars })
}

/// Takes a cleaned line without its bullet apart.
pub(super) fn body(text: &str) -> Body {
    let mut body = Body::default();
    let (left, right) = match split_arrow(text) {
        Some((left, right, strong)) => {
            (body.arrow, body.strong_arrow) = (true, strong);
            (left, Some(right))
        }
        None => (text, None),
    };
    let (mut left, mut right) = (left.trim().to_owned(), right.map(|right| right.trim().to_owned()));
    if let Some(right) = &mut right {
        peel_end(right, &mut body);
    }
    peel_end(&mut left, &mut body);
    for segment in right.iter_mut().chain([&mut left]) {
        peel_start(segment, &mut body);
        peel_middle(segment, &mut body);
    }
    if body.time.is_none() {
        let last = right.as_mut().filter(|right| !right.is_empty()).unwrap_or(&mut left);
        body.time = peel_bare_range(last);
    }
    body.title = left;
    body.deliverable = right.filter(|right| right.chars().any(is_word));
    body
}

/// Whether an arrow (not a mere dash) stands at the start, and what follows it.
pub(super) fn after_arrow(text: &str) -> Option<&str> {
    STRONG.iter().flat_map(|class| class.iter()).find_map(|arrow| text.strip_prefix(arrow)).map(str::trim)
}

/// Strong arrows by precedence: «А → Б => готово» ends in «готово».
const STRONG: &[&[&str]] =
    &[&["==>", "=>", "⇒", "＝>"], &["-->", "->", "–>", "—>", "→", "⟶", "➔", "➜", "➡\u{fe0f}", "➡"]];

fn split_arrow(text: &str) -> Option<(&str, &str, bool)> {
    for class in STRONG {
        let first = class
            .iter()
            .filter_map(|arrow| Some((text.find(arrow)?, arrow.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len));
        if let Some((at, len)) = first {
            return Some((text.get(..at)?, text.get(at + len..)?, true));
        }
    }
    [" — ", " – "].iter().find_map(|dash| split_dash(text, dash)).map(|(left, right)| (left, right, false))
}

/// A spaced dash outside quotation marks and brackets and not between two numbers.
fn split_dash<'t>(text: &'t str, dash: &str) -> Option<(&'t str, &'t str)> {
    text.match_indices(dash).find_map(|(at, _)| {
        let (left, right) = (text.get(..at)?, text.get(at + dash.len()..)?);
        let open = |from: &[char], to: &[char]| left.matches(from).count() > left.matches(to).count();
        let enclosed = open(&['«', '“', '('], &['»', '”', ')']) || left.matches('"').count() % 2 == 1;
        let hours_first = scan(left.trim()).is_some_and(|found| found.unit && found.len == left.trim().len());
        let numbers = left.ends_with(|c: char| c.is_ascii_digit()) && right.starts_with(|c: char| c.is_ascii_digit());
        (!enclosed && !numbers && !hours_first && has_letter(left) && has_letter(right)).then_some((left, right))
    })
}

/// Takes hours and goals off the end of a segment.
fn peel_end(segment: &mut String, body: &mut Body) {
    for _ in 0..4 {
        if let Some((rest, goal)) = trailing_goal(segment).filter(|_| body.goal.is_none()) {
            body.goal = Some(goal);
            *segment = rest;
        } else if let Some((rest, found)) = trailing_time(segment).filter(|_| body.time.is_none()) {
            body.time = Some(found.time);
            *segment = rest;
        } else {
            break;
        }
    }
}

fn trailing_goal(segment: &str) -> Option<(String, String)> {
    let trimmed = segment.trim_end_matches([' ', ',', ';', '.']);
    let at = trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let goal = goal(trimmed.get(at..)?)?;
    Some((trim_joint(trimmed.get(..at)?), goal))
}

/// The goal a word names: «#вебинары», but not «#12».
pub fn goal(word: &str) -> Option<String> {
    let name = word.strip_prefix('#')?;
    let fits = has_letter(name) && name.chars().all(|c| is_word(c) || matches!(c, '_' | '-' | '.'));
    fits.then(|| name.trim_end_matches(['.', '-']).to_owned())
}

fn trailing_time(segment: &str) -> Option<(String, Found)> {
    let trimmed = segment.trim_end_matches([' ', ',', ';', '.', '!']);
    let (text, bracketed) = match trimmed.strip_suffix([')', ']']) {
        Some(text) => (text, true),
        None => (trimmed, false),
    };
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let starts = match before {
            '(' | '[' => true,
            _ if bracketed => false,
            ' ' | ';' | '|' | '/' | '-' | '–' | '—' => true,
            ',' | ':' | '.' => !c.is_ascii_digit() || !digit_before(text, at),
            _ => matches!(c, '~' | '≈'),
        };
        before = c;
        if !starts || !(c.is_ascii_digit() || matches!(c, '~' | '≈' | '∼' | '～') || is_letter(c)) {
            continue;
        }
        let Some(found) = scan(text.get(at..)?).filter(|found| found.tilde || found.unit) else { continue };
        let (left, rest) = (text.get(..at)?, text.get(at + found.len..)?);
        if rest.trim_matches([' ', '.']).is_empty() && (found.tilde || bracketed || !is_part_of_a_phrase(left)) {
            return Some((trim_joint(left), found));
        }
    }
    None
}

fn digit_before(text: &str, at: usize) -> bool {
    text.get(..at).unwrap_or("").chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// «Ответ за 2 часа», «созвон в 15 ч»: the hours belong to the words before them.
fn is_part_of_a_phrase(left: &str) -> bool {
    const WORDS: &str = " за до через менее меньше более больше чем течение течении каждые после спустя в к с со по раз под \
        within under than in every after before at by until per ";
    let dashed = left.trim_end().ends_with(['-', '–', '—', ':', ',', '(', '[']);
    let folded = fold(left);
    let last = folded.rsplit(' ').next().unwrap_or("");
    !dashed && !last.is_empty() && WORDS.contains(&format!(" {last} "))
}

/// «#вебинары Подготовить программу», «2ч — созвон».
fn peel_start(segment: &mut String, body: &mut Body) {
    if body.goal.is_none()
        && let Some((first, rest)) = segment.split_once(' ')
        && let Some(found) = goal(first)
    {
        body.goal = Some(found);
        *segment = rest.trim().to_owned();
    }
    if body.time.is_none()
        && let Some(found) = scan(segment).filter(|found| found.unit)
        && let Some(rest) = segment.get(found.len..)
        && rest.trim_start().starts_with(['-', '–', '—', ':', ',', ';'])
    {
        body.time = Some(found.time);
        *segment = rest.trim_start_matches([' ', '-', '–', '—', ':', ',', ';']).to_owned();
    }
}

/// «Вебинар ~2ч для клиентов», «Созвон (2ч) с Альфой», «подготовить #вебинары к пятнице».
fn peel_middle(segment: &mut String, body: &mut Body) {
    if body.time.is_none()
        && let Some((rest, found)) = marked_time(segment)
    {
        body.time = Some(found.time);
        *segment = rest;
    }
    if body.goal.is_none() && segment.contains('#') {
        let word = segment.split_whitespace().find_map(|word| Some((word.to_owned(), goal(word)?)));
        if let Some((word, goal)) = word {
            *segment = segment.replacen(&word, word.trim_start_matches('#'), 1);
            body.goal = Some(goal);
        }
    }
}

/// Hours after `~` or in brackets, wherever they stand; the last of them.
fn marked_time(segment: &str) -> Option<(String, Found)> {
    let marked = segment.char_indices().filter(|(_, c)| matches!(c, '~' | '≈' | '(' | '['));
    marked.filter_map(|(at, c)| time_at(segment, at, c)).next_back()
}

fn time_at(segment: &str, at: usize, c: char) -> Option<(String, Found)> {
    let (left, rest) = (segment.get(..at)?, segment.get(at..)?);
    let (found, after) = if matches!(c, '(' | '[') {
        let inside = rest.get(1..)?;
        let found = scan(inside)?;
        let after = inside.get(found.len..)?.trim_start().strip_prefix([')', ']'])?;
        (found, after)
    } else {
        let found = scan(rest)?;
        let after = rest.get(found.len..)?;
        (found, after)
    };
    let whole = found.unit && !after.starts_with(is_word);
    whole.then(|| (format!("{} {}", left.trim_end(), after.trim_start()).trim().to_owned(), found))
}

/// «Созвон с Альфой 3-4»: probably hours, so it is worth a question.
fn peel_bare_range(segment: &mut String) -> Option<Time> {
    let at = segment.rfind(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '—'))?;
    let at = at + segment.get(at..)?.chars().next()?.len_utf8();
    let (left, range) = (segment.get(..at)?, segment.get(at..)?);
    let found = scan(range).filter(|found| found.len == range.len())?;
    let Time::Between(low, high) = found.time else { return None };
    if !left.ends_with(' ') || low >= high || low == 0 || high > 40 * 60 || is_part_of_a_phrase(left) {
        return None;
    }
    let rest = trim_joint(left);
    *segment = rest;
    Some(found.time)
}

/// What is left of a segment without the comma or dash that joined the rest to it.
fn trim_joint(left: &str) -> String {
    left.trim_end_matches([' ', ',', ';', ':', '-', '–', '—', '~', '(', '[', '|']).to_owned()
}

/// The hours at the end of a text (or marked in its middle) and the text without them; no other field is looked for.
pub(super) fn time_off(text: &str) -> (Option<Time>, String) {
    match trailing_time(text).or_else(|| marked_time(text)) {
        Some((rest, found)) => (Some(found.time), rest),
        None => (None, text.to_owned()),
    }
}
