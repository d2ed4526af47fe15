//! What becomes of a message in the light of what is open: the one order in which its lines are tried.

use crate::domain::intake::note::note;
use crate::domain::intake::understand::change::{Change, Plan};
use crate::domain::intake::understand::hours::{Clock, Time};
use crate::domain::intake::understand::message::Message;
use crate::domain::intake::understand::metric::{Metrics, Value};
use crate::domain::intake::understand::names::Names;
use crate::domain::intake::understand::plan::{Attribute, Evidence, Item, attribute};
use crate::domain::intake::understand::reading::{Act, Answer, Outcome, Passing, Question, State, What};
use crate::domain::intake::understand::row::{Bullet, Joint, rows};
use crate::domain::intake::understand::section::{Line, Section, lines};
use crate::domain::intake::understand::situation::{PlanState, ReportState, Situation, Writer};
use crate::domain::intake::understand::talk::{self, Talk};
use crate::domain::intake::understand::{plan, report, split, state};
use crate::domain::intake::understand::token::tokens;
use crate::domain::intake::{TaskChange, TaskText};
use crate::domain::report::implausible;
use rust_decimal::Decimal;

/// The longest title of a task, in characters.
const TITLE: usize = 300;

/// Reads a message and decides what becomes of each of its lines.
pub fn understand(message: &Message<'_>, now: &Situation<'_>) -> Vec<Outcome> {
    let text = message.written_out();
    let rows = rows(&text);
    if message.forwarded {
        let words = message.text.trim().to_owned();
        return vec![Outcome { line: 0, words, what: What::Nothing(Passing::Forwarded) }];
    }
    let clock = Clock { words: now.words, day: now.day_minutes };
    if let [only] = rows.as_slice()
        && let Some(found) = whole(&only.full, now, &clock)
    {
        return vec![Outcome { line: only.number, words: only.raw.clone(), what: found }];
    }
    let lines = lines(rows, &clock);
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
    decider.out
}

/// What a message of one line is where it is talk and nothing else.
fn whole(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> Option<What> {
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let data = digits && !split::numbers(text, &Metrics::new(now.metrics), clock, true).mentions.is_empty() || crate::domain::intake::understand::task::arrow(text).is_some()
        || !crate::domain::intake::understand::task::all_hours(text, clock, false).is_empty() && !text.trim_end().ends_with('?');
    let found = talk::read(text, now)?;
    if now.report == ReportState::Owed && !talk::passing(text, now) && says_state(text, now, clock) {
        return None;
    }
    match found {
        Talk::Undo if !data => Some(What::Act(Act::Undo)),
        Talk::Chat if !talk::passing(text, now) && changes(text, now, clock) => None,
        Talk::Chat if !data || now.words.promise.begin(&tokens(text)).is_some() => Some(What::Nothing(Passing::Chat)),
        Talk::Answer(answer @ Answer::Absence { .. }) if !data => Some(What::Answer(answer)),
        Talk::Answer(Answer::Remark) if data && (!talk::addressed(text, now) || has_numbers(text, now, clock)) => None,
        Talk::Answer(answer @ Answer::Help(_)) if !data => (!changes(text, now, clock)).then_some(What::Answer(answer)),
        Talk::Answer(Answer::Remark) => (!says_state(text, now, clock) && !changes(text, now, clock)).then_some(What::Answer(Answer::Remark)),
        _ => None,
    }
}

fn has_numbers(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    crate::domain::intake::understand::task::arrow(text).is_some() || !split::numbers(text, &Metrics::new(now.metrics), clock, true).mentions.is_empty()
}

fn changes(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    let names = Names::new(now.plan, now.words);
    let plan = Plan { names: &names, tasks: now.plan, clock };
    !now.plan.is_empty() && plan.read(text.trim_end_matches('?'), false).is_some()
}

fn says_state(text: &str, now: &Situation<'_>, clock: &Clock<'_>) -> bool {
    let names = Names::new(now.running, now.words);
    let marks = report::read(text, &names, clock, None, &[]);
    !marks.marks.is_empty() && marks.sure && now.report != ReportState::Sent
}

struct Decider<'a> {
    now: &'a Situation<'a>,
    clock: Clock<'a>,
    metrics: Metrics<'a>,
    plan: Names,
    running: Names,
    out: Vec<Outcome>,
    /// Where the last new task stands among the outcomes: attributes belong to it.
    last: Option<usize>,
    /// The state a heading of the report gives to the lines under it.
    given: Option<State>,
    many: usize,
}

impl Decider<'_> {
    fn line(&mut self, line: &Line) {
        self.given = match line.section {
            Section::Done => Some(State::Done),
            Section::NotDone => Some(State::NotDone),
            Section::Doing => Some(State::Partly),
            _ => None,
        };
        let text = line.text.trim();
        if line.form || self.many > 1 && line.cells.is_none() && talk::passing(&line.row.full, self.now) || self.tag_line(text) {
            return self.say(line, &line.row.raw, What::Nothing(if line.form { Passing::Form } else { Passing::Chat }));
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
        crate::domain::intake::understand::task::arrow(text).is_some()
            || !crate::domain::intake::understand::task::all_hours(text, &self.clock, false).is_empty()
            || !split::numbers(text, &self.metrics, &self.clock, true).mentions.is_empty()
    }

    /// «#план #маркетинг».
    fn tag_line(&self, text: &str) -> bool {
        self.many > 1 && text.starts_with('#') && text.split_whitespace().all(|word| word.starts_with('#'))
    }

    fn editing(&self) -> bool {
        self.now.writer != Writer::Author
    }

    fn owed(&self) -> bool {
        self.now.report == ReportState::Owed
    }

    fn say(&mut self, line: &Line, words: &str, what: What) {
        self.out.push(Outcome { line: line.row.number, words: words.trim().to_owned(), what });
    }

    // ---- the report

    /// States, numbers and notes of the running week.
    fn report(&mut self, line: &Line) -> bool {
        if self.running.is_empty() || matches!(line.section, Section::Next | Section::Numbers) || matches!(line.section, Section::Plan | Section::Tasks) && !self.owed() {
            return false;
        }
        if let Some((kind, words)) = note(&line.row.full).filter(|(_, words)| words.chars().any(char::is_alphanumeric)) {
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
        let rest: Vec<String> = if numbers { pieces.rest.iter().map(|rest| (*rest).to_owned()).collect() } else { vec![text.clone()] };
        let mut taken = numbers;
        for piece in rest {
            taken |= self.states(line, &piece, numbers);
        }
        taken || self.bare(line)
    }

    /// «131, 14 200».
    fn bare(&mut self, line: &Line) -> bool {
        let parts: Vec<Decimal> = split::outside(&line.row.full, &[',', ';']).iter().filter_map(|part| crate::domain::intake::number::parse_number(part)).collect();
        let all = parts.len() == split::outside(&line.row.full, &[',', ';']).len();
        if self.owed() && all && !parts.is_empty() && parts.len() <= self.now.metrics.len() {
            self.say(line, &line.row.raw, What::Act(Act::BareActuals(parts)));
            return true;
        }
        false
    }

    /// What a text says of the running week's tasks. `among`: numbers stood on the same line, so that all of it is the report's.
    fn states(&mut self, line: &Line, text: &str, among: bool) -> bool {
        if self.stuck(line, text) {
            return true;
        }
        let given = self.given.or(line.row.boxed.map(|done| if done { State::Done } else { State::NotDone })).or(line.row.struck.then_some(State::Done));
        let mut found = report::read(text, &self.running, &self.clock, given, &self.spoken());
        if let Some(cells) = &line.cells {
            found = self.row(cells);
        }
        let asks = !self.owed() && found.marks.iter().any(|mark| mark.state == Some(State::Cancelled) || mark.state.is_none());
        // A promise or a plain task with hours is no report.
        let only_hours = found.marks.iter().all(|mark| mark.state.is_none());
        if found.marks.is_empty() || only_hours && !self.owed() && !self.spends(text) || !found.sure && self.plans(line, text) {
            if among && text.chars().any(char::is_alphanumeric) {
                if talk::passing(text, self.now) {
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
            self.say(line, text, What::Ask(Question::WhichTask(found.unclear)));
        }
        true
    }

    /// The tasks this message has said something of.
    fn spoken(&self) -> Vec<u32> {
        let said = |outcome: &Outcome| match &outcome.what {
            What::Act(Act::Mark(mark)) | What::Ask(Question::MarkOrNot(mark)) => Some(mark.number),
            _ => None,
        };
        self.out.iter().filter_map(said).collect()
    }

    fn spends(&self, text: &str) -> bool {
        self.now.words.spent.stand_in(&tokens(text))
    }

    /// Whether a line reads like a plan's: an arrow, or a bullet and hours, and no state.
    fn plans(&self, line: &Line, text: &str) -> bool {
        crate::domain::intake::understand::task::arrow(text).is_some() || line.section == Section::Plan
    }

    fn row(&self, cells: &crate::domain::intake::understand::table::Cells) -> report::Marks {
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
        let text = if line.section == Section::Unplanned && line.inline { line.text.clone() } else { line.row.full.clone() };
        let found = tokens(&text);
        let said = line.section == Section::Unplanned || w.unplanned.begin(&found).is_some();
        if !said || self.now.plan.is_empty() && self.running.is_empty() {
            return false;
        }
        let rest = crate::domain::intake::understand::task::without_lead(&text, &[&w.unplanned, &w.task_word]).to_owned();
        let drafts = split::tasks(&rest, &self.clock, true);
        let mut any = false;
        for part in drafts {
            let draft = crate::domain::intake::understand::task::draft(&part, &self.clock);
            if draft.has_words() {
                let minutes = draft.time.and_then(Time::minutes);
                let task = TaskText { title: draft.title, deliverable: draft.deliverable, minutes, goal: draft.goal };
                self.say(line, &part, What::Ask(Question::Unplanned(task)));
                any = true;
            }
        }
        any
    }

    fn number(&mut self, line: &Line, words: &str, key: &str, value: Value, target: bool) {
        let unclear = || What::Ask(Question::UnclearNumber { metric: Some(key.to_owned()) });
        let what = match value {
            Value::Number { plan, actual } => {
                let value = if target { plan } else { actual }.normalize();
                let metric = self.now.metrics.iter().find(|metric| metric.key == key);
                let doubt = metric.and_then(|m| implausible::doubt(m.unit, value, m.last, None));
                match doubt {
                    Some(_) => What::Ask(Question::Implausible { metric: key.to_owned(), value, target }),
                    None if target && value.is_sign_negative() && !value.is_zero() => unclear(),
                    None if target => What::Act(Act::Target { metric: key.to_owned(), value }),
                    None => What::Act(Act::Actual { metric: key.to_owned(), value }),
                }
            }
            Value::Unclear | Value::TooBig => unclear(),
        };
        self.say(line, words, what);
    }

    // ---- the plan

    /// «Результат: …», «5 часов» under a task.
    fn attribute(&mut self, line: &Line) -> bool {
        let Some(found) = attribute(line, &self.clock) else { return false };
        let task = self.last.and_then(|at| self.out.get_mut(at)).and_then(|outcome| match &mut outcome.what {
            What::Act(Act::AddTask(task)) => Some(task),
            What::Ask(Question::TaskOrRemark(task)) => Some(task),
            _ => None,
        });
        let Some(task) = task else { return false };
        let mut asks = None;
        match found {
            Attribute::Result(result) if task.deliverable.is_none() => task.deliverable = Some(result),
            Attribute::Hours(time) if task.minutes.is_none() => match time.minutes() {
                Some(minutes) => task.minutes = Some(minutes),
                None => asks = Some(time),
            },
            Attribute::Other => {}
            _ => return false,
        }
        let task = task.clone();
        // What has a result or hours below it is a task.
        let certain = self.last.and_then(|at| self.out.get_mut(at));
        if let Some(outcome) = certain
            && matches!(outcome.what, What::Ask(_)) && self.now.state == PlanState::Open
        {
            outcome.what = What::Act(Act::AddTask(task.clone()));
        }
        match asks {
            Some(time) => self.say(line, &line.row.raw, What::Ask(Question::HowLong { task: Some(task), number: None, time })),
            None => self.say(line, &line.row.raw, What::Nothing(Passing::Form)),
        }
        true
    }

    /// «убери третью», «каталог 9 часов»: changes of the plan that is there.
    fn change(&mut self, line: &Line) -> bool {
        if self.now.plan.is_empty() || line.cells.is_some() || line.inline || self.now.writer == Writer::Approver {
            return false;
        }
        let text = self.worded(line);
        if talk::wonders(&text, self.now) && !self.now.words.correction.stand_in(&tokens(&text)) {
            return self.wonder(line, &text);
        }
        let listed = line.row.is_listed() && self.many > 1;
        let plan = Plan { names: &self.plan, tasks: self.now.plan, clock: &self.clock };
        let pieces = split::numbers(&text, &self.metrics, &self.clock, false);
        let task_too = !crate::domain::intake::understand::task::all_hours(&text, &self.clock, true).is_empty() && pieces.mentions.iter().any(|(m, _)| self.metrics.named_at(&tokens(&text), m.end).is_some());
        let mentions = if task_too { Vec::new() } else { pieces.mentions };
        let chunks: Vec<String> = if mentions.is_empty() { vec![text.clone()] } else { pieces.rest.iter().map(|rest| (*rest).to_owned()).collect() };
        let mut found: Vec<(String, Change)> = Vec::new();
        let mut adds: Vec<String> = Vec::new();
        for chunk in chunks {
            match plan.read(&chunk, listed) {
                Some(change) => found.push((chunk, change)),
                None => {
                    let mut pieces = clauses(&chunk, self.now, &plan);
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

    /// The words of a line as a change would use them, with its number.
    fn worded(&self, line: &Line) -> String {
        line.row.full.clone()
    }

    /// What is left of a line beside its changes.
    fn remainder(&mut self, line: &Line, words: &str) {
        let w = self.now.words;
        let said = tokens(words);
        let passing = said.iter().enumerate().all(|(at, t)| {
            !t.is_word() || [&w.correction, &w.polite, &w.okay, &w.filler, &w.stop, &w.thanks, &w.greeting, &w.remove, &w.set].iter().any(|list| said.get(at..).is_some_and(|rest| list.begin(rest).is_some()))
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
        let bare = crate::domain::intake::understand::task::without_lead(text.trim_end_matches('?'), &[&self.now.words.wonder, &self.now.words.filler]).to_owned();
        let act = match plan.read(&bare, false) {
            Some(Change::Acts(acts)) => acts.into_iter().next().map(Box::new),
            _ => None,
        };
        self.say(line, &line.row.raw, What::Ask(Question::Should(act)));
        true
    }

    /// «добавь баннер 2ч» where there is no plan yet.
    fn adds(&mut self, line: &Line) -> bool {
        let w = self.now.words;
        if !self.now.plan.is_empty() || line.row.is_listed() || line.cells.is_some() {
            return false;
        }
        let text = crate::domain::intake::understand::task::without_lead(&line.text, &[&w.filler, &w.polite]);
        let found = tokens(text);
        let Some(used) = w.add.begin(&found).filter(|_| !text.contains('?')) else { return false };
        // «Добавить форму на сайт» is a task itself, «добавить задачу: …» is not.
        let rest = found.get(used..).unwrap_or_default();
        let says = rest.first().is_some_and(|t| t.is(':')) || w.task_word.begin(rest).is_some();
        if found.first().is_some_and(|t| split::is_infinitive(&t.lower) || t.lower.is_ascii()) && !says {
            return false;
        }
        let rest = crate::domain::intake::understand::task::without_lead(text, &[&w.add, &w.task_word]).to_owned();
        if !rest.chars().any(char::is_alphabetic) {
            return false;
        }
        self.added(line, &rest);
        true
    }

    /// A task that «добавь» asks for.
    fn added(&mut self, line: &Line, words: &str) {
        for part in split::tasks(words, &self.clock, false) {
            let mut draft = crate::domain::intake::understand::task::draft(&part, &self.clock);
            let title = plan::without_fillers(&draft.title, &self.clock);
            let bare = crate::domain::intake::understand::task::without_lead(&title, &[&self.now.words.task_word]);
            if let Some(bare) = bare.strip_prefix("a ").or_else(|| bare.strip_prefix("an ")).or_else(|| bare.strip_prefix("the ")).or(Some(bare)).filter(|bare| bare.chars().any(char::is_alphabetic)) {
                draft.title = bare.to_owned();
            }
            if !draft.has_words() {
                self.say(line, &part, What::Ask(Question::What));
                continue;
            }
            let minutes = draft.time.and_then(Time::minutes);
            let task = TaskText { title: draft.title, deliverable: draft.deliverable, minutes, goal: draft.goal };
            let item = Item { task, time: draft.time, evidence: Evidence::Fields, finished: false, words: part };
            self.item(line, item, true);
        }
    }

    /// Targets and tasks of a plan.
    fn take(&mut self, line: &Line) -> bool {
        let lead = self.lead(line);
        let said = plan::read(&lead, &self.metrics, &self.clock);
        let mut taken = false;
        let numbers = said.numbers.as_ref().map(|pieces| pieces.mentions.clone()).unwrap_or_default();
        for (mention, words) in &numbers {
            let target = !(self.owed() && line.section != Section::Next);
            if self.now.state == PlanState::NotAsked && target && self.now.plan.is_empty() && !self.editing() && !self.running.is_empty() {
                let metric = Some(mention.key.to_owned());
                self.say(line, words, What::Ask(Question::UnclearNumber { metric }));
            } else {
                self.number(line, words, mention.key, mention.value, target);
            }
            taken = true;
        }
        for item in said.items {
            self.item(line, item, false);
            taken = true;
        }
        taken
    }

    /// «и ещё звонок в банк полчаса»: what only leads to the task goes.
    fn lead(&self, line: &Line) -> Line {
        let w = self.now.words;
        let text = plan::text_of(line);
        if line.row.is_listed() || self.now.plan.is_empty() {
            return line.clone();
        }
        let bare = crate::domain::intake::understand::task::without_lead(text, &[&w.add_lead, &w.correction, &w.filler]);
        let bare = bare.strip_prefix("the ").unwrap_or(bare);
        if bare.chars().any(char::is_alphabetic) && bare.len() < text.len() {
            return Line { text: bare.to_owned(), row: crate::domain::intake::understand::row::Row { full: bare.to_owned(), ..line.row.clone() }, ..line.clone() };
        }
        line.clone()
    }

    /// One task that was read: taken, asked about, or answered.
    fn item(&mut self, line: &Line, item: Item, asked_for: bool) {
        self.last = None;
        let title = item.task.title.clone();
        if item.finished {
            return self.say(line, &item.words, What::Answer(Answer::Finished));
        }
        if title.chars().count() > TITLE {
            return self.say(line, &item.words, What::Ask(Question::TooLong));
        }
        if self.now.state == PlanState::NotAsked && !self.running.is_empty() && !self.editing() && item.evidence == Evidence::Fields && line.section != Section::Next {
            return self.say(line, &item.words, What::Ask(Question::Unplanned(item.task)));
        }
        if self.weak(line, &item) && !asked_for {
            let question = if self.plain_question(&item) {
                Question::What
            } else if let Some(metric) = self.nearly(&title) {
                Question::UnclearNumber { metric }
            } else {
                Question::TaskOrRemark(item.task)
            };
            self.say(line, &item.words, What::Ask(question));
            self.last = Some(self.out.len() - 1);
            return;
        }
        let number = self.plan.titled(&tokens(&title), self.now.words);
        if let Some(number) = number.filter(|_| !self.now.plan.is_empty()) {
            return self.resent(line, number, item);
        }
        let unclear = item.time.filter(|_| item.task.minutes.is_none());
        self.say(line, &item.words, What::Act(Act::AddTask(item.task.clone())));
        self.last = Some(self.out.len() - 1);
        if let Some(time) = unclear {
            self.say(line, &item.words, What::Ask(Question::HowLong { task: Some(item.task), number: None, time }));
        }
    }

    fn plain_question(&self, item: &Item) -> bool {
        let title = &item.task.title;
        title.contains("://") || !title.chars().any(char::is_alphabetic)
    }

    /// «лды 130»: a word and a number, perhaps of a metric that is misspelt.
    fn nearly(&self, title: &str) -> Option<Option<String>> {
        let found = tokens(title);
        let [name, rest @ ..] = found.as_slice() else { return None };
        let number = !rest.is_empty() && rest.iter().all(|t| t.is_digits() || !t.is_word()) && rest.iter().any(|t| t.is_digits());
        let like = |metric: &crate::domain::intake::understand::metric::Metric<'_>| strsim::osa_distance(&metric.name.to_lowercase(), &name.lower) <= 1;
        let mut near = self.now.metrics.iter().filter(|metric| like(metric)).map(|metric| metric.key.to_owned());
        (name.is_word() && number).then(|| near.next())
    }

    /// Whether too little speaks for a task here.
    fn weak(&self, line: &Line, item: &Item) -> bool {
        let in_report = self.owed() && !matches!(line.section, Section::Next | Section::Plan | Section::Tasks);
        if in_report && item.evidence < Evidence::Fields {
            return true;
        }
        if in_report && item.task.deliverable.is_none() && self.now.state != PlanState::Open {
            return true;
        }
        if self.now.handed_in() || self.editing() {
            return item.evidence < Evidence::Fields && !(item.evidence == Evidence::List && line.section != Section::Open && self.many > 1);
        }
        match self.now.state {
            PlanState::NotAsked => item.evidence < Evidence::Fields && line.section == Section::Open || !self.running.is_empty() && line.section == Section::Open,
            _ if line.row.full.contains("://") && item.evidence < Evidence::List => true,
            _ => item.evidence < Evidence::Action || item.evidence == Evidence::Action && self.small(item),
        }
    }

    /// «посмотреть»: one word is no task by itself.
    fn small(&self, item: &Item) -> bool {
        item.task.title.split_whitespace().count() < 2
    }

    /// The same title again: what it names changes, the rest stays.
    fn resent(&mut self, line: &Line, number: u32, item: Item) {
        let known = self.now.plan.iter().find(|task| task.number == number);
        let same_hours = item.task.minutes.is_none() || known.is_some_and(|task| task.minutes == item.task.minutes);
        let same_product = item.task.deliverable.is_none() || known.is_some_and(|task| task.deliverable == item.task.deliverable.as_deref());
        if same_hours && same_product && item.time.is_none_or(|_| item.task.minutes.is_some()) {
            return self.say(line, &item.words, What::Nothing(Passing::Repeated));
        }
        if let Some(time) = item.time.filter(|_| item.task.minutes.is_none()) {
            return self.say(line, &item.words, What::Ask(Question::HowLong { task: None, number: Some(number), time }));
        }
        let change = TaskChange {
            minutes: item.task.minutes.filter(|_| !same_hours),
            deliverable: item.task.deliverable.filter(|_| !same_product),
            ..TaskChange::default()
        };
        self.say(line, &item.words, What::Act(Act::ChangeTask { number, change }));
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

/// The words of a line for a report, with the number its bullet was.
fn reportable(line: &Line) -> String {
    if line.inline {
        return line.text.clone();
    }
    if line.row.boxed.is_some() { line.text.clone() } else { line.row.full.clone() }
}

/// The clauses of a line and the change each one says.
fn clauses(text: &str, now: &Situation<'_>, plan: &Plan<'_>) -> Vec<(String, Option<Change>)> {
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
    let _ = (now, state::at(&[], 0, now.words));
    out
}
