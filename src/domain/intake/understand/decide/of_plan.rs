//! A line in the light of a plan: its targets and tasks, and the attributes below them.

use crate::domain::intake::understand::decide::decider::Decider;
use crate::domain::intake::understand::hours::Time;
use crate::domain::intake::understand::metric::Metric;
use crate::domain::intake::understand::plan::{self, Attribute, Evidence, Item, attribute};
use crate::domain::intake::understand::reading::{Act, Answer, Passing, Question, What};
use crate::domain::intake::understand::row::Row;
use crate::domain::intake::understand::section::{Line, Section};
use crate::domain::intake::understand::situation::PlanState;
use crate::domain::intake::understand::task::{draft, without_lead};
use crate::domain::intake::understand::token::tokens;
use crate::domain::intake::understand::{split, state};
use crate::domain::intake::{TaskChange, TaskText};

/// The longest title of a task, in characters.
const TITLE: usize = 300;

impl Decider<'_> {
    /// «Результат: …», «5 часов» under a task.
    pub(super) fn attribute(&mut self, line: &Line) -> bool {
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
            && matches!(outcome.what, What::Ask(_))
            && self.now.state == PlanState::Open
        {
            outcome.what = What::Act(Act::AddTask(task.clone()));
        }
        match asks {
            Some(time) => {
                self.say(line, &line.row.raw, What::Ask(Question::HowLong { task: Some(task), number: None, time }))
            }
            None => self.say(line, &line.row.raw, What::Nothing(Passing::Form)),
        }
        true
    }

    /// «добавь баннер 2ч» where there is no plan yet.
    pub(super) fn adds(&mut self, line: &Line) -> bool {
        let w = self.now.words;
        if !self.now.plan.is_empty() || line.row.is_listed() || line.cells.is_some() {
            return false;
        }
        let text = without_lead(&line.text, &[&w.filler, &w.polite]);
        let found = tokens(text);
        let Some(used) = w.add.begin(&found).filter(|_| !text.contains('?')) else { return false };
        // «Добавить форму на сайт» is a task itself, «добавить задачу: …» is not.
        let rest = found.get(used..).unwrap_or_default();
        let says = rest.first().is_some_and(|t| t.is(':')) || w.task_word.begin(rest).is_some();
        if found.first().is_some_and(|t| split::is_infinitive(&t.lower) || t.lower.is_ascii()) && !says {
            return false;
        }
        let rest = without_lead(text, &[&w.add, &w.task_word]).to_owned();
        if !rest.chars().any(char::is_alphabetic) {
            return false;
        }
        self.added(line, &rest);
        true
    }

    /// A task that «добавь» asks for.
    pub(super) fn added(&mut self, line: &Line, words: &str) {
        for part in split::tasks(words, &self.clock, false) {
            let mut draft = draft(&part, &self.clock);
            let title = plan::without_fillers(&draft.title, &self.clock);
            let bare = without_lead(&title, &[&self.now.words.task_word]);
            if let Some(bare) = bare
                .strip_prefix("a ")
                .or_else(|| bare.strip_prefix("an "))
                .or_else(|| bare.strip_prefix("the "))
                .or(Some(bare))
                .filter(|bare| bare.chars().any(char::is_alphabetic))
            {
                draft.title = bare.to_owned();
            }
            // «добавь 10 лидов» speaks of a number, and by how much is not clear.
            let pieces = split::numbers(&part, &self.metrics, &self.clock, true);
            if let ([(mention, _)], false) = (pieces.mentions.as_slice(), has_letters(&pieces.rest)) {
                let metric = Some(mention.key.to_owned());
                self.say(line, &part, What::Ask(Question::UnclearNumber { metric }));
                continue;
            }
            // «добавь меня в чат».
            let somebody = self.now.words.pronoun.begin(&tokens(&draft.title)).is_some();
            if !draft.has_words() || somebody {
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
    pub(super) fn take(&mut self, line: &Line) -> bool {
        let lead = self.lead(line);
        let said = plan::read(&lead, &self.metrics, &self.clock);
        let mut taken = false;
        let numbers = said.numbers.as_ref().map(|pieces| pieces.mentions.clone()).unwrap_or_default();
        for (mention, words) in &numbers {
            let target = !(self.owed() && line.section != Section::Next);
            if self.now.state == PlanState::NotAsked
                && target
                && self.now.plan.is_empty()
                && !self.editing()
                && !self.running.is_empty()
            {
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
        let bare = without_lead(text, &[&w.add_lead, &w.correction, &w.filler]);
        let bare = bare.strip_prefix("the ").unwrap_or(bare);
        if bare.chars().any(char::is_alphabetic) && bare.len() < text.len() {
            return Line {
                text: bare.to_owned(),
                row: Row { full: bare.to_owned(), ..line.row.clone() },
                ..line.clone()
            };
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
        if self.now.state == PlanState::NotAsked
            && !self.running.is_empty()
            && !self.editing()
            && item.evidence == Evidence::Fields
            && self.many == 1
            && line.section == Section::Open
        {
            return self.say(line, &item.words, What::Ask(Question::Unplanned(item.task)));
        }
        if item.evidence < Evidence::List
            && !asked_for
            && let Some(metric) = self.nearly(&title)
        {
            return self.say(line, &item.words, What::Ask(Question::UnclearNumber { metric }));
        }
        if let Some(metric) = self.number_of(&title).filter(|_| !asked_for && item.evidence < Evidence::Fields) {
            return self.say(line, &item.words, What::Ask(Question::UnclearNumber { metric: Some(metric) }));
        }
        if self.weak(line, &item) && !asked_for {
            let question = if self.plain_question(&item) { Question::What } else { Question::TaskOrRemark(item.task) };
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
    pub(super) fn nearly(&self, title: &str) -> Option<Option<String>> {
        let found = tokens(title);
        let [name, rest @ ..] = found.as_slice() else { return None };
        let number = !rest.is_empty()
            && rest.iter().all(|t| t.is_digits() || !t.is_word())
            && rest.iter().any(|t| t.is_digits());
        let like = |metric: &Metric<'_>| strsim::osa_distance(&metric.name.to_lowercase(), &name.lower) <= 1;
        let mut near = self.now.metrics.iter().filter(|metric| like(metric)).map(|metric| metric.key.to_owned());
        (name.is_word() && number).then(|| near.next())
    }

    /// «трафик тысяч 15»: a metric by its name and a number that is not understood.
    fn number_of(&self, title: &str) -> Option<String> {
        let found = tokens(title);
        let (key, end) = self.metrics.named_at(&found, 0, &self.clock)?;
        let short = found.len() <= end + 3;
        (short && found.get(end..)?.iter().any(|t| t.is_digits())).then(|| key.to_owned())
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
        // «часа два ушло на согласование» tells a story.
        let words = tokens(&item.task.title);
        let story = (0..words.len()).any(|at| state::at(&words, at, self.now.words).is_some());
        if self.now.handed_in() && story && item.task.deliverable.is_none() && !line.row.is_listed() {
            return true;
        }
        if self.now.handed_in() || self.editing() {
            return item.evidence < Evidence::Fields
                && !(item.evidence == Evidence::List && line.section != Section::Open && self.many > 1);
        }
        match self.now.state {
            PlanState::NotAsked => {
                line.section == Section::Open && (item.evidence < Evidence::Fields || !self.running.is_empty())
            }
            _ if line.row.full.contains("://") && item.evidence < Evidence::List => true,
            _ => item.evidence < Evidence::Action || item.evidence == Evidence::Action && self.small(item),
        }
    }

    /// «посмотреть», "send me the file": one word, or a favour, is no task by itself.
    fn small(&self, item: &Item) -> bool {
        let asks = self.now.words.pronoun.stand_in(&tokens(&item.task.title));
        asks || item.task.title.split_whitespace().count() < 2
    }

    /// The same title again: what it names changes, the rest stays.
    fn resent(&mut self, line: &Line, number: u32, item: Item) {
        let known = self.now.plan.iter().find(|task| task.number == number);
        let same_hours = item.task.minutes.is_none() || known.is_some_and(|task| task.minutes == item.task.minutes);
        let same_product = item.task.deliverable.is_none()
            || known.is_some_and(|task| task.deliverable == item.task.deliverable.as_deref());
        // Whoever writes down what the bot only offered takes it up.
        if known.is_some_and(|task| task.offered) && item.time.is_none_or(|_| item.task.minutes.is_some()) {
            return self.say(line, &item.words, What::Act(Act::AddTask(item.task)));
        }
        if same_hours && same_product && item.time.is_none_or(|_| item.task.minutes.is_some()) {
            return self.say(line, &item.words, What::Nothing(Passing::Repeated));
        }
        if let Some(time) = item.time.filter(|_| item.task.minutes.is_none()) {
            return self.say(
                line,
                &item.words,
                What::Ask(Question::HowLong { task: None, number: Some(number), time }),
            );
        }
        let change = TaskChange {
            minutes: item.task.minutes.filter(|_| !same_hours),
            deliverable: item.task.deliverable.filter(|_| !same_product),
            ..TaskChange::default()
        };
        self.say(line, &item.words, What::Act(Act::ChangeTask { number, change }));
    }
}

fn has_letters(rest: &[&str]) -> bool {
    rest.iter().any(|rest| rest.chars().any(char::is_alphabetic))
}
