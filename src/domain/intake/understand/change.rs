//! Changes in words: remove, add, rename, hours, result, move, swap.

use crate::domain::intake::letter::is_word;
use crate::domain::intake::understand::hours::{Clock, Time};
use crate::domain::intake::understand::names::{Listed, Named, Names};
use crate::domain::intake::understand::reading::{Act, Question};
use crate::domain::intake::understand::task::{arrow, last_hours, tidy, without, without_lead};
use crate::domain::intake::understand::token::{Token, tokens};
use crate::domain::intake::understand::vocabulary::Phrases;
use crate::domain::intake::{TaskChange, tag_of};

/// What a clause says of the plan's tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// It is to be done.
    Acts(Vec<Act>),
    /// It is asked about.
    Ask(Question),
    /// A task is to be added: its words.
    Add(String),
}

/// What changes are read with.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    pub(super) names: &'a Names,
    pub(super) tasks: &'a [Listed<'a>],
    pub(super) clock: &'a Clock<'a>,
}

/// Tasks named by a part of a clause, and its other tokens.
struct Meant<'t> {
    numbers: Vec<u32>,
    several: bool,
    rest: Vec<&'t Token>,
}

impl Plan<'_> {
    /// The change a clause says. `list`: it stands in a list of tasks, where only a whole title means a task that is there.
    pub(super) fn read(&self, clause: &str, list: bool) -> Option<Change> {
        let text = without_lead(clause, &[&self.clock.words.correction]);
        let text = if text.chars().any(is_word) { text } else { clause };
        let found = tokens(text);
        if found.is_empty() {
            return None;
        }
        self.swap(&found)
            .or_else(|| self.verb(&found))
            .or_else(|| self.order(&found))
            .or_else(|| self.goal(text, &found))
            .or_else(|| self.rename(text, &found))
            .or_else(|| self.product(text, &found))
            .or_else(|| self.hours(text, list))
            .or_else(|| self.retitle(text, &found))
            .or_else(|| self.add(text, &found))
    }

    /// «поменяй местами 1 и 3».
    fn swap(&self, found: &[Token]) -> Option<Change> {
        let used = self.clock.words.swap.begin(found)?;
        let meant = self.meant(found.get(used..)?);
        match meant.numbers.as_slice() {
            [number, with] => Some(Change::Acts(vec![Act::SwapTasks { number: *number, with: *with }])),
            _ => Some(which(meant.numbers, None)),
        }
    }

    /// «убери третью», «сводка - удалить», «выезд сдвигаем на неделю позже».
    fn verb(&self, found: &[Token]) -> Option<Change> {
        let w = self.clock.words;
        if let Some((_, rest)) = cut(found, &w.postpone)
            && let Some((_, rest)) = cut_tokens(&rest, &w.later).or_else(|| cut_tokens(&rest, &w.next_week))
        {
            return self.acted(&rest, |number| Act::PostponeTask { number });
        }
        // «отложи вебинар»: to when?
        if w.postpone.begin(found).is_some()
            && let Some((_, rest)) = cut(found, &w.postpone)
            && let Some(Change::Acts(acts)) = self.acted(&rest, |number| Act::PostponeTask { number })
        {
            return Some(Change::Ask(Question::Should(acts.into_iter().next().map(Box::new))));
        }
        let removes = cut(found, &w.needless).or_else(|| cut(found, &w.remove))?;
        let (at, rest) = removes;
        let needless = w.needless.begin(found.get(at..)?).is_some();
        // «Удалить 2 дубля в базе» is a task of its own.
        let rest = cut_tokens(&rest, &w.this_week).map_or(rest, |(_, rest)| rest);
        let rest = if needless { cut_tokens(&rest, &w.remove).map_or(rest, |(_, rest)| rest) } else { rest };
        let edge = at == 0 || needless || rest.len() == at || at <= 2;
        if !edge {
            return None;
        }
        let short = found.iter().filter(|t| t.is_word()).count() <= 4
            && last_hours(&words_of(found), self.clock, true).is_none();
        let imperative =
            found.get(at).is_some_and(|t| !crate::domain::intake::understand::split::is_infinitive(&t.lower))
                || found.first().is_some_and(Token::is_digits);
        self.acted(&rest, |number| Act::RemoveTask { number }).or_else(|| {
            let unknown = short && imperative && if at == 0 { rest.len() <= 3 } else { !needless };
            let every = || self.tasks.iter().map(|task| task.number).collect();
            let question = if rest.is_empty() {
                Question::WhichTask { numbers: every(), act: Some(Box::new(Act::RemoveTask { number: 0 })) }
            } else {
                Question::NoSuchTask
            };
            unknown.then_some(Change::Ask(question))
        })
    }

    fn acted(&self, rest: &[&Token], act: impl Fn(u32) -> Act) -> Option<Change> {
        let w = self.clock.words;
        let owned: Vec<Token> = rest.iter().map(|t| (*t).clone()).collect();
        let owned = strip(&owned, &[&w.filler, &w.polite, &w.correction]);
        let meant = self.meant(&owned);
        let content: Vec<&&Token> = meant.rest.iter().filter(|t| self.says(t)).collect();
        if meant.numbers.is_empty() || !content.is_empty() {
            return self.ambiguous(&meant, &act);
        }
        if meant.several {
            return Some(which(meant.numbers, Some(act(0))));
        }
        Some(Change::Acts(meant.numbers.iter().map(|number| act(*number)).collect()))
    }

    fn ambiguous(&self, meant: &Meant<'_>, act: impl Fn(u32) -> Act) -> Option<Change> {
        (meant.several && !meant.rest.iter().any(|t| self.says(t))).then(|| which(meant.numbers.clone(), Some(act(0))))
    }

    /// «обзвон поставь первым», «третью подними наверх».
    fn order(&self, found: &[Token]) -> Option<Change> {
        let w = self.clock.words;
        let last = self.tasks.last()?.number;
        for (list, to) in [(&w.to_top, 1), (&w.to_bottom, last)] {
            for at in 0..found.len() {
                let Some(used) = list.begin(found.get(at..)?) else { continue };
                let kept: Vec<Token> = found
                    .iter()
                    .enumerate()
                    .filter(|(n, _)| *n < at || *n >= at + used)
                    .map(|(_, t)| t.clone())
                    .collect();
                let verb = kept.iter().enumerate().any(|(n, _)| {
                    kept.get(n..).is_some_and(|rest| w.set.begin(rest).is_some() || w.postpone.begin(rest).is_some())
                });
                if !verb || last_hours(&words_of(&kept), self.clock, true).is_some() {
                    continue;
                }
                let rest: Vec<&Token> = kept
                    .iter()
                    .filter(|t| {
                        w.set.begin(std::slice::from_ref(*t)).is_none()
                            && w.postpone.begin(std::slice::from_ref(*t)).is_none()
                    })
                    .collect();
                if let Some(change @ Change::Acts(_)) = self.acted(&rest, |number| Act::MoveTask { number, to }) {
                    return Some(change);
                }
            }
        }
        None
    }

    /// «2: #партнёры».
    fn goal(&self, text: &str, found: &[Token]) -> Option<Change> {
        let (name, tag) = text.rsplit_once(char::is_whitespace)?;
        let goal = tag_of(tag.trim())?;
        let named: Vec<Token> = found.iter().filter(|t| t.start < name.len() && !t.is(':')).cloned().collect();
        let number = self.one(&named)?;
        Some(changed(number, TaskChange { goal: Some(goal), ..TaskChange::default() }))
    }

    /// «первую назови «Каталог: весна»», «2: Pick-up video», «вместо опроса — интервью».
    fn rename(&self, text: &str, found: &[Token]) -> Option<Change> {
        let w = self.clock.words;
        if let Some(used) = w.instead.begin(found) {
            let joint = found
                .iter()
                .position(|t| t.is_dash() || t.is(',') || matches!(t.lower.as_str(), "будет" | "сделаем" | "поставь"));
            // «вместо вебинара подкаст»: the name ends where its words do.
            let name = match joint {
                Some(joint) => joint,
                None => (used + 1..found.len())
                    .rev()
                    .find(|end| found.get(used..*end).is_some_and(|name| self.one(name).is_some()))?,
            };
            let old = self.one(found.get(used..name)?)?;
            let title = tidy(text.get(found.get(name + usize::from(joint.is_some()))?.start..)?);
            return title
                .chars()
                .any(is_word)
                .then(|| changed(old, TaskChange { title: Some(title), ..TaskChange::default() }));
        }
        let at = (0..found.len()).find(|at| found.get(*at..).is_some_and(|rest| w.rename.begin(rest).is_some()))?;
        let used = w.rename.begin(found.get(at..)?)?;
        let quote = found.iter().skip(at).position(|t| t.is_one_of(&['«', '"', '“'])).map(|n| at + n);
        let into = (at + used..found.len()).find(|n| found.get(*n..).is_some_and(|rest| w.into.begin(rest).is_some()));
        let (name, title) = match (quote, into) {
            (Some(quote), _) => (quote, unquoted(text.get(found.get(quote)?.start..)?)),
            (None, Some(into)) => (into, tidy(text.get(found.get(into)?.end..)?)),
            (None, None) => {
                let (numbers, end) = self.names.counted(found, at + used, w)?;
                let title = tidy(text.get(found.get(end)?.start..)?);
                if self.clock.cell(&title).is_some() {
                    return None;
                }
                let [number] = numbers.as_slice() else { return None };
                return Some(changed(*number, TaskChange { title: Some(title), ..TaskChange::default() }));
            }
        };
        let old: Vec<Token> = found
            .iter()
            .take(name)
            .enumerate()
            .filter(|(n, _)| *n < at || *n >= at + used)
            .map(|(_, t)| t.clone())
            .collect();
        // «поменяй вебинар на 4 часа» is no other title.
        if self.clock.cell(&title).is_some() {
            return None;
        }
        let number = self.one(&old)?;
        title.chars().any(is_word).then(|| changed(number, TaskChange { title: Some(title), ..TaskChange::default() }))
    }

    /// «в первой не «Северное молоко», а «Южное молоко»».
    fn retitle(&self, text: &str, found: &[Token]) -> Option<Change> {
        let not = found.iter().position(|t| matches!(t.lower.as_str(), "не" | "not"))?;
        let but = found.iter().skip(not).position(|t| matches!(t.lower.as_str(), "а" | "but")).map(|n| not + n)?;
        let number = self.one(found.get(..not)?)?;
        let task = self.tasks.iter().find(|task| task.number == number)?;
        let (old, new) = (found.get(not + 1..but)?, unquoted(text.get(found.get(but)?.end..)?));
        let title = tokens(task.title);
        let olds: Vec<&Token> = old.iter().filter(|t| t.is_word()).collect();
        let fits = |from: usize| {
            olds.iter().enumerate().all(|(n, t)| {
                title.get(from + n).is_some_and(|x| crate::domain::intake::understand::token::related(x, t))
            })
        };
        let from = (0..title.len()).find(|from| !olds.is_empty() && fits(*from))?;
        let (start, end) = (title.get(from)?.start, title.get(from + olds.len() - 1)?.end);
        let title = format!("{}{new}{}", task.title.get(..start)?, task.title.get(end..)?);
        Some(changed(number, TaskChange { title: Some(title), ..TaskChange::default() }))
    }

    /// «каталог => тираж заказан», «у второй итог — ролик у блогера».
    fn product(&self, text: &str, found: &[Token]) -> Option<Change> {
        if let Some((left, right)) = arrow(text) {
            let (left, first) = match last_hours(&left, self.clock, true) {
                Some(hours) => (without(&left, hours.start, hours.end), Some(hours.time)),
                None => (left, None),
            };
            let number = self.one(&tokens(&left))?;
            let (right, time) = match last_hours(&right, self.clock, false) {
                Some(hours) => (without(&right, hours.start, hours.end), Some(hours.time)),
                None => (right, first),
            };
            let deliverable = Some(tidy(&right)).filter(|right| right.chars().any(is_word));
            let minutes = time.and_then(Time::minutes);
            if let Some(time) = time.filter(|_| minutes.is_none()) {
                return Some(Change::Ask(Question::HowLong { task: None, number: Some(number), time }));
            }
            return Some(changed(number, TaskChange { deliverable, minutes, ..TaskChange::default() }));
        }
        // «результат первой: форма работает».
        if let Some(used) = self.clock.words.result_label.begin(found)
            && let Some(colon) = found.iter().position(|t| t.is(':') || t.is_dash()).filter(|colon| *colon > used)
            && let Some(number) = self.one(found.get(used..colon)?)
        {
            let deliverable = tidy(text.get(found.get(colon)?.end..)?);
            return deliverable
                .chars()
                .any(is_word)
                .then(|| changed(number, TaskChange { deliverable: Some(deliverable), ..TaskChange::default() }));
        }
        let (at, used) = self.clock.words.result_label.find(found).filter(|(at, _)| *at > 0)?;
        let number = self.one(found.get(..at)?)?;
        let rest = found.get(at + used..)?;
        let skip = rest
            .iter()
            .take_while(|t| t.is(':') || t.is_dash() || matches!(t.lower.as_str(), "is" | "это" | "будет"))
            .count();
        let deliverable = tidy(text.get(rest.get(skip)?.start..)?);
        deliverable
            .chars()
            .any(is_word)
            .then(|| changed(number, TaskChange { deliverable: Some(deliverable), ..TaskChange::default() }))
    }

    /// «1 - 8ч», «каталог 9 часов», «каталог на час больше», «2: 4».
    fn hours(&self, text: &str, list: bool) -> Option<Change> {
        let w = self.clock.words;
        let found = tokens(text);
        if let Some(change) = self.number_alone(text, &found) {
            return Some(change);
        }
        let hours = last_hours(text, self.clock, true)?;
        let rest_text = without(text, hours.start, hours.end);
        let inside = tokens(text.get(hours.start..hours.end)?);
        let rest = tokens(&rest_text);
        // «ролик 6ч вместо 5»: what it was before.
        let rest = match w.instead.find(&rest) {
            Some((at, _)) => rest.get(..at)?.to_vec(),
            None => rest,
        };
        let time = hours.time;
        let around: Vec<Token> = inside.iter().chain(&rest).cloned().collect();
        let sign = text.get(..hours.start).unwrap_or("").trim_end().chars().next_back();
        let more = w.more.stand_in(&found) && !w.raise.stand_in(&around)
            || matches!(sign, Some('+'))
            || text.starts_with('+')
            || inside.first().is_some_and(|t| t.is('+'));
        let less = w.less.stand_in(&found) && !w.raise.stand_in(&around);
        let subject: Vec<Token> = strip(
            &rest,
            &[
                &w.more,
                &w.less,
                &w.raise,
                &w.set,
                &w.correction,
                &w.hours_tail,
                &w.hours_filler,
                &w.spent,
                &w.number_filler,
            ],
        );
        let number = if list {
            self.names.titled(&subject, w)?
        } else {
            match self.one_of(&subject)? {
                Ok(number) => number,
                Err(several) => {
                    let change = |minutes| Act::ChangeTask {
                        number: 0,
                        change: TaskChange { minutes: Some(minutes), ..TaskChange::default() },
                    };
                    return Some(which(several, time.minutes().filter(|_| !more && !less).map(change)));
                }
            }
        };
        let was = self.tasks.iter().find(|task| task.number == number)?.minutes;
        let minutes = match (time.minutes(), was) {
            (Some(by), Some(was)) if more => Some(was.saturating_add(by)),
            (Some(by), Some(was)) if less => was.checked_sub(by).filter(|left| *left > 0),
            (Some(minutes), _) if !more && !less => Some(minutes),
            _ => None,
        };
        Some(match minutes {
            Some(minutes) => changed(number, TaskChange { minutes: Some(minutes), ..TaskChange::default() }),
            None => Change::Ask(Question::HowLong { task: None, number: Some(number), time }),
        })
    }

    /// «2: 4», «1 - 8ч»: a task's number, a joint and hours.
    fn number_alone(&self, text: &str, found: &[Token]) -> Option<Change> {
        let Some((numbers, end)) = self.names.counted(found, 0, self.clock.words) else {
            let [number, colon, ..] = found else { return None };
            let hours = text.get(found.get(2)?.start..)?;
            let there = number.is_digits()
                && colon.is(':')
                && number.lower.len() <= 2
                && self.clock.cell(hours).is_some()
                && hours.contains(char::is_alphabetic);
            return there.then_some(Change::Ask(Question::NoSuchTask));
        };
        let [number] = numbers.as_slice() else { return None };
        let (before, joint) = (found.get(end.checked_sub(1)?)?, found.get(end)?);
        let spaced = joint.is_dash() && joint.start > before.end;
        let hours = text.get(found.get(end + 1)?.start..)?;
        let time = self.clock.cell(hours).filter(|_| joint.is(':') || spaced)?;
        Some(match time.minutes() {
            Some(minutes) => changed(*number, TaskChange { minutes: Some(minutes), ..TaskChange::default() }),
            None => Change::Ask(Question::HowLong { task: None, number: Some(*number), time }),
        })
    }

    /// «добавь звонок юристу 30 мин», «и ещё звонок в банк полчаса»; «2: Новое название» before that.
    fn add(&self, text: &str, found: &[Token]) -> Option<Change> {
        let w = self.clock.words;
        let (numbers, end) = self.names.counted(found, 0, w).unwrap_or_default();
        if let ([number], Some(colon)) = (numbers.as_slice(), found.get(end))
            && colon.is(':')
            && let Some(next) = found.get(end + 1).filter(|t| t.is_word() || t.is_one_of(&['«', '"']))
        {
            let title = tidy(text.get(next.start..)?);
            return Some(changed(*number, TaskChange { title: Some(title), ..TaskChange::default() }));
        }
        let asked = without_lead(text, &[&w.filler, &w.polite]);
        let words = tokens(asked);
        let used = w.add.begin(&words)?;
        let rest = asked.get(words.get(used)?.start..)?;
        let rest = without_lead(rest, &[&w.task_word]);
        rest.chars().any(is_word).then(|| Change::Add(rest.trim_start_matches([':', ' ', '-', '–', '—']).to_owned()))
    }

    /// The one task all of these words mean.
    fn one(&self, words: &[Token]) -> Option<u32> {
        self.one_of(words)?.ok()
    }

    fn one_of(&self, words: &[Token]) -> Option<Result<u32, Vec<u32>>> {
        let meant = self.meant(words);
        if meant.rest.iter().any(|t| self.says(t)) {
            return None;
        }
        match meant.numbers.as_slice() {
            [number] => Some(Ok(*number)),
            [] => None,
            several => Some(Err(several.to_vec())),
        }
    }

    /// The tasks some words mean: by number and place, or all of them by name.
    fn meant<'t>(&self, words: &'t [Token]) -> Meant<'t> {
        let w = self.clock.words;
        let (mut numbers, mut rest) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < words.len() {
            match self.names.counted(words, at, w) {
                Some((found, end)) => {
                    numbers.extend(found);
                    at = end.max(at + 1);
                }
                None => {
                    rest.extend(words.get(at));
                    at += 1;
                }
            }
        }
        if !numbers.is_empty() {
            return Meant { numbers, several: false, rest };
        }
        // «каталог и ролик».
        let owned: Vec<Token> = rest.iter().map(|t| (*t).clone()).collect();
        let mut several = false;
        let mut left = Vec::new();
        for part in owned.split(|t| matches!(t.lower.as_str(), "и" | "and") || t.is(',')) {
            match self.names.named(part, w) {
                Some(Named::One(number)) => numbers.push(number),
                Some(Named::Several(found)) => (several, numbers) = (true, found),
                None => left.extend(part.iter().map(|t| t.start)),
            }
        }
        rest.retain(|t| left.contains(&t.start));
        Meant { numbers, several, rest }
    }

    /// Whether a token says something beyond naming a task.
    fn says(&self, token: &Token) -> bool {
        let w = self.clock.words;
        let one = std::slice::from_ref(token);
        token.is_digits()
            || token.is_word()
                && [&w.stop, &w.task_word, &w.polite, &w.filler, &w.number_filler]
                    .iter()
                    .all(|list| list.begin(one).is_none())
    }
}

fn changed(number: u32, change: TaskChange) -> Change {
    Change::Acts(vec![Act::ChangeTask { number, change }])
}

/// Which of several tasks is meant? `act` is what is to be done with it, with any number.
fn which(numbers: Vec<u32>, act: Option<Act>) -> Change {
    Change::Ask(Question::WhichTask { numbers, act: act.map(Box::new) })
}

/// The tokens without the first phrase of a list, and where it stood.
fn cut<'t>(found: &'t [Token], list: &Phrases) -> Option<(usize, Vec<&'t Token>)> {
    let (at, used) = list.find(found)?;
    Some((at, found.iter().enumerate().filter(|(n, _)| *n < at || *n >= at + used).map(|(_, t)| t).collect()))
}

fn cut_tokens<'t>(found: &[&'t Token], list: &Phrases) -> Option<(usize, Vec<&'t Token>)> {
    let owned: Vec<Token> = found.iter().map(|t| (*t).clone()).collect();
    let (at, used) = list.find(&owned)?;
    Some((at, found.iter().enumerate().filter(|(n, _)| *n < at || *n >= at + used).map(|(_, t)| *t).collect()))
}

/// The tokens without every phrase of some lists.
fn strip(found: &[Token], lists: &[&Phrases]) -> Vec<Token> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(token) = found.get(at) {
        let rest = found.get(at..).unwrap_or_default();
        match lists.iter().filter_map(|list| list.begin(rest)).max() {
            Some(used) if used > 0 => at += used,
            _ => {
                out.push(token.clone());
                at += 1;
            }
        }
    }
    out
}

fn words_of(tokens: &[Token]) -> String {
    tokens.iter().map(|t| t.lower.as_str()).collect::<Vec<_>>().join(" ")
}

/// The words inside of quotation marks, or all of them.
fn unquoted(text: &str) -> String {
    let text = text.trim().trim_matches(['.', ',', '!', ':', ' ']);
    for (open, close) in [('«', '»'), ('"', '"'), ('“', '”')] {
        if let Some(inside) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return inside.to_owned();
        }
    }
    tidy(text)
}
