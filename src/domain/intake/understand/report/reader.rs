//! What was done: states, hours, results and reasons of tasks, by number, by place and by name.

use crate::domain::intake::understand::hours::{Clock, Time};
use crate::domain::intake::understand::names::Names;
use crate::domain::intake::understand::reading::{Mark, State};
use crate::domain::intake::understand::report::listener::{Event, Listener};
use crate::domain::intake::understand::state;
use crate::domain::intake::understand::task::{all_hours, tidy, without, without_lead};
use crate::domain::intake::understand::token::{Token, slice, tokens};
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// What a line says of tasks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::domain::intake::understand) struct Marks {
    pub(in crate::domain::intake::understand) marks: Vec<Mark>,
    /// Words for a state or signs say it, not only that something happened.
    pub(in crate::domain::intake::understand) sure: bool,
    /// Clauses that name no task and say no state, and stand before the first that does.
    pub(in crate::domain::intake::understand) leftover: Vec<String>,
    /// A task was named, and nothing said of it that is known.
    pub(in crate::domain::intake::understand) unclear: Vec<u32>,
}

/// Reads what a text says of tasks. `given`: the state a heading or a box says of all of them; `spoken`: the tasks that lines before
/// spoke of, so that «остальное» does not mean them.
pub(in crate::domain::intake::understand) fn read(
    text: &str,
    names: &Names,
    clock: &Clock<'_>,
    given: Option<State>,
    spoken: &[u32],
) -> Marks {
    let found = tokens(text);
    if let Some(marks) = in_order(&found, names, clock) {
        return Marks { marks, sure: true, ..Marks::default() };
    }
    let mut reader = Reader {
        text,
        spoken,
        names,
        clock,
        given,
        marks: Vec::new(),
        pending: Vec::new(),
        carry: None,
        sure: false,
        all: false,
        leftover: Vec::new(),
    };
    for (from, to) in clauses(&found) {
        reader.clause(found.get(from..to).unwrap_or_default());
    }
    reader.finish()
}

/// «100 % / 50 % / 0 %», «+ - +»: as many states as tasks and nothing else, in their order.
fn in_order(found: &[Token], names: &Names, clock: &Clock<'_>) -> Option<Vec<Mark>> {
    let (mut states, mut at) = (Vec::new(), 0);
    while let Some(token) = found.get(at) {
        match state::at(found, at, clock.words) {
            Some(stated) if stated.sure => {
                states.push(stated.state);
                at += stated.used.max(1);
            }
            _ if token.is_one_of(&[',', ';', '/', '|', '·', '.']) => at += 1,
            _ => return None,
        }
    }
    let numbers: Vec<u32> = names.numbers().collect();
    let mark = |(number, state)| Mark { number, state: Some(state), minutes: None, text: None };
    (states.len() > 1 && states.len() == numbers.len()).then(|| numbers.into_iter().zip(states).map(mark).collect())
}

/// Where the clauses of a text begin and end, by token: at commas, points and semicolons not inside numbers.
fn clauses(found: &[Token]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in found.iter().enumerate() {
        let near = |n: Option<&Token>| n.is_some_and(Token::is_digits);
        let inner = near(at.checked_sub(1).and_then(|n| found.get(n)))
            && near(found.get(at + 1))
            && found.get(at + 1).is_some_and(|t| t.start == token.end);
        if token.is_one_of(&[',', ';', '.', '!', '·', '|', '\n']) && !inner {
            out.push((start, at));
            start = at + 1;
        }
    }
    out.push((start, found.len()));
    out.retain(|(from, to)| from < to);
    out
}

struct Reader<'a> {
    text: &'a str,
    spoken: &'a [u32],
    names: &'a Names,
    clock: &'a Clock<'a>,
    given: Option<State>,
    marks: Vec<Mark>,
    /// Tasks named before anything was said of them.
    pending: Vec<u32>,
    /// A state said first, for the tasks that follow: «сделал 1, 2 и 5».
    carry: Option<State>,
    sure: bool,
    /// «Всё»: stands for every task until others are named.
    all: bool,
    leftover: Vec<String>,
}

impl Reader<'_> {
    fn clause(&mut self, found: &[Token]) {
        let (events, words_from) = Listener { names: self.names, clock: self.clock }.events(found);
        let names_task =
            events.iter().any(|(e, _)| matches!(e, Event::Tasks(_) | Event::All | Event::None | Event::Rest));
        let states = events.iter().any(|(e, _)| matches!(e, Event::State(..)));
        let hours = self.hours(found);
        // «Обзвон …, номера старые»: more of the same task.
        let same = !states && hours.is_none() && self.pending.is_empty() && self.given.is_none() && self.carry.is_none()
            && events.iter().all(|(e, _)| matches!((e, self.marks.last()), (Event::Tasks(t), Some(last)) if t.as_slice() == [last.number]));
        if same && !self.marks.is_empty() {
            return self.goes_on(found, hours);
        }
        if !names_task
            && !(states && (self.marks.is_empty() || !self.pending.is_empty()))
            && !(self.all && self.marks.is_empty() && states)
        {
            return self.goes_on(found, hours);
        }
        // «спикер отказался»: somebody else did.
        let w = self.clock.words;
        let lead = events.first().map_or(0, |(_, at)| *at);
        let others = !Vocabulary::consists(
            found.get(..lead).unwrap_or_default(),
            &[&w.filler, &w.stop, &w.polite, &w.all, &w.greeting],
        );
        if !names_task && others && self.pending.is_empty() {
            return self.goes_on(found, hours);
        }
        let but = events.iter().any(|(e, _)| *e == Event::But);
        let mut first_state = None;
        let mut assigned: Vec<u32> = Vec::new();
        for (event, _) in &events {
            match event {
                Event::State(state, sure) => {
                    let waiting = std::mem::take(&mut self.pending);
                    if !waiting.is_empty() {
                        assigned.extend(&waiting);
                        self.assign(&waiting, *state);
                        first_state = None;
                    } else if assigned.is_empty() || self.later_tasks(&events, event) {
                        first_state = Some(*state);
                    }
                    self.sure |= *sure;
                }
                Event::Tasks(tasks) => self.tasks(tasks, &mut first_state, &mut assigned, but, &events),
                Event::All | Event::Rest | Event::None => self.group(event, first_state, &mut assigned),
                Event::But => {}
            }
        }
        if but && !self.pending.is_empty() {
            self.except();
        }
        self.by_product(found, &mut assigned);
        self.carry = first_state.or(self.carry.filter(|_| !states));
        self.details(found, words_from, hours, &assigned);
    }

    /// «всё», «остальное», «ничего»: many tasks at once.
    fn group(&mut self, event: &Event, first: Option<State>, assigned: &mut Vec<u32>) {
        let all: Vec<u32> = self.names.numbers().collect();
        match event {
            Event::None => {
                self.assign(&all, State::NotDone);
                self.sure = true;
                assigned.extend(all);
            }
            Event::All => {
                self.all = true;
                match first.or(self.given) {
                    Some(state) => self.assign(&all, state),
                    None => self.pending.extend(all),
                }
            }
            _ => {
                let said = |n: &u32| self.marks.iter().any(|m| m.number == *n) || self.spoken.contains(n);
                let rest: Vec<u32> = all.into_iter().filter(|n| !said(n)).collect();
                match first {
                    Some(state) => self.assign(&rest, state),
                    None => self.pending.extend(rest),
                }
            }
        }
    }

    /// Tasks that are named: with the state said before them, with the one of the clause before, or waiting for one.
    fn tasks(
        &mut self,
        tasks: &[u32],
        first: &mut Option<State>,
        assigned: &mut Vec<u32>,
        but: bool,
        events: &[(Event, usize)],
    ) {
        let states = events.iter().any(|(e, _)| matches!(e, Event::State(..)));
        let at = events.iter().position(|(e, _)| *e == Event::But).unwrap_or(0);
        let later = events.iter().skip(at).any(|(e, _)| matches!(e, Event::State(..)));
        let behind = events.iter().skip(at).any(|(e, _)| matches!(e, Event::Tasks(t) if t == tasks));
        if but && behind && !later {
            // «кроме 2 и 3».
            self.except();
            self.assign(tasks, State::NotDone);
            assigned.extend(tasks);
            return;
        }
        match (*first, self.carry, self.given) {
            (Some(state), ..) => {
                assigned.extend(tasks);
                self.assign(tasks, state);
            }
            (None, Some(state), _) if !states => {
                assigned.extend(tasks);
                self.assign(tasks, state);
            }
            (None, None, Some(state)) if !states => {
                assigned.extend(tasks);
                self.assign(tasks, state);
            }
            _ => self.pending.extend(tasks),
        }
    }

    /// «сводка у Марины»: the words of its own end product say that it is there.
    fn by_product(&mut self, found: &[Token], assigned: &mut Vec<u32>) {
        let made: Vec<u32> =
            self.pending.iter().copied().filter(|number| self.names.makes(*number, found, self.clock.words)).collect();
        self.pending.retain(|number| !made.contains(number));
        self.assign(&made, State::Done);
        assigned.extend(made);
    }

    /// «Всё, кроме …»: what waits is done, as far as nothing else is said.
    fn except(&mut self) {
        let waiting = std::mem::take(&mut self.pending);
        if self.all {
            self.assign(&waiting, State::Done);
            self.sure = true;
        }
    }

    fn later_tasks(&self, events: &[(Event, usize)], state: &Event) -> bool {
        let at = events.iter().position(|(e, _)| e == state).unwrap_or(0);
        events.iter().skip(at + 1).any(|(e, _)| matches!(e, Event::Tasks(_) | Event::All | Event::Rest))
            && !events.iter().skip(at + 1).any(|(e, _)| matches!(e, Event::State(..)))
    }

    fn assign(&mut self, tasks: &[u32], state: State) {
        for &number in tasks {
            match self.marks.iter_mut().find(|mark| mark.number == number) {
                Some(mark) => mark.state = Some(state),
                None => self.marks.push(Mark { number, state: Some(state), minutes: None, text: None }),
            }
        }
    }

    /// A clause that names no task: why, what came out, or how long it took.
    fn goes_on(&mut self, found: &[Token], hours: Option<u32>) {
        let text = slice(self.text, found).trim();
        self.carry = None;
        match self.marks.last_mut() {
            Some(mark) => {
                if let Some(minutes) = hours {
                    mark.minutes = mark.minutes.or(Some(minutes));
                    if all_hours(text, self.clock, true).first().is_some_and(|h| h.start == 0 && h.end == text.len()) {
                        return;
                    }
                }
                let why = without_lead(text, &[&self.clock.words.because]);
                if why.chars().any(char::is_alphanumeric) {
                    mark.text = Some(match mark.text.take() {
                        Some(before) => format!("{before}, {why}"),
                        None => why.to_owned(),
                    });
                }
            }
            None if text.chars().any(char::is_alphanumeric) => self.leftover.push(text.to_owned()),
            None => {}
        }
    }

    /// Hours and words of the clause belong to the tasks it speaks of.
    fn details(&mut self, found: &[Token], words_from: usize, hours: Option<u32>, assigned: &[u32]) {
        let mut spoken: Vec<u32> = assigned.to_vec();
        if hours.is_some() && assigned.is_empty() {
            let waiting = std::mem::take(&mut self.pending);
            for number in waiting {
                spoken.push(number);
                if !self.marks.iter().any(|mark| mark.number == number) {
                    self.marks.push(Mark { number, state: None, minutes: None, text: None });
                }
            }
        }
        let text = slice(self.text, found.get(words_from..).unwrap_or_default());
        let words = self.words(text);
        for mark in self.marks.iter_mut().filter(|mark| spoken.contains(&mark.number)) {
            mark.minutes = hours.or(mark.minutes);
            if let Some(words) = &words
                && mark.text.is_none()
            {
                mark.text = Some(words.clone());
            }
        }
    }

    /// What is left of a clause behind its state, without hours and joints.
    fn words(&self, text: &str) -> Option<String> {
        let mut text = text.to_owned();
        for hours in all_hours(&text.clone(), self.clock, true).iter().rev() {
            text = without(&text, hours.start, hours.end);
        }
        let text = tidy(&text);
        let bare = without_lead(&text, &[&self.clock.words.because]);
        // «ушло 5 ч» leaves nothing, «takes orders» all of it.
        let text = if self.clock.words.spent.are(&tokens(bare)) { String::new() } else { bare.to_owned() };
        let content = tokens(&text).iter().any(|t| {
            t.is_digits()
                || t.is_word()
                    && self.clock.words.stop.begin(std::slice::from_ref(t)).is_none()
                    && self.clock.words.polite.begin(std::slice::from_ref(t)).is_none()
        });
        content.then_some(text)
    }

    /// The time a clause says something took; what is left to do is none.
    fn hours(&self, found: &[Token]) -> Option<u32> {
        let text = slice(self.text, found);
        let left = found
            .iter()
            .any(|t| matches!(t.lower.as_str(), "осталось" | "left" | "remaining" | "еще" | "нужно" | "надо"));
        let spent = all_hours(text, self.clock, true).into_iter().next_back().filter(|_| !left)?;
        match spent.time {
            Time::Exact(minutes) => Some(minutes),
            _ => None,
        }
    }

    fn finish(mut self) -> Marks {
        if let Some(state) = self.given
            && !self.pending.is_empty()
        {
            let waiting = std::mem::take(&mut self.pending);
            self.assign(&waiting, state);
        }
        if self.all && !self.pending.is_empty() && self.marks.is_empty() {
            self.pending.clear();
        }
        Marks {
            sure: self.sure || self.given.is_some(),
            marks: self.marks,
            leftover: self.leftover,
            unclear: self.pending,
        }
    }
}
