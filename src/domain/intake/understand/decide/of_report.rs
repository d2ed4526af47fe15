//! A line in the light of a running week: states, numbers and notes of its report.

use rust_decimal::Decimal;

use crate::domain::intake::TaskText;
use crate::domain::intake::note::note;
use crate::domain::intake::understand::decide::decider::Decider;
use crate::domain::intake::understand::hours::{Clock, Time};
use crate::domain::intake::understand::reading::{Act, Passing, Question, State, What};
use crate::domain::intake::understand::row::{Bullet, Joint};
use crate::domain::intake::understand::section::{Line, Section};
use crate::domain::intake::understand::task::{arrow, draft, without_lead};
use crate::domain::intake::understand::token::tokens;
use crate::domain::intake::understand::{report, split, state, table, talk};

impl Decider<'_> {
    /// States, numbers and notes of the running week.
    pub(super) fn report(&mut self, line: &Line) -> bool {
        if self.running.is_empty() && !self.owed()
            || matches!(line.section, Section::Next | Section::Numbers)
            || matches!(line.section, Section::Plan | Section::Tasks) && !self.owed()
        {
            return false;
        }
        if let Some((kind, words)) = note(&line.row.full)
            .filter(|(_, words)| words.chars().any(char::is_alphanumeric) && !self.is_number(&line.row.full))
        {
            let words = words.to_owned();
            self.say(line, &line.row.raw, What::Act(Act::Note { kind, text: words }));
            return true;
        }
        if self.unplanned(line) {
            return true;
        }
        let mut text = reportable(line);
        // The number of a list's item is no task's where its words name one.
        let named = self.running.hits(&tokens(&line.text), self.now.words).iter().any(|hit| hit.weight >= 1.0);
        if named && matches!(line.row.bullet, Bullet::Number(_, Joint::Point)) {
            text.clone_from(&line.text);
        }
        let pieces = split::numbers(&text, &self.metrics, &self.clock, true);
        let numbers = self.owed() && !pieces.mentions.is_empty();
        if numbers {
            for (mention, words) in &pieces.mentions {
                self.number(line, words, mention.key, mention.value, false);
            }
        }
        let rest: Vec<String> =
            if numbers { pieces.rest.iter().map(|rest| (*rest).to_owned()).collect() } else { vec![text.clone()] };
        let mut taken = numbers;
        for piece in rest {
            taken |= self.states(line, &piece, numbers);
        }
        taken || self.bare(line)
    }

    /// «Клиенты: 12» for whoever reports «Новые клиенты»: a number, and no word from clients.
    pub(super) fn is_number(&self, text: &str) -> bool {
        let pieces = split::numbers(text, &self.metrics, &self.clock, true);
        !pieces.mentions.is_empty() && !pieces.rest.iter().any(|rest| rest.chars().any(char::is_alphabetic))
    }

    /// «7 готово», where there are two tasks.
    fn no_such_task(&self, text: &str) -> bool {
        let found = tokens(text);
        let number = found.first().filter(|t| t.is_digits()).and_then(|t| t.lower.parse::<u32>().ok());
        let joint = usize::from(found.get(1).is_some_and(|t| !t.is_word() && !t.is_digits()));
        let stated = state::at(&found, 1 + joint, self.now.words).is_some_and(|stated| stated.sure);
        stated && number.is_some_and(|number| !self.running.numbers().any(|known| known == number))
    }

    /// «131, 14 200».
    fn bare(&mut self, line: &Line) -> bool {
        let parts: Vec<Decimal> = split::outside(&line.row.full, &[',', ';'])
            .iter()
            .filter_map(|part| crate::domain::intake::number::parse_number(part))
            .collect();
        let all = parts.len() == split::outside(&line.row.full, &[',', ';']).len();
        if self.owed() && all && !parts.is_empty() && parts.len() <= self.now.metrics.len() {
            self.say(line, &line.row.raw, What::Act(Act::BareActuals(parts)));
            return true;
        }
        false
    }

    /// What a text says of the running week's tasks. `among`: numbers stood on the same line, so that all of it is the report's.
    fn states(&mut self, line: &Line, text: &str, among: bool) -> bool {
        if text.trim_end().ends_with('?') {
            return false;
        }
        if self.stuck(line, text) {
            return true;
        }
        let given = self
            .given
            .or(line.row.boxed.map(|done| if done { State::Done } else { State::NotDone }))
            .or(line.row.struck.then_some(State::Done));
        let mut found = report::read(text, &self.running, &self.clock, given, &self.spoken());
        if let Some(cells) = &line.cells {
            found = self.row(cells);
        }
        let asks =
            !self.owed() && found.marks.iter().any(|mark| mark.state == Some(State::Cancelled) || mark.state.is_none());
        // A promise or a plain task with hours is no report.
        let only_hours = found.marks.iter().all(|mark| mark.state.is_none());
        if found.marks.is_empty()
            || only_hours && !self.owed() && !self.spends(text)
            || !found.sure && self.plans(line, text)
        {
            if !self.running.is_empty() && self.no_such_task(text) {
                self.say(line, text, What::Ask(Question::NoSuchTask));
                return true;
            }
            if among && text.chars().any(char::is_alphanumeric) {
                if let Some(metric) = self.nearly(text.trim()) {
                    self.say(line, text, What::Ask(Question::UnclearNumber { metric }));
                } else if talk::passing(text, self.now) {
                    self.say(line, text, What::Nothing(Passing::Chat));
                } else {
                    self.say(line, text, What::Ask(Question::What));
                }
                return true;
            }
            if self.given.is_some() && self.owed() && !text.is_empty() {
                let task = TaskText { title: text.to_owned(), ..TaskText::default() };
                self.say(line, text, What::Ask(Question::TaskOrRemark(task)));
                return true;
            }
            return false;
        }
        for mark in found.marks {
            let what = if asks { What::Ask(Question::MarkOrNot(mark)) } else { What::Act(Act::Mark(mark)) };
            self.say(line, text, what);
        }
        for words in found.leftover {
            if !talk::passing(&words, self.now) {
                self.say(line, &words, What::Ask(Question::What));
            }
        }
        if !found.unclear.is_empty() {
            self.say(line, text, What::Ask(Question::WhichTask { numbers: found.unclear, act: None }));
        }
        true
    }

    fn spends(&self, text: &str) -> bool {
        self.now.words.spent.stand_in(&tokens(text))
    }

    /// Whether a line reads like a plan's: an arrow, or a bullet and hours, and no state.
    fn plans(&self, line: &Line, text: &str) -> bool {
        arrow(text).is_some() || line.section == Section::Plan
    }

    fn row(&self, cells: &table::Cells) -> report::Marks {
        let status = cells.status.clone().or_else(|| cells.result.clone()).unwrap_or_default();
        let hours = cells.hours.as_deref().and_then(|hours| self.clock.cell(hours)).and_then(Time::minutes);
        let mut found = report::read(&format!("{} — {status}", cells.title), &self.running, &self.clock, None, &[]);
        for mark in &mut found.marks {
            mark.minutes = hours.or(mark.minutes);
        }
        found
    }

    /// «встал обзвон: телефония лежит»: trouble in the middle of the week.
    fn stuck(&mut self, line: &Line, text: &str) -> bool {
        let found = tokens(text);
        if self.owed() || !self.now.words.stuck.stand_in(&found) {
            return false;
        }
        let hits = self.running.hits(&found, self.now.words);
        let Some(hit) = hits.iter().max_by(|a, b| a.weight.total_cmp(&b.weight)) else { return false };
        let number = hit.task;
        self.say(line, &line.row.raw, What::Ask(Question::Trouble { number }));
        true
    }

    /// «вне плана: помогла складу, 2ч», «прилетело срочное: стойка 2ч».
    fn unplanned(&mut self, line: &Line) -> bool {
        let w = self.now.words;
        let text =
            if line.section == Section::Unplanned && line.inline { line.text.clone() } else { line.row.full.clone() };
        let found = tokens(&text);
        let said = line.section == Section::Unplanned || w.unplanned.begin(&found).is_some();
        if !said || self.now.plan.is_empty() && self.running.is_empty() {
            return false;
        }
        let rest = without_lead(&text, &[&w.unplanned, &w.task_word]).to_owned();
        let drafts = with_their_hours(split::tasks(&rest, &self.clock, true), &self.clock);
        let mut any = false;
        for part in drafts {
            let draft = draft(&part, &self.clock);
            if draft.has_words() {
                let minutes = draft.time.and_then(Time::minutes);
                let task = TaskText { title: draft.title, deliverable: draft.deliverable, minutes, goal: draft.goal };
                let what = if self.running.is_empty() {
                    What::Ask(Question::Unplanned(task))
                } else {
                    What::Act(Act::AddUnplanned(task))
                };
                self.say(line, &part, what);
                any = true;
            }
        }
        any
    }
}

/// «помогла складу, 2ч»: hours alone belong to what stands before them.
fn with_their_hours(parts: Vec<String>, clock: &Clock<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        match out.last_mut().filter(|_| !draft(&part, clock).has_words()) {
            Some(before) => *before = format!("{before}, {part}"),
            None => out.push(part),
        }
    }
    out
}

/// The words of a line for a report, with the number its bullet was.
fn reportable(line: &Line) -> String {
    if line.inline {
        return line.text.clone();
    }
    if line.row.boxed.is_some() { line.text.clone() } else { line.row.full.clone() }
}
