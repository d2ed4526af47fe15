//! What a message comes to: for every line something to do, to ask, to answer, or nothing.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::intake::understand::hours::Time;
use crate::domain::intake::{NoteKind, TaskChange, TaskText};

/// What becomes of a part of a message. Every line with words in it has at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// 0-based line of the message.
    pub line: usize,
    /// The words it is about, as typed.
    pub words: String,
    /// What becomes of them.
    pub what: What,
}

/// What becomes of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// They say clearly what to do.
    Act(Act),
    /// They are not clear enough to act on.
    Ask(Question),
    /// They are no data, and there is something to say.
    Answer(Answer),
    /// They are part of the form, or were said in passing.
    Nothing(Passing),
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A target of the plan.
    Target {
        /// Key of the metric.
        metric: String,
        /// How much is to be reached.
        value: Decimal,
    },
    /// A new task of the plan.
    AddTask(TaskText),
    /// A task of the plan changes; the fields that are named.
    ChangeTask {
        /// Its number.
        number: u32,
        /// What changes.
        change: TaskChange,
    },
    /// A task leaves the plan.
    RemoveTask {
        /// Its number.
        number: u32,
    },
    /// A task moves to the week after.
    PostponeTask {
        /// Its number.
        number: u32,
    },
    /// A task moves within the plan.
    MoveTask {
        /// Its number.
        number: u32,
        /// The number it gets.
        to: u32,
    },
    /// Two tasks change places.
    SwapTasks {
        /// One.
        number: u32,
        /// The other.
        with: u32,
    },
    /// The last change is taken back.
    Undo,
    /// The report's number of a metric.
    Actual {
        /// Key of the metric.
        metric: String,
        /// What was reached.
        value: Decimal,
    },
    /// Numbers without names, in the order of the targets.
    BareActuals(Vec<Decimal>),
    /// How a task of the running week stands.
    Mark(Mark),
    /// What turned up in the running week.
    AddUnplanned(TaskText),
    /// A note for the digest or the agenda.
    Note {
        /// What it is about.
        kind: NoteKind,
        /// Its words.
        text: String,
    },
}

impl Act {
    /// The number of the plan's task that it changes; none where it changes none by number.
    pub fn task(&self) -> Option<u32> {
        match self {
            Self::ChangeTask { number, .. }
            | Self::RemoveTask { number }
            | Self::PostponeTask { number }
            | Self::MoveTask { number, .. } => Some(*number),
            _ => None,
        }
    }

    /// The same with another task.
    #[must_use]
    pub fn of_task(self, task: u32) -> Self {
        match self {
            Self::ChangeTask { change, .. } => Self::ChangeTask { number: task, change },
            Self::RemoveTask { .. } => Self::RemoveTask { number: task },
            Self::PostponeTask { .. } => Self::PostponeTask { number: task },
            Self::MoveTask { to, .. } => Self::MoveTask { number: task, to },
            Self::Mark(mark) => Self::Mark(Mark { number: task, ..mark }),
            other => other,
        }
    }
}

/// How a task of the running week stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its number.
    pub number: u32,
    /// How it ended, where that is said.
    pub state: Option<State>,
    /// The time it took, in minutes.
    pub minutes: Option<u32>,
    /// What came out, or why it did not.
    pub text: Option<String>,
}

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The end product is there.
    Done,
    /// A part of it is.
    Partly,
    /// It is not.
    NotDone,
    /// It is not wanted any more.
    Cancelled,
}

/// What is asked about some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Is this a task, a remark for the manager, or nothing? Holds the task it would be.
    TaskOrRemark(TaskText),
    /// The task is taken; how long does it take? Holds its title.
    HowLong {
        /// The task, without its hours. `None`: the change of a task that is there.
        task: Option<TaskText>,
        /// The number of the task that would change.
        number: Option<u32>,
        /// What was said.
        time: Time,
    },
    /// Which of these tasks is meant?
    WhichTask {
        /// Their numbers.
        numbers: Vec<u32>,
        /// What is to be done with it, with any number; `None`: that is not clear either.
        act: Option<Box<Act>>,
    },
    /// There is no such task.
    NoSuchTask,
    /// A number, but of what, or which?
    UnclearNumber {
        /// Key of the metric that is perhaps meant.
        metric: Option<String>,
    },
    /// Far from what the metric came to last.
    Implausible {
        /// Key of the metric.
        metric: String,
        /// What was said.
        value: Decimal,
        /// It is the plan's; otherwise the report's.
        target: bool,
    },
    /// The same title twice: one task or two?
    SameTitle {
        /// The number of the task that is there, where it is in the plan already.
        number: Option<u32>,
        /// The other task.
        task: TaskText,
    },
    /// «а если выезд убрать?»: should it be done?
    Should(Option<Box<Act>>),
    /// A task turned up in the running week: should it be noted there?
    Unplanned(TaskText),
    /// Something stands in the way of a task: is that a blocker?
    Trouble {
        /// The task's number.
        number: u32,
    },
    /// Should this task be marked, or dropped from the running week?
    MarkOrNot(Mark),
    /// The plan is longer than a title or a list may be.
    TooLong,
    /// Nothing is known of it.
    What,
}

/// What is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Help on a topic.
    Help(Topic),
    /// Offer to enter an absence.
    Absence {
        /// The first and the last day, where they are said.
        days: Option<(NaiveDate, NaiveDate)>,
    },
    /// Offer to pass the words on to the manager.
    PlanMessage,
    /// A finished item is no open task of a plan.
    Finished,
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// When the plan is due, when the next one is asked for.
    WhenPlan,
    /// When the report is due.
    WhenReport,
    /// When there will be an answer to the plan.
    WhenAnswer,
    /// Who approves it.
    Who,
    /// How a plan is written.
    Write,
    /// How a plan is changed.
    Change,
    /// How a task is added.
    Add,
    /// How many hours can be planned.
    Hours,
    /// What stands in the week's plan.
    Week,
    /// The team's plans.
    Team,
    /// All commands.
    Commands,
    /// How a plan or report is handed in.
    Submit,
    /// How a plan is approved.
    Approve,
    /// How a plan is returned.
    Return,
    /// How the report is written.
    Report,
}

/// Why nothing comes of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// A heading, a day, a total, a label.
    Form,
    /// A greeting, thanks, «ок»: a reaction at most.
    Chat,
    /// Somebody else's words, passed on.
    Forwarded,
    /// Said before, word for word.
    Repeated,
}
