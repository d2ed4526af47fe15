//! A line in the light of a plan that is there: its changes.

use crate::domain::intake::understand::change::{Change, Plan};
use crate::domain::intake::understand::decide::decider::Decider;
use crate::domain::intake::understand::reading::{Question, What};
use crate::domain::intake::understand::row::Bullet;
use crate::domain::intake::understand::section::Line;
use crate::domain::intake::understand::situation::Writer;
use crate::domain::intake::understand::task::{all_hours, arrow, without_lead};
use crate::domain::intake::understand::token::tokens;
use crate::domain::intake::understand::{split, talk};

impl Decider<'_> {
    /// «убери третью», «каталог 9 часов»: changes of the plan that is there.
    pub(super) fn change(&mut self, line: &Line) -> bool {
        if self.now.plan.is_empty() || line.cells.is_some() || line.inline || self.now.writer == Writer::Approver {
            return false;
        }
        let text = line.row.full.clone();
        // In a list of tasks a line with its end product is one of them; the same title again is found where tasks are taken.
        let titled = arrow(&text).is_some_and(|(title, _)| title.chars().any(char::is_alphabetic));
        if self.many > 1 && titled && !matches!(line.row.bullet, Bullet::Number(..)) {
            return false;
        }
        if talk::wonders(&text, self.now) && !self.now.words.correction.stand_in(&tokens(&text)) {
            return self.wonder(line, &text);
        }
        let listed = line.row.is_listed() && self.many > 1;
        let plan = Plan { names: &self.plan, tasks: self.now.plan, clock: &self.clock };
        let pieces = split::numbers(&text, &self.metrics, &self.clock, false);
        let task_too = !all_hours(&text, &self.clock, true).is_empty()
            && pieces.mentions.iter().any(|(m, _)| self.metrics.named_at(&tokens(&text), m.end, &self.clock).is_some());
        let mentions = if task_too { Vec::new() } else { pieces.mentions };
        let chunks: Vec<String> = if mentions.is_empty() {
            vec![text.clone()]
        } else {
            pieces.rest.iter().map(|rest| (*rest).to_owned()).collect()
        };
        let mut found: Vec<(String, Change)> = Vec::new();
        let mut adds: Vec<String> = Vec::new();
        for chunk in chunks {
            match plan.read(&chunk, listed) {
                Some(change) => found.push((chunk, change)),
                None => {
                    let mut pieces = clauses(&chunk, &plan);
                    if pieces.iter().all(|(_, change)| change.is_none()) {
                        adds.push(chunk);
                        continue;
                    }
                    for (words, change) in pieces.drain(..) {
                        match change {
                            Some(change) => found.push((words, change)),
                            None => adds.push(words),
                        }
                    }
                }
            }
        }
        if found.is_empty() {
            return false;
        }
        for (mention, words) in &mentions {
            self.number(line, words, mention.key, mention.value, true);
        }
        for (words, change) in found {
            match change {
                Change::Acts(acts) => acts.into_iter().for_each(|act| self.say(line, &words, What::Act(act))),
                Change::Ask(question) => self.say(line, &words, What::Ask(question)),
                Change::Add(task) => self.added(line, &task),
            }
        }
        for words in adds {
            self.remainder(line, &words);
        }
        true
    }

    /// What is left of a line beside its changes.
    fn remainder(&mut self, line: &Line, words: &str) {
        let w = self.now.words;
        let said = tokens(words);
        let passing = said.iter().enumerate().all(|(at, t)| {
            !t.is_word()
                || [&w.correction, &w.polite, &w.okay, &w.filler, &w.stop, &w.thanks, &w.greeting, &w.remove, &w.set]
                    .iter()
                    .any(|list| said.get(at..).is_some_and(|rest| list.begin(rest).is_some()))
        });
        if passing || talk::passing(words, self.now) {
            return;
        }
        let part = Line { text: words.to_owned(), ..line.clone() };
        if !self.take(&part) {
            self.say(line, words, What::Ask(Question::What));
        }
    }

    /// «а если выезд убрать?»: nothing changes before they say so.
    fn wonder(&mut self, line: &Line, text: &str) -> bool {
        let plan = Plan { names: &self.plan, tasks: self.now.plan, clock: &self.clock };
        let bare =
            without_lead(text.trim_end_matches('?'), &[&self.now.words.wonder, &self.now.words.filler]).to_owned();
        let act = match plan.read(&bare, false) {
            Some(Change::Acts(acts)) => acts.into_iter().next().map(Box::new),
            _ => None,
        };
        self.say(line, &line.row.raw, What::Ask(Question::Should(act)));
        true
    }
}

/// The clauses of a line and the change each one says.
fn clauses(text: &str, plan: &Plan<'_>) -> Vec<(String, Option<Change>)> {
    let mut out = Vec::new();
    for part in split::outside(text, &[',', ';', '.']) {
        let change = plan.read(&part, false);
        if change.is_some() {
            out.push((part, change));
            continue;
        }
        let halves = [" и ", " and "].iter().find_map(|and| part.split_once(and));
        match halves {
            Some((first, second)) => {
                let (a, b) = (plan.read(first, false), plan.read(second, false));
                if a.is_some() || b.is_some() {
                    out.push((first.to_owned(), a));
                    out.push((second.to_owned(), b));
                } else {
                    out.push((part, None));
                }
            }
            None => out.push((part, None)),
        }
    }
    out
}
