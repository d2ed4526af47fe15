//! Hints on the quality of a plan: the method's SMART list as rules. Facts and questions for the author alone; nothing
//! depends on them.
//!
//! The rules are deterministic and go by word lists ([`Lexicon`]), in the language of each task's own text. How well they
//! agree with an attentive reader is measured by `tests/it/hint_quality.rs`.

pub mod lexicon;

#[cfg(test)]
mod tests;

use crate::domain::plan::{Draft, DraftTask, Origin, plain_title};
use lexicon::Lexicon;
use lexicon::Lexicons;
use lexicon::Patterns;
use lexicon::akin;
use lexicon::language;
use lexicon::words;

/// What a hint is about, the most useful first: what a plan comes back for, then hours that are forgotten, then the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintKind {
    /// The words do not say what will be done.
    Vague,
    /// There is no end product.
    Missing,
    /// Nobody else could tell by the end product whether it is there.
    Unverifiable,
    /// The estimate hides several tasks.
    Big,
    /// A meeting or a performance that nothing in the plan prepares.
    Preparation,
    /// The plan has no time for writing the plan itself.
    Planning,
    /// It cannot be seen which target or goal it serves.
    Unlinked,
}

impl HintKind {
    /// All, the most useful first.
    pub const ALL: [Self; 7] =
        [Self::Vague, Self::Missing, Self::Unverifiable, Self::Big, Self::Preparation, Self::Planning, Self::Unlinked];

    /// Its name in the database and in buttons.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vague => "vague",
            Self::Missing => "missing",
            Self::Unverifiable => "unverifiable",
            Self::Big => "big",
            Self::Preparation => "preparation",
            Self::Planning => "planning",
            Self::Unlinked => "unlinked",
        }
    }

    /// It asks for the end product, in one way or another: who does not want to be asked in one does not in the others.
    fn asks_for_product(self) -> bool {
        matches!(self, Self::Vague | Self::Missing | Self::Unverifiable)
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What sort of work a task is: what to ask about its end product depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A meeting, a call, a performance.
    Meeting,
    /// It ends in something published.
    Publication,
    /// It goes to many people one by one.
    Outreach,
    /// It ends in a document.
    Document,
    /// Anything else.
    Other,
}

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it is about.
    pub kind: HintKind,
    /// Number of the task, from 1; none where it is about the plan.
    pub task: Option<usize>,
    /// The task's title without regard to case and spaces, by which it is known from week to week; empty for the plan.
    pub title: String,
    /// The end product as written, where there is one.
    pub deliverable: String,
    /// Estimate of the task, minutes.
    pub minutes: u32,
    /// What sort of work it is.
    pub topic: Topic,
}

impl Hint {
    /// The mark of its task.
    pub fn mark(&self) -> u32 {
        mark(&self.title)
    }
}

/// A short mark of a plain title for buttons: enough to tell the tasks of one plan from each other (FNV-1a).
pub fn mark(title: &str) -> u32 {
    title.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What somebody does not want to read again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Hidden {
    /// Hints of this kind …
    pub kind: HintKind,
    /// … on the task of this title; on all where there is none.
    pub title: Option<String>,
}

/// So many hints are shown at a time.
pub const SHOWN: usize = 3;

/// An estimate above this hides several tasks, minutes: two working days.
pub const BIG: u32 = 16 * 60;

/// A plan of fewer tasks is still being begun: nothing is said yet about the plan as a whole.
pub const WHOLE: usize = 4;

/// A task that takes less needs no goal, minutes.
const LINK_FROM: u32 = 2 * 60;

/// A meeting shorter than this needs no preparation worth a line, minutes.
const MEETING_FROM: u32 = 30;

/// A shorter word says nothing about what a line is about, letters.
const SHORTEST: usize = 3;

/// Everything there is to say about a plan, the most useful first: by kind, then by the hours at stake. `metrics` are the
/// names of those its author answers for.
pub fn find(draft: &Draft, metrics: &[&str], lexicons: &Lexicons) -> Vec<Hint> {
    let read: Vec<Read<'_>> = draft.tasks.iter().map(|task| Read::of(task, lexicons)).collect();
    let whole = read.len() >= WHOLE;
    let mut hints = Vec::new();
    for (at, task) in read.iter().enumerate() {
        let mut say = |kind: HintKind| {
            hints.push(Hint {
                kind,
                task: Some(at + 1),
                title: plain_title(&task.task.title),
                deliverable: task.task.deliverable.clone().unwrap_or_default(),
                minutes: task.task.minutes.unwrap_or(0),
                topic: task.topic(),
            });
        };
        if task.vague() {
            say(HintKind::Vague);
        }
        match task.task.deliverable {
            None => say(HintKind::Missing),
            Some(_) if !task.recognisable() => say(HintKind::Unverifiable),
            Some(_) => {}
        }
        if task.task.minutes.is_some_and(|minutes| minutes > BIG) {
            say(HintKind::Big);
        }
        let others = || read.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, task)| task);
        if task.meeting() && !others().any(|other| other.prepares(task)) {
            say(HintKind::Preparation);
        }
        if whole && !metrics.is_empty() && task.unlinked(metrics) {
            say(HintKind::Unlinked);
        }
    }
    if whole && read.iter().all(|task| task.lexicon.is_some()) && !read.iter().any(Read::planning) {
        let (title, deliverable) = (String::new(), String::new());
        hints.push(Hint { kind: HintKind::Planning, task: None, title, deliverable, minutes: 0, topic: Topic::Other });
    }
    hints.sort_by_key(|hint| (hint.kind, std::cmp::Reverse(hint.minutes), hint.task));
    hints
}

/// The few to show: one for each task, what is hidden left out, and no more than two of a kind while there is another.
pub fn choose(hints: &[Hint], hidden: &[Hidden]) -> Vec<Hint> {
    let stands_too = |kind: HintKind, task: Option<usize>| hints.iter().any(|h| h.kind == kind && h.task == task);
    let unwanted = |hint: &Hint| {
        hidden.iter().any(|h| {
            let same_question = h.kind.asks_for_product() && hint.kind.asks_for_product();
            match &h.title {
                Some(title) => *title == hint.title && (h.kind == hint.kind || same_question),
                None => h.kind == hint.kind || (same_question && stands_too(h.kind, hint.task)),
            }
        })
    };
    let mut left: Vec<&Hint> = Vec::new();
    for hint in hints.iter().filter(|hint| !unwanted(hint)) {
        if !left.iter().any(|other| other.task == hint.task) {
            left.push(hint);
        }
    }
    let mut chosen: Vec<&Hint> = Vec::new();
    for most in [2, SHOWN] {
        for hint in &left {
            let alike = chosen.iter().filter(|other| other.kind == hint.kind).count();
            if chosen.len() < SHOWN && alike < most && !chosen.contains(hint) {
                chosen.push(hint);
            }
        }
    }
    chosen.sort_by_key(|hint| left.iter().position(|other| other == hint));
    chosen.into_iter().cloned().collect()
}

/// A task with its words.
struct Read<'a> {
    task: &'a DraftTask,
    /// None for a language we do not know: then nothing is said about words.
    lexicon: Option<&'a Lexicon>,
    title: Vec<String>,
    product: Vec<String>,
}

impl<'a> Read<'a> {
    fn of(task: &'a DraftTask, lexicons: &'a Lexicons) -> Self {
        let product = task.deliverable.as_deref().unwrap_or_default();
        Self {
            task,
            lexicon: lexicons.of(&format!("{} {product}", task.title)),
            title: words(&task.title),
            product: words(product),
        }
    }

    /// Whether the words do not say what will be done. A definite end product makes up for them.
    fn vague(&self) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        let begins = |text: &[String]| lexicon.vague.begin(text);
        let endless =
            self.title.first().is_some_and(|word| lexicon.endless.iter().any(|end| word.ends_with(end.as_str())));
        // «Пиар», «Paperwork»: a field of work, not a piece of it.
        let field = self.title.len() == 1 && self.product.is_empty() && !self.duty(lexicon);
        !self.recognisable() && (begins(&self.title) || begins(&self.product) || (endless && !self.planning()) || field)
    }

    /// Whether somebody else could tell by the end product that it is there: it names a number, a place, a thing to be
    /// recognised by, or something that has happened; not a wish, nor an action, nor only that work was done.
    fn recognisable(&self) -> bool {
        let Some(lexicon) = self.lexicon else { return true };
        let product = &self.product;
        if product.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) {
            return true;
        }
        if lexicon.wishes.stand_in(product) || lexicon.actions.begin(product) {
            return false;
        }
        if lexicon.facts.stand_in(product) || lexicon.places.stand_in(product) {
            return true;
        }
        // «Отработать возражения => отработаны» only says it again.
        let repeats = product.iter().all(|word| self.title.iter().any(|other| akin(word, other)));
        !repeats && product.iter().any(|word| lexicon.says_what_happened(word))
    }

    /// Something that serves the order of things and no target in particular.
    fn duty(&self, lexicon: &Lexicon) -> bool {
        lexicon.duties.stand_in(&self.title)
    }

    /// Whether somebody is called by name: a name in quotation marks, or a capital within the title.
    fn names_somebody(&self) -> bool {
        let title = &self.task.title;
        let name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let capital = title.split(' ').skip(1).any(name);
        capital || title.contains(['«', '“', '"'])
    }

    fn meeting(&self) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        lexicon.meetings.run_through(&self.title)
            && !lexicon.meetings_not.stand_in(&self.title)
            && self.task.origin != Origin::Regular
            && self.task.minutes.is_none_or(|minutes| minutes >= MEETING_FROM)
    }

    /// Whether this task prepares that meeting: it says so, and is about the same.
    fn prepares(&self, meeting: &Self) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        if !lexicon.preparing.stand_in(&self.title) && !lexicon.preparing.stand_in(&self.product) {
            return false;
        }
        let matter = |word: &&String| {
            let long = word.chars().count() >= SHORTEST;
            long && !lexicon.common.fit(word) && !lexicon.preparing.fit(word) && !lexicon.meetings.fit(word)
        };
        let about = |task: &Self| -> Vec<String> { task.title.iter().filter(matter).cloned().collect() };
        let (own, other) = (about(self), about(meeting));
        let meets = |one: &[String], two: &[String]| one.iter().any(|a| two.iter().any(|b| akin(a, b)));
        // «Подготовка к встречам»: to any of them.
        meets(&own, &other) || (own.is_empty() && meets(&self.title, &meeting.title))
    }

    fn planning(&self) -> bool {
        self.lexicon.is_some_and(|lexicon| lexicon.planning.run_through(&self.title))
    }

    fn unlinked(&self, metrics: &[&str]) -> bool {
        let Some(lexicon) = self.lexicon else { return false };
        let own_work = matches!(self.task.origin, Origin::New | Origin::Carried | Origin::Unplanned);
        if !own_work
            || self.task.goal.is_some()
            || self.task.minutes.is_none_or(|minutes| minutes < LINK_FROM)
            || self.planning()
            || self.duty(lexicon)
        {
            return false;
        }
        let text: Vec<String> = self.title.iter().chain(&self.product).cloned().collect();
        let served = |metric: &&str| {
            let name = words(metric);
            let mut telling = name.iter().filter(|word| word.chars().count() >= SHORTEST && !lexicon.common.fit(word));
            // What a name in another language stands for we cannot tell, so it may be served.
            language(metric) != language(&self.task.title)
                || telling.any(|word| text.iter().any(|other| akin(word, other)))
                || (lexicon.customers.stand_in(&name) && self.names_somebody())
                || lexicon.related.iter().any(|group| group.stand_in(&name) && group.stand_in(&text))
        };
        !metrics.iter().any(served)
    }

    fn topic(&self) -> Topic {
        let Some(lexicon) = self.lexicon else { return Topic::Other };
        let named = |patterns: &Patterns| patterns.run_through(&self.title);
        if named(&lexicon.outreach) {
            Topic::Outreach
        } else if named(&lexicon.meetings) {
            Topic::Meeting
        } else if named(&lexicon.publications) {
            Topic::Publication
        } else if named(&lexicon.documents) {
            Topic::Document
        } else {
            Topic::Other
        }
    }
}
