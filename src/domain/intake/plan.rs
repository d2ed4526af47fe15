//! The text of a plan: headings and sections, then line by line what each one means.

use crate::domain::intake::cursor::Cursor;
use crate::domain::intake::duration::{Time, scan};
use crate::domain::intake::heading::{Heading, heading, inline_heading};
use crate::domain::intake::line::{
    Bullet, Line, bullet, clean, count_words, fold, has_letter, is_blank, is_small_talk, lines, number_list, quote,
};
use crate::domain::intake::metric::{Named, is_name, list, named};
use crate::domain::intake::task::{Body, Meaning, after_arrow, body, goal};
use crate::domain::intake::{MetricName, NotUnderstood, PlanItem, PlanReading, PlanWhat, Why, parse_minutes};

/// Reads a plan, or lines that add to one and change it.
///
/// `tasks_so_far` is how many tasks the plan already shows: «2: 4ч» and «2 удалить» speak of those. Items come in
/// the order of the lines; the same metric named twice comes twice, and the last one counts.
pub fn read_plan(text: &str, metrics: &[MetricName<'_>], tasks_so_far: usize) -> PlanReading {
    let mut reader = Reader {
        metrics,
        tasks_so_far,
        section: Section::Open,
        after_blank: false,
        tasks_read: 0,
        last: None,
        reading: PlanReading::default(),
    };
    for line in lines(text) {
        reader.line(line);
    }
    reader.reading
}

/// Whether a free message looks like (part of) a plan: a heading, a task with an end product, or hours.
///
/// Lines that begin with a task's number («2: 4ч», «1 готово 5ч») or name a metric do not decide: the plan and the
/// report both know them.
pub fn looks_like_plan(text: &str, metrics: &[MetricName<'_>]) -> bool {
    for line in lines(text) {
        let text = clean(line.raw);
        let (mark, rest) = bullet(&text);
        let found = heading(mark, rest).or_else(|| inline_heading(rest).map(|(heading, _)| heading));
        match found {
            Some(Heading::Report) => return false,
            Some(_) => return true,
            None => {}
        }
        let numbered = text.starts_with(|c: char| c.is_ascii_digit());
        if rest.starts_with(|c: char| c.is_ascii_digit()) || named(rest, metrics).is_some_and(|n| n.hit.is_some()) {
            continue;
        }
        if crate::domain::intake::note::is_note(rest) {
            continue;
        }
        let body = body(rest);
        let product = body.deliverable.is_some() && (body.strong_arrow || mark == Bullet::Mark);
        let hours = body.time.is_some_and(|time| matches!(time, Time::Exact(_)));
        let says_state = numbered && crate::domain::intake::report::begins_with_state(rest);
        if has_letter(&body.title) && (product || hours) && !says_state {
            return true;
        }
    }
    false
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// No heading yet.
    Open,
    Metrics,
    Tasks,
}

struct Reader<'a> {
    metrics: &'a [MetricName<'a>],
    tasks_so_far: usize,
    section: Section,
    /// A blank line stood after the last target.
    after_blank: bool,
    tasks_read: usize,
    /// The line that made or completed the last task, and its place among the items.
    last: Option<(usize, usize)>,
    reading: PlanReading,
}

impl Reader<'_> {
    fn line(&mut self, line: Line<'_>) {
        let row = if self.section == Section::Metrics { None } else { table_row(line.raw) };
        let text = row.unwrap_or_else(|| clean(line.raw));
        if is_blank(&text) {
            self.after_blank = true;
            return;
        }
        let (mark, rest) = bullet(&text);
        if let Some(found) = heading(mark, rest).filter(|found| self.opens(*found, rest)) {
            return self.open(found);
        }
        match inline_heading(rest).filter(|(found, _)| *found != Heading::Report && !self.is_target(rest)) {
            Some((found, rest)) => {
                self.open(found);
                let (mark, rest) = bullet(rest);
                self.content(line, &text, mark, rest);
            }
            None => self.content(line, &text, mark, rest),
        }
    }

    /// Under «Задачи», «Отчёт» without a colon is a task.
    fn opens(&self, found: Heading, rest: &str) -> bool {
        found != Heading::Report || self.section == Section::Open || rest.ends_with(':')
    }

    fn open(&mut self, found: Heading) {
        self.section = match found {
            Heading::Plan => {
                self.reading.says_plan = true;
                Section::Open
            }
            Heading::Metrics => Section::Metrics,
            Heading::Tasks => Section::Tasks,
            Heading::Report => Section::Open,
        };
        self.after_blank = false;
        self.last = None;
    }

    /// «Цели: 5» where «Цели» is a metric.
    fn is_target(&self, rest: &str) -> bool {
        named(rest, self.metrics).is_some_and(|n| n.hit.is_some_and(|hit| hit.exact) && n.tail.is_empty())
    }

    fn content(&mut self, line: Line<'_>, text: &str, mark: Bullet, rest: &str) {
        if self.completes(line, mark, rest) || self.command(line, text, mark, rest) || self.targets(line, mark, rest) {
            return;
        }
        self.task(line, mark, rest);
    }

    /// «→ страница открыта», «~ 5ч», «Результат: …» under the task they belong to.
    fn completes(&mut self, line: Line<'_>, mark: Bullet, rest: &str) -> bool {
        let Some((at, place)) = self.last else { return false };
        if at + 1 != line.number || matches!(mark, Bullet::Number(_)) {
            return false;
        }
        let labelled = labelled(rest);
        let more = match (after_arrow(rest), &labelled) {
            (Some(product), _) => body(&format!("=> {product}")),
            (None, Some(body)) => body.clone(),
            (None, None) => body(rest),
        };
        let Some(PlanItem { what: PlanWhat::Task(task), .. }) = self.reading.items.get_mut(place) else { return false };
        let minutes = more.time.map(Time::estimate).transpose();
        let clash = more.deliverable.is_some() && task.deliverable.is_some()
            || more.time.is_some() && task.minutes.is_some()
            || more.goal.is_some() && task.goal.is_some();
        let Ok(minutes) = minutes else { return false };
        if !more.only_fields() || clash {
            return false;
        }
        task.deliverable = task.deliverable.take().or(more.deliverable);
        task.minutes = task.minutes.or(minutes);
        task.goal = task.goal.take().or(more.goal);
        self.last = Some((line.number, place));
        true
    }

    /// «2: 4ч», «2 => страница открыта», «удалить 2».
    fn command(&mut self, line: Line<'_>, text: &str, mark: Bullet, rest: &str) -> bool {
        if let Some(numbers) = deleted(text).or_else(|| deleted(rest)) {
            for number in numbers {
                let what =
                    if self.exists(number) { Meaning::Clear(PlanWhat::Delete { number }) } else { no_such(number) };
                self.keep(line, what);
            }
            return true;
        }
        let source = if mark == Bullet::Mark { rest } else { text };
        let Some((number, colon, rest)) = numbered(source).filter(|(_, colon, _)| *colon || mark != Bullet::Mark)
        else {
            return false;
        };
        let mut body = body(rest);
        if let Some(minutes) = parse_minutes(&body.title).filter(|_| colon && body.time.is_none()) {
            body.time = Some(Time::Exact(minutes));
            body.title.clear();
        }
        let fields = body.only_fields();
        if !fields && (!colon || body.title.is_empty()) {
            return false;
        }
        if !self.exists(number) {
            // «1: …», «2: …» is how some people number a first list.
            let next = usize::try_from(number)
                .is_ok_and(|n| n == self.tasks_read + 1 || n == self.tasks_so_far + self.tasks_read + 1);
            if fields && matches!(mark, Bullet::Number(_)) {
                return false;
            }
            if next && !fields {
                self.keep(line, body.task());
            } else {
                self.keep(line, no_such(number));
            }
            return true;
        }
        if matches!(mark, Bullet::Number(_)) && self.tasks_read > 0 {
            return false;
        }
        self.keep(line, body.change(number));
        true
    }

    fn exists(&self, number: u32) -> bool {
        number > 0 && usize::try_from(number).is_ok_and(|number| number <= self.tasks_so_far)
    }

    /// «Лиды: 120», «Лиды 120, трафик 15 000».
    fn targets(&mut self, line: Line<'_>, mark: Bullet, rest: &str) -> bool {
        let whole = named(rest, self.metrics);
        let parts: Vec<_> = list(rest).into_iter().map(|part| (part, named(part, self.metrics))).collect();
        let all_known = parts.len() > 1 && parts.iter().all(|(_, n)| n.as_ref().is_some_and(|n| n.hit.is_some()));
        let many = parts.len() > 1 && parts.iter().filter(|(_, n)| n.is_some()).count() == parts.len();
        if all_known && self.section != Section::Tasks || many && self.section == Section::Metrics {
            for (part, found) in parts {
                if let Some(found) = found {
                    self.target(line, part, &found);
                }
            }
            return true;
        }
        let Some(found) = whole else {
            // «Лиды: сто».
            let name = rest.split([':', '=']).next().filter(|name| name.len() < rest.len());
            if self.section == Section::Open && name.is_some_and(|name| is_name(name, self.metrics)) && !is_task(rest) {
                self.puzzle(line.raw, Why::NotUnderstood, None);
                return true;
            }
            return self.section == Section::Metrics && self.misfit(line, mark, rest);
        };
        let known = found.hit.is_some();
        let takes = match self.section {
            Section::Metrics if known => true,
            Section::Metrics if is_task(rest) => return false,
            Section::Metrics => found.tail.is_empty() || !self.after_blank,
            Section::Open if known => found.tail.is_empty(),
            // «Показы: 5000» is no task, «Позвонить клиентам: 20» is one unless a metric sounds like it.
            Section::Open => {
                let single = count_words(found.name) <= 1 && (found.bare || found.marked && found.tail.is_empty());
                let near = found.nearest.is_some() && found.marked && found.tail.is_empty();
                mark == Bullet::None && (single || near) && !is_task(rest)
            }
            Section::Tasks => mark == Bullet::None && found.tail.is_empty() && found.hit.is_some_and(|hit| hit.exact),
        };
        if takes {
            self.target(line, line.raw, &found);
        }
        takes
    }

    fn target(&mut self, line: Line<'_>, quoted: &str, found: &Named<'_, '_>) {
        let what = match (found.value, found.hit) {
            (None, _) => Meaning::Unclear(Why::NumberTooBig, None),
            (Some(value), None) => {
                let nearest = found.nearest.map(str::to_owned);
                Meaning::Unclear(Why::UnknownMetric { name: found.name.to_owned(), value, nearest }, None)
            }
            (Some(value), Some(hit)) => {
                let target = PlanWhat::Target { metric: hit.key.to_owned(), value };
                if value.is_sign_negative() && !value.is_zero() {
                    Meaning::Unclear(Why::NegativeNumber, Some(target))
                } else {
                    Meaning::Clear(target)
                }
            }
        };
        self.after_blank = false;
        self.keep_quoting(line, quoted, what);
        if found.hit.is_some() && !found.tail.is_empty() {
            self.puzzle(found.tail, Why::NotUnderstood, None);
        }
    }

    /// A line without name and number under «Метрики»: a task, if it says so; else it is quoted back.
    fn misfit(&mut self, line: Line<'_>, mark: Bullet, rest: &str) -> bool {
        let plain = self.after_blank && !rest.contains(|c: char| c.is_ascii_digit()) && is_sentence(rest);
        if is_task(rest) || plain || (mark != Bullet::None && self.after_blank) {
            self.section = Section::Open;
            return false;
        }
        self.puzzle(line.raw, Why::NotUnderstood, None);
        true
    }

    fn task(&mut self, line: Line<'_>, mark: Bullet, rest: &str) {
        let body = body(rest);
        let bulleted = mark != Bullet::None || after_arrow(rest).is_some_and(|_| self.tasks_read > 0);
        let said = bulleted || body.arrow || body.time.is_some() || body.goal.is_some();
        let fits = if body.only_fields() {
            true
        } else if said || self.section == Section::Tasks {
            has_letter(&body.title) && (said || !is_small_talk(rest)) && (said || !rest.ends_with(':'))
        } else {
            is_sentence(rest)
        };
        if !fits {
            return self.puzzle(line.raw, Why::NotUnderstood, None);
        }
        if self.section == Section::Metrics {
            self.section = Section::Open;
        }
        self.keep(line, body.task());
    }

    fn keep(&mut self, line: Line<'_>, what: Meaning) {
        self.keep_quoting(line, line.raw, what);
    }

    fn keep_quoting(&mut self, line: Line<'_>, quoted: &str, what: Meaning) {
        match what {
            Meaning::Clear(what) => {
                self.last = matches!(what, PlanWhat::Task(_)).then_some((line.number, self.reading.items.len()));
                self.tasks_read += usize::from(self.last.is_some());
                self.reading.items.push(PlanItem { line: line.number, what });
            }
            Meaning::Unclear(why, held) => self.puzzle(quoted, why, held),
        }
    }

    fn puzzle(&mut self, quoted: &str, why: Why, held: Option<PlanWhat>) {
        self.last = None;
        self.reading.puzzles.push(NotUnderstood { line: quote(quoted), why, held });
    }
}

/// A row copied from a table: title, end product, hours; the header row becomes a heading.
fn table_row(raw: &str) -> Option<String> {
    let mut cells: Vec<String> = raw.split('\t').map(clean).filter(|cell| !cell.is_empty()).collect();
    if cells.len() > 1
        && cells.first().is_some_and(|cell| cell.trim_end_matches('.').parse::<u16>().is_ok() || cell == "№")
    {
        cells.remove(0);
    }
    let header = cells.len() > 1 && !raw.contains(|c: char| c.is_ascii_digit());
    if let Some(first) = cells.first().filter(|first| header && heading(Bullet::None, first).is_some()) {
        return Some(first.clone());
    }
    let hours = cells.pop_if(|cell| parse_minutes(cell).is_some());
    let (title, rest) = cells.split_first()?;
    if !rest.iter().any(|cell| has_letter(cell))
        || !has_letter(title)
        || after_arrow(title).is_some()
        || raw.contains("=>")
    {
        return None;
    }
    let hours = hours.map(|hours| format!(" ~ {hours}")).unwrap_or_default();
    Some(format!("- {title} => {}{hours}", rest.join(", ")))
}

fn no_such(number: u32) -> Meaning {
    Meaning::Unclear(Why::NoSuchTask { number }, None)
}

/// An arrow to words or hours behind words.
fn is_task(rest: &str) -> bool {
    let body = body(rest);
    let product = body.deliverable.as_deref().is_some_and(has_letter);
    (body.strong_arrow && product || body.time.is_some()) && has_letter(&body.title)
}

/// Several words that are neither a greeting nor a question nor a heading.
fn is_sentence(rest: &str) -> bool {
    const GREETINGS: &[&str] =
        &["привет", "добр", "здравствуй", "спасибо", "hi ", "hello", "thank", "good morning", "hey "];
    let folded = fold(rest);
    count_words(rest) >= 2
        && !is_small_talk(rest)
        && !rest.ends_with(['?', ':'])
        && !GREETINGS.iter().any(|greeting| folded.starts_with(greeting))
}

/// «Удалить 2», «2 и 3 убрать», "delete task 2".
fn deleted(text: &str) -> Option<Vec<u32>> {
    const VERBS: &[&str] = &[
        "удалить",
        "удали",
        "убрать",
        "убери",
        "снять",
        "сними",
        "вычеркнуть",
        "вычеркни",
        "отменить",
        "отмени",
        "delete",
        "remove",
        "drop",
        "cancel",
        "del",
    ];
    const NOUNS: &[&str] =
        &["задачу", "задача", "задачи", "пункт", "пункты", "строку", "строки", "task", "tasks", "item", "items", "no"];
    if text.len() > 200 {
        return None;
    }
    let lower = text.to_lowercase();
    let mut rest = String::new();
    let mut verbs = 0;
    for word in lower.split([' ', ':']).filter(|word| !word.is_empty()) {
        let bare = word.trim_matches(['.', '!', ')']);
        if VERBS.contains(&bare) {
            verbs += 1;
        } else if !bare.is_empty() && !NOUNS.contains(&bare) && !matches!(bare, "-" | "–" | "—") {
            rest.push_str(bare);
            rest.push(' ');
        }
    }
    (verbs == 1).then(|| number_list(&rest))?
}

/// «2: …», «2 …», «№2 …», «задача 2: …»: the number, whether a colon follows it, and the rest.
fn numbered(text: &str) -> Option<(u32, bool, &str)> {
    let mut c = Cursor::new(text);
    if c.eat(|x| matches!(x, '№' | '#')).is_none() {
        let mut ahead = c;
        if matches!(ahead.word().as_str(), "задача" | "задачу" | "пункт" | "п" | "task" | "item") {
            ahead.run(|x| matches!(x, '.' | ' ' | '№' | '#'));
            c = ahead;
        }
    }
    c.spaces();
    let digits = c.digits();
    let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    // «2 ч» and «2,5 …» begin with an amount.
    let after_digits = c.rest;
    let mut dot = c;
    if dot.eat(|x| matches!(x, '.' | ')')).is_some() {
        if dot.peek() != Some(' ') {
            return None;
        }
        c = dot;
    }
    let spaced = c.spaces() > 0;
    if c.eat(|x| x == ':').is_some() {
        // «14:30 созвон» is a time of day.
        let time = !spaced && c.rest.starts_with(|x: char| x.is_ascii_digit()) && clock(c);
        return (!time).then(|| (number, true, c.rest.trim()));
    }
    let fields = c.rest.starts_with(['~', '≈', '#']) || after_arrow(c.rest).is_some() || (spaced && is_hours(c.rest));
    (fields && (spaced || after_digits.len() == c.rest.len() || !c.rest.is_empty()))
        .then(|| (number, false, c.rest.trim()))
}

fn clock(mut c: Cursor<'_>) -> bool {
    c.digits().len() == 2 && !c.rest.trim_start().starts_with(['ч', 'h', 'м', 'm'])
}

/// «4ч», «— 4ч», «4ч #вебинары».
fn is_hours(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['-', '–', '—', ' ']);
    scan(rest).is_some_and(|found| {
        let after = rest.get(found.len..).unwrap_or("").trim();
        found.unit && (after.is_empty() || after.split(' ').all(|word| goal(word).is_some()))
    })
}

/// «Результат: …», «Время: 5ч».
fn labelled(rest: &str) -> Option<Body> {
    let (label, value) = rest.split_once(':')?;
    let value = value.trim();
    match fold(label).as_str() {
        "конечный продукт" | "результат" | "кп" | "итог" | "end product" | "result" | "deliverable" => {
            Some(body(&format!("=> {value}")))
        }
        "время" | "часы" | "часов" | "оценка" | "трудозатраты" | "time" | "hours" | "estimate" => {
            Some(Body { time: Some(Time::Exact(parse_minutes(value)?)), ..Body::default() })
        }
        "goal" | "цель" => Some(Body { goal: Some(goal(value)?), ..Body::default() }),
        _ => None,
    }
}
