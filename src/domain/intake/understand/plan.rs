//! The lines of a plan → targets and tasks, each with what speaks for it.

use crate::domain::intake::TaskText;
use crate::domain::intake::letter::is_letter;
use crate::domain::intake::understand::hours::{Clock, Time};
use crate::domain::intake::understand::metric::Metrics;
use crate::domain::intake::understand::row::{Bullet, Joint};
use crate::domain::intake::understand::section::{Line, Section};
use crate::domain::intake::understand::split::{Pieces, is_action, numbers, tasks};
use crate::domain::intake::understand::task::{Draft, arrow, draft, tidy, without_lead};
use crate::domain::intake::understand::token::{Token, tokens};
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// What speaks for words being a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// Nothing but that they are words.
    Words,
    /// They begin with an action.
    Action,
    /// A bullet, a number, a heading, a table.
    List,
    /// Hours, a result or an arrow.
    Fields,
}

/// A task of a plan as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) task: TaskText,
    pub(super) time: Option<Time>,
    pub(super) evidence: Evidence,
    pub(super) finished: bool,
    /// The words it was read from.
    pub(super) words: String,
}

/// What one line of a plan says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said<'t, 'm> {
    pub(super) numbers: Option<Pieces<'t, 'm>>,
    pub(super) items: Vec<Item>,
}

/// An attribute of the task above: «Результат: …», «5 часов», «Срок: …».
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Attribute {
    Result(String),
    Hours(Time),
    /// Read, not kept.
    Other,
}

/// The attribute a line names, if it is one and nothing else.
pub(super) fn attribute(line: &Line, clock: &Clock<'_>) -> Option<Attribute> {
    if matches!(line.row.bullet, Bullet::Number(_, Joint::Point)) || line.cells.is_some() || line.inline {
        return None;
    }
    let text = line.text.trim();
    if let Some((left, right)) = arrow(text)
        && left.is_empty()
    {
        let found = draft(&format!("x => {right}"), clock);
        return found.deliverable.map(Attribute::Result).or(found.time.map(Attribute::Hours));
    }
    let found = tokens(text);
    let colon = found.iter().take(8).position(|t| t.is(':') || t.is_dash());
    if let Some(colon) = colon {
        let (name, rest) = (found.get(..colon)?, found.get(colon + 1..).unwrap_or_default());
        let value = rest.first().map_or("", |t| text.get(t.start..).unwrap_or(""));
        let dashed = found.get(colon).is_some_and(Token::is_dash);
        if clock.words.result_label.are(name)
            && !value.is_empty()
            && (!dashed || name.len() > 1 || !line.row.is_listed())
        {
            return Some(Attribute::Result(tidy(value)));
        }
        if clock.words.hours_label.are(name) {
            return clock.cell(value).map(Attribute::Hours).or(Some(Attribute::Other).filter(|_| !dashed));
        }
        if !dashed && (clock.words.other_label.are(name) || clock.words.status_label.are(name)) {
            return Some(Attribute::Other);
        }
    }
    let alone = clock.cell(text).filter(|_| text.contains(is_letter) || text.starts_with(['~', '≈']));
    alone.filter(|_| line.row.bullet == Bullet::None || line.row.depth > 0).map(Attribute::Hours)
}

/// What a line says as a part of a plan.
pub(super) fn read<'t, 'm>(line: &'t Line, metrics: &Metrics<'m>, clock: &Clock<'_>) -> Said<'t, 'm> {
    if line.cells.is_some() {
        return Said { numbers: None, items: row(line, clock).into_iter().collect() };
    }
    let text = text_of(line);
    let listed = listed(line);
    let mut said = Said::default();
    let pieces = numbers(text, metrics, clock, false);
    let task_of_list =
        line.section == Section::Tasks && listed && pieces.mentions.iter().all(|(mention, _)| !mention.marked);
    let rest: Vec<&str> = if pieces.mentions.is_empty() || task_of_list { vec![text] } else { pieces.rest.clone() };
    if !task_of_list && !pieces.mentions.is_empty() {
        said.numbers = Some(pieces);
    }
    let many = said.numbers.is_some();
    let w = clock.words;
    for piece in rest {
        if many
            && Vocabulary::consists(
                &tokens(piece),
                &[&w.filler, &w.number_filler, &w.stop, &w.polite, &w.greeting, &w.planning, &w.set, &w.correction],
            )
        {
            continue;
        }
        for part in parts(piece, line, clock) {
            said.items.extend(item(&part, line, clock, listed && !many));
        }
    }
    said
}

/// The words of a line; a number that only looked like a bullet belongs to them.
pub(super) fn text_of(line: &Line) -> &str {
    match line.row.bullet {
        Bullet::Number(_, Joint::Loose) if !line.inline && !sequence(line) => &line.row.full,
        _ => &line.text,
    }
}

/// «1 - …», «1, …» and «Приоритет 1: …» before words count as a list.
fn sequence(line: &Line) -> bool {
    let front = line.row.full.trim_start_matches(['№', '#', ' ']);
    let digits = front.trim_start_matches(|c: char| c.is_ascii_digit());
    let labelled = front.starts_with(is_letter);
    labelled
        || digits.trim_start().starts_with([',', '-', '–', '—', ':', '.'])
            && line.text.starts_with(|c: char| is_letter(c) || c == '«')
}

fn listed(line: &Line) -> bool {
    line.row.is_listed() && (!matches!(line.row.bullet, Bullet::Number(_, Joint::Loose)) || sequence(line))
}

/// The pieces of a text that are tasks of their own, without what only leads to them.
fn parts(text: &str, line: &Line, clock: &Clock<'_>) -> Vec<String> {
    let bare = without_lead(text, &[&clock.words.announce]);
    let planning = clock.words.planning.begin(&tokens(without_lead(bare, &[&clock.words.greeting]))).is_some();
    let announced = planning || line.inline || says_planning(bare, clock);
    tasks(bare, clock, announced)
}

/// «так на следующей неделе мне надо …».
fn says_planning(text: &str, clock: &Clock<'_>) -> bool {
    let found = tokens(text);
    let lead = found.len().saturating_sub(tokens(without_lead(text, &[&clock.words.filler])).len());
    clock.words.planning.stand_in(found.get(..lead).unwrap_or_default())
}

fn item(part: &str, line: &Line, clock: &Clock<'_>, listed: bool) -> Option<Item> {
    let lead = !listed;
    let mut found = draft(part, clock);
    if lead {
        found.title = without_fillers(&found.title, clock);
        if found.time.is_none()
            && let Some((title, time)) = another_number(&found.title, clock)
        {
            (found.title, found.time) = (title, Some(time));
        }
    }
    if !found.has_words() {
        return None;
    }
    if let Some(parent) = &line.parent {
        found.title = format!("{parent}: {}", found.title);
    }
    let fields = found.time.is_some() || found.strong;
    let headed = !matches!(line.section, Section::Open | Section::Numbers) || line.inline;
    let evidence = match () {
        () if fields => Evidence::Fields,
        () if listed || headed || line.row.boxed.is_some() || found.goal.is_some() || says_planning(part, clock) => {
            Evidence::List
        }
        () if is_action(part, clock) || begins_with_time(part) => Evidence::Action,
        () => Evidence::Words,
    };
    Some(make(found, line, evidence, part))
}

/// «10:00 Созвон».
fn begins_with_time(part: &str) -> bool {
    matches!(tokens(part).as_slice(), [hours, colon, minutes, word, ..] if hours.is_digits() && colon.is(':') && minutes.is_digits() && word.is_word())
}

/// «готовить тендер ещё 8», "another 8": a bare number behind «ещё» are hours, as it was for the task before.
fn another_number(title: &str, clock: &Clock<'_>) -> Option<(String, Time)> {
    let found = tokens(title);
    let [before @ .., more, number] = found.as_slice() else { return None };
    let says = matches!(more.lower.as_str(), "еще" | "another" | "это" | "на");
    let last = before.last()?;
    (says && number.is_digits())
        .then(|| clock.bare(title, &found, found.len() - 1))?
        .map(|hours| (title.get(..last.end).unwrap_or("").to_owned(), hours.time))
}

fn make(found: Draft, line: &Line, evidence: Evidence, words: &str) -> Item {
    let finished = found.finished || line.row.boxed == Some(true) || line.row.struck || line.section == Section::Done;
    let minutes = found.time.and_then(Time::minutes);
    let task = TaskText { title: found.title, deliverable: found.deliverable, minutes, goal: found.goal };
    Item { task, time: found.time, evidence, finished, words: words.to_owned() }
}

/// «мне надо», «потом», «и ещё» in front, «это», «там» behind.
pub(super) fn without_fillers(title: &str, clock: &Clock<'_>) -> String {
    let bare = without_lead(title, &[&clock.words.filler]);
    let bare = if bare.chars().any(is_letter) { bare } else { title };
    let found = tokens(bare);
    let mut end = found.len();
    while end > 1 {
        let used = (1..=2usize).rev().find(|n| {
            end.checked_sub(*n).filter(|from| *from > 0).and_then(|from| found.get(from..end)).is_some_and(|part| {
                clock.words.hours_filler.begin(part) == Some(*n) || clock.words.then.begin(part) == Some(*n)
            })
        });
        match used {
            Some(used) => end -= used,
            None => break,
        }
    }
    match end.checked_sub(1).and_then(|at| found.get(at)) {
        Some(last) if end < found.len() => tidy(bare.get(..last.end).unwrap_or(bare)),
        _ => tidy(bare),
    }
}

/// A row of a table.
fn row(line: &Line, clock: &Clock<'_>) -> Option<Item> {
    let cells = line.cells.as_ref()?;
    let mut found = draft(&cells.title, clock);
    if let Some(result) = &cells.result {
        found.deliverable = Some(tidy(result));
    }
    if let Some(hours) = &cells.hours {
        found.time = clock.cell(hours).or(found.time);
    }
    let done = cells.status.as_ref().is_some_and(|status| {
        let words = tokens(status);
        clock.words.done.begin(&words).is_some() && clock.words.not_done.begin(&words).is_none()
            || status.starts_with(['✅', '✔', '☑'])
    });
    found.finished |= done;
    found.has_words().then(|| make(found, line, Evidence::Fields, &cells.title))
}
