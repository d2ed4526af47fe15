//! The text of a report: numbers, tasks by number, notes.

use rust_decimal::Decimal;

use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::duration::{Time, scan};
use crate::domain::intake::heading::{Heading, heading, inline_heading};
use crate::domain::intake::line::{Bullet, Line, bullet, clean, is_blank, lines, number_list, quote};
use crate::domain::intake::metric::{Named, list, named};
use crate::domain::intake::note::{all_done, note};
use crate::domain::intake::state::{State, state};
use crate::domain::intake::{MetricName, NotUnderstood, NoteKind, ReportItem, ReportReading, TaskMark, Why, number};

/// Reads a report, or lines that add to one.
///
/// `tasks` is how many tasks the report is about: lines that begin with a number up to it are about that task.
pub fn read_report(text: &str, metrics: &[MetricName<'_>], tasks: usize) -> ReportReading {
    let mut reader = Reader { metrics, tasks, note: None, noted: false, reading: ReportReading::default() };
    for line in lines(text) {
        reader.line(line);
    }
    reader.reading
}

/// «1 готово …», «2: ✅».
pub(super) fn begins_with_state(text: &str) -> bool {
    state(text).is_some()
}

struct Reader<'a> {
    metrics: &'a [MetricName<'a>],
    tasks: usize,
    /// The heading «Блокеры:» under which the lines are notes.
    note: Option<NoteKind>,
    noted: bool,
    reading: ReportReading,
}

impl Reader<'_> {
    fn line(&mut self, line: Line<'_>) {
        let text = clean(line.raw);
        if is_blank(&text) {
            self.note = self.note.filter(|_| !self.noted);
            return;
        }
        let (mark, rest) = bullet(&text);
        if heading(mark, rest).is_some() && !self.is_metric(rest) {
            self.note = None;
            return;
        }
        let rest = match inline_heading(rest).filter(|_| !self.is_metric(rest)) {
            Some((Heading::Report | Heading::Metrics | Heading::Tasks, after)) => {
                self.note = None;
                return self.content(line, after, bullet(after).1);
            }
            _ => rest,
        };
        // A number in front is a task's here, and ✅ its state: only dashes and dots are bullets.
        let text = if matches!(mark, Bullet::Number(_)) || begins_with_state(&text) { text.as_str() } else { rest };
        self.content(line, text, rest);
    }

    /// «Цели: 5» where «Цели» is a metric.
    fn is_metric(&self, rest: &str) -> bool {
        named(rest, self.metrics).is_some_and(|n| n.hit.is_some_and(|hit| hit.exact))
    }

    /// «Клиенты: 12» where «Новые клиенты» is a metric: a note has more to say than a number.
    fn is_number(&self, rest: &str, text: &str) -> bool {
        bare(text).is_some() && named(rest, self.metrics).is_some_and(|n| n.hit.is_some())
    }

    fn content(&mut self, line: Line<'_>, text: &str, rest: &str) {
        if let Some(except) = all_done(rest) {
            self.reading.items.push(ReportItem::AllDone);
            return self.marks(line, &except, TaskMark::NotDone);
        }
        if let Some((kind, text)) = note(rest).filter(|(_, text)| !self.is_metric(rest) && !self.is_number(rest, text))
        {
            if text.is_empty() {
                (self.note, self.noted) = (Some(kind), false);
            } else {
                self.note = None;
                self.reading.items.push(ReportItem::Note { kind, text: text.to_owned() });
            }
            return;
        }
        if let Some(kind) = self.note {
            self.noted = true;
            return self.reading.items.push(ReportItem::Note { kind, text: rest.to_owned() });
        }
        let signed = sign(text) && begins_with_state(text);
        if (signed || !self.bare_numbers(rest))
            && !self.exact_metric(line, rest)
            && !self.states(line, text)
            && !self.task(line, text)
            && !self.actuals(line, rest)
        {
            self.puzzle(line.raw, Why::NotUnderstood);
        }
    }

    /// «131», «131, 14 200».
    fn bare_numbers(&mut self, text: &str) -> bool {
        let Some(numbers) = bare(text) else { return false };
        let known = self.reading.items.iter_mut().find_map(|item| match item {
            ReportItem::BareNumbers(known) => Some(known),
            _ => None,
        });
        match known {
            Some(known) => known.extend(numbers),
            None => self.reading.items.push(ReportItem::BareNumbers(numbers)),
        }
        true
    }

    /// A metric's own name may begin with a number: «1С внедрения 5», «10 минут: 3».
    fn exact_metric(&mut self, line: Line<'_>, text: &str) -> bool {
        let Some(found) = named(text, self.metrics).filter(|n| n.hit.is_some_and(|hit| hit.exact)) else {
            return false;
        };
        if list(text).len() > 1 && self.actuals(line, text) {
            return true;
        }
        self.actual(line.raw, &found);
        true
    }

    /// «1 +, 2 +, 3 -», «1 и 2 готово», «сделано: 1, 2».
    fn states(&mut self, line: Line<'_>, text: &str) -> bool {
        if let Some(State { mark, rest }) = state(text)
            && let Some(numbers) = number_list(rest.trim_start_matches([':', '-', '–', '—', ' ']))
        {
            self.marks(line, &numbers, mark);
            return true;
        }
        let parts: Vec<&str> = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let (mut found, mut waiting) = (Vec::new(), Vec::new());
        for part in &parts {
            let Some((numbers, rest)) = split_numbers(part) else { return false };
            waiting.extend(numbers);
            if rest.is_empty() {
                continue;
            }
            let Some(State { mark, rest }) = state(rest) else { return false };
            if !rest.trim_matches(['.', '!', ' ']).is_empty() {
                return false;
            }
            found.push((std::mem::take(&mut waiting), mark));
        }
        if !waiting.is_empty() || found.iter().map(|(numbers, _)| numbers.len()).sum::<usize>() < 2 {
            return false;
        }
        for (numbers, mark) in found {
            self.marks(line, &numbers, mark);
        }
        true
    }

    fn marks(&mut self, line: Line<'_>, numbers: &[u32], mark: TaskMark) {
        for &number in numbers {
            if self.exists(number) {
                self.reading.items.push(ReportItem::Task { number, state: Some(mark), minutes: None, text: None });
            } else {
                self.puzzle(line.raw, Why::NoSuchTask { number });
            }
        }
    }

    /// «1 готово 5,5ч лендинг открыт», «3 нет: не дали доступ», «2: 4ч», «✅ 1 5ч».
    fn task(&mut self, line: Line<'_>, text: &str) -> bool {
        let front = state(text).filter(|found| found.rest.starts_with(|c: char| c.is_ascii_digit()) && sign(text));
        let Some(Numbered { number, marked, rest }) = numbered(front.map_or(text, |found| found.rest)) else {
            return false;
        };
        let found =
            front.map(|front| State { rest, ..front }).or_else(|| state(rest)).or_else(|| state(join_off(rest)));
        if found.is_none() && !marked && named(text, self.metrics).is_some_and(|n| n.hit.is_some() && n.tail.is_empty())
        {
            // «3 лида».
            return false;
        }
        if !self.exists(number) {
            let sure = found.is_some() || (marked && !rest.is_empty());
            if sure && named(text, self.metrics).is_none_or(|n| n.hit.is_none()) {
                self.puzzle(line.raw, Why::NoSuchTask { number });
                return true;
            }
            return false;
        }
        let closing = if found.is_none() { closing_state(rest) } else { None };
        let rest = match (&found, &closing) {
            (Some(found), _) => join_off(found.rest),
            (None, Some((_, words))) => words.as_str(),
            (None, None) => join_off(rest),
        };
        let (time, text) = spent(rest, found.is_some() || marked);
        let minutes = match time.map(Time::minutes).transpose() {
            Ok(minutes) => minutes,
            Err(why) => {
                self.puzzle(line.raw, why);
                None
            }
        };
        let text = Some(text).filter(|text| !text.is_empty());
        let state = found.map(|found| found.mark).or(closing.map(|(mark, _)| mark));
        if state.is_some() || minutes.is_some() || text.is_some() {
            self.reading.items.push(ReportItem::Task { number, state, minutes, text });
        } else if time.is_none() {
            self.puzzle(line.raw, Why::NotUnderstood);
        }
        true
    }

    fn exists(&self, number: u32) -> bool {
        number > 0 && usize::try_from(number).is_ok_and(|number| number <= self.tasks)
    }

    /// «Лиды 131», «лиды: 131, трафик 14200».
    fn actuals(&mut self, line: Line<'_>, text: &str) -> bool {
        let parts: Vec<_> = list(text).into_iter().map(|part| (part, named(part, self.metrics))).collect();
        if parts.len() > 1
            && parts.iter().all(|(_, n)| n.as_ref().is_some_and(|n| n.hit.is_some() || n.tail.is_empty()))
        {
            for (part, found) in parts {
                if let Some(found) = found {
                    self.actual(part, &found);
                }
            }
            return true;
        }
        let found = named(text, self.metrics).filter(|found| {
            // «Запустили 3 кампании и …» is no metric: an unknown one needs a colon or a short name and no more words.
            found.hit.is_some()
                || (found.marked && found.tail.is_empty())
                || (found.bare && found.name.split(' ').count() <= 2)
        });
        match found {
            Some(found) => {
                self.actual(line.raw, &found);
                true
            }
            None => false,
        }
    }

    fn actual(&mut self, quoted: &str, found: &Named<'_, '_>) {
        match (found.value, found.hit) {
            (None, _) => self.puzzle(quoted, Why::NumberTooBig),
            (Some(value), None) => {
                let (name, nearest) = (found.name.to_owned(), found.nearest.map(str::to_owned));
                self.puzzle(quoted, Why::UnknownMetric { name, value, nearest });
            }
            (Some(value), Some(hit)) => {
                self.reading.items.push(ReportItem::Actual { metric: hit.key.to_owned(), value });
                if !found.tail.is_empty() {
                    self.puzzle(found.tail, Why::NotUnderstood);
                }
            }
        }
    }

    fn puzzle(&mut self, quoted: &str, why: Why) {
        self.reading.puzzles.push(NotUnderstood { line: quote(quoted), why, held: None });
    }
}

/// «Лендинг «Ритейл» — готово, 5ч», «Лендинг ✅»: the state behind the words, and the words without it.
fn closing_state(text: &str) -> Option<(TaskMark, String)> {
    let joints = [" — ", " – ", " - ", ": ", " => ", " → "];
    let found = joints.iter().find_map(|joint| {
        let (words, after) = text.rsplit_once(joint)?;
        let found = state(after).filter(|found| found.rest != after)?;
        Some((found.mark, words.trim(), join_off(found.rest)))
    });
    let (mark, words, rest) = found.or_else(|| {
        let (words, last) = text.rsplit_once(' ')?;
        let found = state(last)
            .filter(|found| found.rest.is_empty() && sign(last) && !last.starts_with(['-', '–', '—', '+']))?;
        Some((found.mark, words.trim(), ""))
    })?;
    Some((mark, if rest.is_empty() { words.to_owned() } else { format!("{words} — {rest}") }))
}

/// Numbers and nothing else, parted by commas, semicolons or spaces.
fn bare(text: &str) -> Option<Vec<Decimal>> {
    let mut numbers = Vec::new();
    let mut c = Cursor::new(text);
    loop {
        let found = number::scan(c.rest)?;
        numbers.push(found.value?);
        c.rest = c.rest.get(found.len..)?;
        let parted = c.run(|x| matches!(x, ' ' | ',' | ';' | '|' | '/' | '·'));
        if c.rest.trim_matches(['.', '!']).is_empty() {
            return Some(numbers);
        }
        if parted.is_empty() || numbers.len() > 100 {
            return None;
        }
    }
}

struct Numbered<'t> {
    number: u32,
    /// `:`, `.`, `)` or a word like «задача» shows that the number is a task's.
    marked: bool,
    rest: &'t str,
}

/// «1 …», «1: …», «№1 …», «задача 1 …», «1+».
fn numbered(text: &str) -> Option<Numbered<'_>> {
    let mut c = Cursor::new(text);
    let mut marked = c.eat(|x| matches!(x, '№' | '#')).is_some();
    let mut ahead = c;
    if matches!(ahead.word().as_str(), "задача" | "задаче" | "пункт" | "п" | "task" | "item") {
        ahead.run(|x| matches!(x, '.' | ' ' | '№' | '#'));
        (c, marked) = (ahead, true);
    }
    c.spaces();
    let digits = c.digits();
    let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    if c.eat_str("\u{fe0f}\u{20e3}") || c.eat_str("\u{20e3}") {
        marked = true;
    }
    let spaced = c.spaces() > 0;
    match c.peek() {
        Some(':' | '.' | ')') => {
            let mut ahead = c;
            ahead.eat(|_| true);
            if !spaced && ahead.peek().is_some_and(|x| x.is_ascii_digit()) && !c.rest.starts_with(')') {
                return None;
            }
            (c, marked) = (ahead, true);
        }
        Some(',' | ';' | '%') => return None,
        // «5ч» and «1С» begin with something else than a task's number.
        Some(x) if !spaced && x.is_alphanumeric() => return None,
        _ => {}
    }
    Some(Numbered { number, marked, rest: c.rest.trim() })
}

/// «1, 2 и 3 готово»: the numbers and what follows them.
fn split_numbers(text: &str) -> Option<(Vec<u32>, &str)> {
    let mut end = None;
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()).take(40) {
        if let Some(numbers) = text.get(..=at).and_then(number_list) {
            end = Some((numbers, at + 1));
        }
    }
    let (numbers, at) = end?;
    Some((numbers, text.get(at..)?.trim_start_matches([' ', ':', ',', '—', '–'])))
}

/// A sign, not a word, opens the text: «✅ 1».
fn sign(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_alphanumeric())
}

/// The text without the comma, colon or dash that joined it to what stood before.
fn join_off(text: &str) -> &str {
    let mut rest = text.trim();
    loop {
        let before = rest;
        rest = rest
            .trim_start_matches([' ', ':', ',', ';', '.', '—', '–', '→'])
            .trim_start_matches("->")
            .trim_start_matches("=>");
        rest = rest.strip_prefix('-').filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(rest);
        if rest == before {
            return rest;
        }
    }
}

/// The hours a task took and the rest of the words. `sure`: a bare number can only be hours.
fn spent(text: &str, sure: bool) -> (Option<Time>, String) {
    if let Some(found) = scan(text)
        && let Some(after) = text.get(found.len..)
    {
        let alone = after.trim_matches(['.', ' ']).is_empty();
        let small = matches!(found.time, Time::Exact(minutes) if minutes <= 60 * 60);
        if (found.unit || found.tilde) && !after.starts_with(char::is_alphanumeric) || (alone && sure && small) {
            return (Some(found.time), join_off(after).to_owned());
        }
    }
    let body = crate::domain::intake::task::time_off(text);
    (body.0, join_off(&body.1).to_owned())
}
