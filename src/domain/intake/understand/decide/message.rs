//! What becomes of a message: the one order in which its lines are tried.

use crate::domain::intake::understand::change::Plan;
use crate::domain::intake::understand::decide::decider::Decider;
use crate::domain::intake::understand::hours::Clock;
use crate::domain::intake::understand::message::Message;
use crate::domain::intake::understand::metric::Metrics;
use crate::domain::intake::understand::names::Names;
use crate::domain::intake::understand::reading::{Act, Answer, Outcome, Passing, Question, State, What};
use crate::domain::intake::understand::row::rows;
use crate::domain::intake::understand::row::{Bullet, Row};
use crate::domain::intake::understand::section::{Line, Section, lines};
use crate::domain::intake::understand::situation::{PlanState, ReportState, Situation};
use crate::domain::intake::understand::talk::{self, Talk};
use crate::domain::intake::understand::task::{all_hours, arrow, without_lead};
use crate::domain::intake::understand::token::tokens;
use crate::domain::intake::understand::{report, split};

/// Reads a message and decides what becomes of each of its lines.
pub fn understand(message: &Message<'_>, now: &Situation<'_>) -> Vec<Outcome> {
    let text = message.written_out();
    let mut rows = rows(&text);
    if message.forwarded {
        return forwarded(message, now);
    }
    let clock = Clock { words: now.words, day: now.day_minutes };
    if now.report != ReportState::Owed {
        plain_ticks(&mut rows, &clock);
    }
    if let [only] = rows.as_slice()
        && let Some(found) = whole(&only.full, now, &clock)
    {
        return vec![Outcome { line: only.number, words: only.raw.clone(), what: found }];
    }
    let lines = lines(rows, &clock);
    if now.report == ReportState::Owed && is_a_plan(&lines, now, &clock) {
        // «План» on top, or a task with its end product and hours, says what all of it is, also while a report is owed.
        return understand(message, &Situation { report: ReportState::None, running: &[], ..*now });
    }
    let mut decider = Decider {
        now,
        clock,
        metrics: Metrics::new(now.metrics),
        plan: Names::new(now.plan, now.words),
        running: Names::new(now.running, now.words),
        out: Vec::new(),
        last: None,
        given: None,
        many: lines.iter().filter(|line| !line.form).count(),
    };
    for line in &lines {
        decider.line(line);
    }
    decider.neighbours();
    decider.twins();
    decider.mused(&lines);
    decider.out
}

/// Whether a message begins with the heading of a plan, or holds a task with its end product and its hours that is none of the
/// running week's, and no state of one.
fn is_a_plan(lines: &[Line], now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    if lines.first().is_some_and(|line| line.form && line.section == Section::Plan) {
        return lines.iter().any(|line| !line.form);
    }
    let running = Names::new(now.running, now.words);
    let new_task = |line: &Line| {
        line.section == Section::Open
            && arrow(&line.row.full).is_some_and(|(title, _)| title.chars().any(char::is_alphabetic))
            && !all_hours(&line.row.full, clock, false).is_empty()
            && !running.hits(&tokens(&line.row.full), now.words).iter().any(|hit| hit.weight >= 1.0)
    };
    lines.iter().any(new_task) && !lines.iter().any(|line| says_state(&line.row.full, now, clock))
}

/// What somebody else wrote and this person passes on: a task with its end product or its hours is asked about, all else is left
/// alone.
fn forwarded(message: &Message<'_>, now: &Situation<'_>) -> Vec<Outcome> {
    let own = Message { forwarded: false, ..message.clone() };
    let mut outcomes = understand(&own, now);
    for outcome in &mut outcomes {
        outcome.what = match std::mem::replace(&mut outcome.what, What::Nothing(Passing::Forwarded)) {
            What::Act(Act::AddTask(task)) if task.deliverable.is_some() && task.minutes.is_some() => {
                What::Ask(Question::TaskOrRemark(task))
            }
            _ => What::Nothing(Passing::Forwarded),
        };
    }
    outcomes
}

/// «✅» in front of every line is only a bullet where hours say that all of it is still to be done.
fn plain_ticks(rows: &mut [Row], clock: &Clock<'_>) {
    let ticked = |row: &Row| row.raw.trim_start_matches(['-', '•', '*', ' ']).starts_with(['✅', '✔', '☑']);
    let all = rows.iter().filter(|row| row.boxed.is_some()).all(ticked);
    let hours = rows.iter().any(|row| row.boxed.is_some() && !all_hours(&row.text, clock, false).is_empty());
    if all && hours {
        for row in rows.iter_mut().filter(|row| row.boxed == Some(true)) {
            (row.boxed, row.bullet) = (None, Bullet::Dot);
        }
    }
}

/// What a message of one line is where it is talk and nothing else.
fn whole(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> Option<What> {
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let data = digits && !split::numbers(text, &Metrics::new(now.metrics), clock, true).mentions.is_empty()
        || arrow(text).is_some()
        || !all_hours(text, clock, false).is_empty() && !text.trim_end().ends_with('?');
    let found = talk::read(text, now)?;
    if now.report == ReportState::Owed && !talk::passing(text, now) && says_state(text, now, clock) {
        return None;
    }
    match found {
        Talk::Undo if !data => Some(What::Act(Act::Undo)),
        Talk::Chat if !talk::passing(text, now) && changes(text, now, clock) => None,
        Talk::Chat
            if !data
                || talk::is_late(text, now) && arrow(text).is_none()
                || now.words.promise.begin(&tokens(text)).is_some() =>
        {
            Some(What::Nothing(Passing::Chat))
        }
        Talk::Answer(answer @ Answer::Absence { .. }) if !data => Some(What::Answer(answer)),
        Talk::Answer(Answer::PlanMessage) if data && (!talk::addressed(text, now) || has_numbers(text, now, clock)) => {
            None
        }
        Talk::Answer(answer @ Answer::Help(_)) if !data => (!changes(text, now, clock)).then_some(What::Answer(answer)),
        Talk::Answer(Answer::PlanMessage) => {
            (!says_state(text, now, clock) && !changes(text, now, clock)).then_some(What::Answer(Answer::PlanMessage))
        }
        _ => None,
    }
}

fn has_numbers(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    arrow(text).is_some() || !split::numbers(text, &Metrics::new(now.metrics), clock, true).mentions.is_empty()
}

fn changes(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    let names = Names::new(now.plan, now.words);
    let plan = Plan { names: &names, tasks: now.plan, clock };
    !now.plan.is_empty() && plan.read(text.trim_end_matches('?'), false).is_some()
}

fn says_state(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    if text.trim_end().ends_with('?') {
        return false;
    }
    let names = Names::new(now.running, now.words);
    let marks = report::read(text, &names, clock, None, &[]);
    !marks.marks.is_empty() && marks.sure && now.report != ReportState::Sent
}

impl Decider<'_> {
    fn line(&mut self, line: &Line) {
        if self.day_off(&line.row.full) {
            return self.say(line, &line.row.raw, What::Nothing(Passing::Form));
        }
        if let Some(next) = self.of_next_week(line) {
            return self.content(&next);
        }
        self.content(line);
    }

    /// «Чт — отгул».
    fn day_off(&self, text: &str) -> bool {
        let found = tokens(text);
        let days = found.iter().take_while(|t| !t.is_word() || self.now.words.weekdays.get(&t.lower).is_some()).count();
        days > 0
            && self.now.words.no_work.are(found.get(days..).unwrap_or_default())
            && found.iter().any(|t| self.now.words.weekdays.get(&t.lower).is_some())
    }

    /// «на той неделе буду делать каталог»: while a report is owed, and of none of its tasks.
    fn of_next_week(&self, line: &Line) -> Option<Line> {
        let w = self.now.words;
        if !self.owed() || line.section == Section::Next || line.cells.is_some() || line.form {
            return None;
        }
        let text = without_lead(&line.text, &[&w.filler, &w.planning]);
        let whole = tokens(&line.text);
        let lead = whole.len().saturating_sub(tokens(text).len());
        let rest = without_lead(&line.text, &[&w.next_week, &w.filler, &w.planning]);
        let said = w.next_week.stand_in(whole.get(..lead + 3).unwrap_or(&whole));
        let named = self.running.hits(&whole, w).iter().any(|hit| hit.weight >= 1.0);
        let words = said && !named && rest.len() < line.text.len() && rest.chars().any(char::is_alphabetic);
        let front = w.next_week.find(&whole).is_some_and(|(at, _)| at <= 2);
        (words && front).then(|| Line { section: Section::Next, text: rest.to_owned(), inline: true, ..line.clone() })
    }

    fn content(&mut self, line: &Line) {
        self.given = match line.section {
            Section::Done => Some(State::Done),
            Section::NotDone => Some(State::NotDone),
            Section::Doing => Some(State::Partly),
            _ => None,
        };
        let text = line.text.trim();
        // «Трафик 15к» above a list is no heading of it.
        let number = line.form && line.cells.is_none() && self.is_number(&line.row.full);
        let form = line.form && !number;
        if form
            || self.many > 1
                && line.cells.is_none()
                && talk::passing(&line.row.full, self.now)
                && !(self.owed() && says_state(&line.row.full, self.now, &self.clock))
            || !matches!(line.row.bullet, Bullet::Number(..)) && self.tag_line(text)
        {
            return self.say(line, &line.row.raw, What::Nothing(if form { Passing::Form } else { Passing::Chat }));
        }
        if self.greets(line) {
            return self.say(line, &line.row.raw, What::Nothing(Passing::Chat));
        }
        if !self.editing() && self.report(line) {
            return;
        }
        if self.attribute(line) || self.change(line) || self.adds(line) || self.take(line) {
            return;
        }
        self.ask(line);
    }

    /// A line of several that begins as a greeting and holds no data.
    fn greets(&self, line: &Line) -> bool {
        let w = self.now.words;
        let text = line.row.full.as_str();
        let found = tokens(text);
        let opens = [&w.greeting, &w.announce, &w.farewell, &w.thanks].iter().any(|list| list.begin(&found).is_some());
        self.many > 1 && opens && !line.row.is_listed() && line.cells.is_none() && !line.inline && !self.has_data(text)
    }

    fn has_data(&self, text: &str) -> bool {
        arrow(text).is_some()
            || !all_hours(text, &self.clock, false).is_empty()
            || !split::numbers(text, &self.metrics, &self.clock, true).mentions.is_empty()
    }

    /// «#план #маркетинг».
    fn tag_line(&self, text: &str) -> bool {
        self.many > 1 && text.starts_with('#') && text.split_whitespace().all(|word| word.starts_with('#'))
    }

    /// Nothing claims the line: absence, a remark, or a question back.
    fn ask(&mut self, line: &Line) {
        let text = line.row.full.clone();
        let what = match talk::read(&text, self.now) {
            Some(Talk::Chat) => What::Nothing(Passing::Chat),
            Some(Talk::Answer(answer)) => What::Answer(answer),
            Some(Talk::Undo) => What::Act(Act::Undo),
            None => What::Ask(Question::What),
        };
        self.say(line, &line.row.raw, what);
    }

    /// A line between tasks is one, too, where the plan is being written.
    fn neighbours(&mut self) {
        if self.now.state != PlanState::Open || self.owed() || self.editing() {
            return;
        }
        let tasks = self.out.iter().filter(|o| matches!(o.what, What::Act(Act::AddTask(_)))).count();
        let words = self.out.iter().filter(|o| matches!(o.what, What::Ask(Question::TaskOrRemark(_)))).count();
        if tasks < 2 || words * 2 > tasks + words {
            return;
        }
        for outcome in &mut self.out {
            if let What::Ask(Question::TaskOrRemark(task)) = &outcome.what
                && task.title.split_whitespace().count() <= 8
                && !outcome.words.contains(['?', '!'])
                && talk::read(&outcome.words, self.now).is_none()
            {
                outcome.what = What::Act(Act::AddTask(task.clone()));
            }
        }
    }

    /// «лиды 200 это нереально», «каталог будет готов завтра»: words that speak about a plan that was handed in, or put the end of a
    /// task off, ask for nothing by themselves: what they could mean is asked.
    fn mused(&mut self, lines: &[Line]) {
        let w = self.now.words;
        let about = |line: &Line| arrow(&line.row.full).is_none() && w.muse.stand_in(&tokens(&line.row.full));
        let musing: Vec<usize> = lines.iter().filter(|line| about(line)).map(|line| line.row.number).collect();
        let later = |line: &&Line| w.later_on.stand_in(&tokens(&line.row.full));
        let later: Vec<usize> = lines.iter().filter(later).map(|line| line.row.number).collect();
        let (handed_in, owed) = (self.now.handed_in(), self.owed());
        for outcome in &mut self.out {
            let What::Act(act) = &outcome.what else { continue };
            let question = match act {
                Act::Mark(mark) if later.contains(&outcome.line) => {
                    let early = mark.state == Some(State::Done) || (mark.state == Some(State::NotDone) && !owed);
                    early.then(|| Question::MarkOrNot(mark.clone()))
                }
                Act::AddTask(task) if handed_in && musing.contains(&outcome.line) => {
                    Some(Question::TaskOrRemark(task.clone()))
                }
                Act::Target { .. } | Act::ChangeTask { .. } if handed_in && musing.contains(&outcome.line) => {
                    Some(Question::Should(Some(Box::new(act.clone()))))
                }
                _ => None,
            };
            if let Some(question) = question {
                outcome.what = What::Ask(question);
            }
        }
    }

    /// The same title twice in one message is asked about once.
    fn twins(&mut self) {
        let mut seen: Vec<String> = Vec::new();
        for outcome in &mut self.out {
            let What::Act(Act::AddTask(task)) = &outcome.what else { continue };
            let title = crate::domain::intake::line::fold(&task.title);
            if seen.contains(&title) {
                outcome.what = What::Ask(Question::SameTitle { number: None, task: task.clone() });
            } else {
                seen.push(title);
            }
        }
    }
}
