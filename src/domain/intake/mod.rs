//! What people type in chat → what they meant: plan lines, report lines, and the puzzles left over.
//!
//! Three doors. [`understand`](understand::understand) reads what somebody writes to the bot by itself, in the light of what is
//! open: each line is something to do, to ask or to answer. [`read_plan`] and [`read_report`] read a text of which it is known
//! what it is: the lines of `/add` and `/regular`, a caption, the answer to a question. These two read line by line, keep what they
//! understood and quote back what they did not: apart from headings, blank lines and rulers (`-----`) no line ever disappears.
//! The words people wrote are kept as they are; only invisible marks go and exotic spaces become plain ones.
//!
//! Around a number in a metric line three things are heard and not kept: a unit word, a remark in brackets, and
//! what it is compared with («из 120», «было 131»).
//!
//! Nothing here knows a database, a clock or a language setting: Russian and English are read side by side.

mod cursor;
mod duration;
mod heading;
mod letter;
mod line;
mod metric;
mod note;
mod number;
mod plan;
mod report;
mod state;
mod task;
pub mod understand;

#[cfg(test)]
mod tests;

pub use duration::parse_minutes;
pub use metric::read_target;
pub use number::{parse_number, read_number_and_note};
pub use plan::{looks_like_plan, read_plan};
pub use report::read_report;
pub use task::goal as tag_of;

use rust_decimal::Decimal;

/// Whether there is a letter or a number in a text: «…» and «👍» give no reason and make no title.
pub fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A metric as the person may name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MetricName<'a> {
    /// The stable key, returned in readings.
    pub key: &'a str,
    /// The name people see and type, in whatever spelling they like.
    pub name: &'a str,
}

/// A plan message, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanReading {
    /// A heading like «План» or "Plan" stood there.
    pub says_plan: bool,
    /// What was understood, in the order it was written.
    pub items: Vec<PlanItem>,
    /// What was not, in the order it was written.
    pub puzzles: Vec<NotUnderstood>,
}

/// One thing a plan message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanItem {
    /// 0-based line in the text.
    pub line: usize,
    /// What it says.
    pub what: PlanWhat,
}

/// What one line of a plan means.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum PlanWhat {
    /// «Лиды: 120».
    Target {
        /// Key of the metric.
        metric: String,
        /// How much is to be reached.
        value: Decimal,
    },
    /// «Запустить лендинг => страница открыта ~ 6ч».
    Task(TaskText),
    /// «2: 4ч»: an existing task changes.
    Change {
        /// The task's number as the card shows it, from 1.
        number: u32,
        /// What changes in it.
        change: TaskChange,
    },
    /// «2 удалить».
    Delete {
        /// The task's number as the card shows it, from 1.
        number: u32,
    },
    /// «третью подними наверх».
    Move {
        /// The task's number as the card shows it, from 1.
        number: u32,
        /// The number it gets.
        to: u32,
    },
    /// «поменяй местами 1 и 3».
    Swap {
        /// The number of one.
        number: u32,
        /// The number of the other.
        with: u32,
    },
}

/// A new task.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TaskText {
    /// What is to be done.
    pub title: String,
    /// The end product.
    pub deliverable: Option<String>,
    /// The estimate, in minutes.
    pub minutes: Option<u32>,
    /// The goal it serves, without `#`.
    pub goal: Option<String>,
}

/// A change of an existing task; only the fields named in the line are `Some`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TaskChange {
    /// A new title.
    pub title: Option<String>,
    /// A new end product.
    pub deliverable: Option<String>,
    /// A new estimate, in minutes.
    pub minutes: Option<u32>,
    /// A new goal, without `#`.
    pub goal: Option<String>,
}

/// A line (or a part of one) that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Quoted as typed, trimmed, at most 200 characters.
    pub line: String,
    /// What is missing.
    pub why: Why,
    /// What becomes of the line once the question is answered: the task or change without its hours.
    /// `Some` for [`Why::HoursRange`], [`Why::MinutesRange`], [`Why::TooManyHours`], [`Why::ZeroHours`]
    /// and [`Why::NegativeNumber`] in a plan: a bare «3» in reply fills `minutes` (see [`parse_minutes`]).
    pub held: Option<PlanWhat>,
}

/// Why a line was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// «Созвон с Альфой 3-4»: three hours or four?
    HoursRange {
        /// The lower estimate, in hours.
        low: u32,
        /// The upper estimate, in hours.
        high: u32,
    },
    /// «Созвон 30-45 мин», «1,5–2 ч»: a range that whole hours cannot say.
    MinutesRange {
        /// The lower estimate, in minutes.
        low: u32,
        /// The upper estimate, in minutes.
        high: u32,
    },
    /// «Показы: 5 000», and there is no such metric.
    UnknownMetric {
        /// The name as typed.
        name: String,
        /// The number that stood with it.
        value: Decimal,
        /// Key of the metric that was perhaps meant.
        nearest: Option<String>,
    },
    /// «7: 4ч», and there are five tasks.
    NoSuchTask {
        /// The number as typed.
        number: u32,
    },
    /// A target or an estimate below zero.
    NegativeNumber,
    /// More hours for one task than a week has (168).
    TooManyHours {
        /// The estimate as read, in minutes.
        minutes: u32,
    },
    /// «~ 0 ч».
    ZeroHours,
    /// A number nobody can mean (above 10¹⁵).
    NumberTooBig,
    /// «=> страница открыта ~ 6ч»: an end product or hours of nothing.
    NoTitle,
    /// The title has more than 300 characters.
    TitleTooLong {
        /// How many it has.
        chars: usize,
    },
    /// None of the forms known here.
    NotUnderstood,
}

/// A report message, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportReading {
    /// What was understood, in the order it was written.
    pub items: Vec<ReportItem>,
    /// What was not, in the order it was written.
    pub puzzles: Vec<NotUnderstood>,
}

/// One thing a report message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportItem {
    /// «Лиды 131». Below zero is possible (ROMI −8 %).
    Actual {
        /// Key of the metric.
        metric: String,
        /// What was reached.
        value: Decimal,
    },
    /// «131, 14 200»: numbers without names, to be assigned in the order of the targets. At most one per message.
    BareNumbers(Vec<Decimal>),
    /// «2 частично 3 ч нет спикера».
    Task {
        /// The task's number as the card shows it, from 1 to the number of tasks.
        number: u32,
        /// Done or not, if the line says so.
        state: Option<TaskMark>,
        /// The time it took, in minutes.
        minutes: Option<u32>,
        /// What came out, or why it did not.
        text: Option<String>,
    },
    /// «Всё сделано». «Всё, кроме 2» is this item and after it task 2 as [`TaskMark::NotDone`]: apply in order.
    AllDone,
    /// «Блокер: нет доступа».
    Note {
        /// What it is about.
        kind: NoteKind,
        /// The words after the colon.
        text: String,
    },
}

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskMark {
    /// The end product is there.
    Done,
    /// A part of it is.
    Partly,
    /// It is not.
    NotDone,
    /// It is not wanted any more.
    Cancelled,
}

/// What a note in a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// What stands in the way.
    Blocker,
    /// What clients said.
    Insight,
    /// What is needed from others.
    Need,
    /// What was learnt.
    Lesson,
    /// The main thing of the week.
    Highlight,
}
