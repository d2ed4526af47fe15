//! Buttons of a report: its tasks and numbers, reasons for what was missed, notes for others, files, and the report as others
//! see it.

use crate::domain::calendar::week::Week;
use crate::domain::intake::NoteKind;
use crate::domain::plan::TaskState;

use crate::render::buttons::parts::Parts;

/// What a tap on a card of a report asks for. A metric is known by the mark of its key
/// ([`crate::domain::numbers::definitions::mark`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportAction {
    /// A person says what became of a task of theirs.
    Mark {
        /// The task's id.
        task: i64,
        /// The new state.
        state: TaskState,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person says that all open tasks of a week are done.
    AllDone {
        /// The week.
        week: Week,
    },
    /// A person hands a report in.
    Send {
        /// The week.
        week: Week,
        /// Whether they know that something is missing.
        anyway: bool,
    },
    /// A person reopens a report to correct it.
    Correct {
        /// The week.
        week: Week,
    },
    /// A person says by one of the usual reasons why a task was not done.
    TaskBecause {
        /// The task's id.
        task: i64,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person wants to say in own words why a task was not done.
    WhyTask {
        /// The task's id.
        task: i64,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person looks at a number that fell short. Their next message is taken for the reason.
    Metric {
        /// The week.
        week: Week,
        /// The mark of the metric's key.
        metric: u32,
    },
    /// A person says by one of the usual reasons why a number fell short.
    MetricBecause {
        /// The week.
        week: Week,
        /// The mark of the metric's key.
        metric: u32,
        /// The number of the reason, as the buttons were listed.
        reason: u8,
    },
    /// A person goes back to the report's card.
    Back {
        /// The week.
        week: Week,
    },
    /// A person confirms a number that looked like a slip, or says that it was one.
    Answer {
        /// The week.
        week: Week,
        /// The mark of the metric's key.
        metric: u32,
        /// The mark of the number as it was shown, so that a stale button confirms nothing else.
        value: u32,
        /// Whether it is right; otherwise it was a slip.
        right: bool,
    },
    /// A person wants to write a note for the others.
    Note {
        /// The week.
        week: Week,
        /// What about.
        kind: NoteKind,
    },
    /// Somebody looks at a report that was handed in.
    See {
        /// The person's id.
        person: i64,
        /// The week.
        week: Week,
    },
    /// Somebody looks at what a task's author has sent for it.
    Files {
        /// The task's id.
        task: i64,
    },
    /// The files that were just sent belong to this task.
    FilesFor {
        /// The task's id.
        task: i64,
    },
    /// A person removes the files from a task.
    DropFiles {
        /// The task's id.
        task: i64,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
}

const KINDS: [(NoteKind, &str); 5] = [
    (NoteKind::Blocker, "b"),
    (NoteKind::Insight, "i"),
    (NoteKind::Need, "n"),
    (NoteKind::Lesson, "l"),
    (NoteKind::Highlight, "h"),
];

fn kind_name(kind: NoteKind) -> &'static str {
    KINDS.iter().find(|(k, _)| *k == kind).map_or("h", |(_, name)| name)
}

fn kind(name: &str) -> Option<NoteKind> {
    KINDS.iter().find(|(_, n)| *n == name).map(|(kind, _)| *kind)
}

impl ReportAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Mark { task, state, report } => format!("tm:{task}:{}:{}", state.name(), u8::from(report)),
            Self::AllDone { week } => format!("rd:{week}"),
            Self::Send { week, anyway } => format!("rs:{week}:{}", u8::from(anyway)),
            Self::Correct { week } => format!("rc:{week}"),
            Self::TaskBecause { task, reason, report } => format!("rpbt:{task}:{reason}:{}", u8::from(report)),
            Self::WhyTask { task, report } => format!("rpwt:{task}:{}", u8::from(report)),
            Self::Metric { week, metric } => format!("rpmo:{week}:{metric}"),
            Self::MetricBecause { week, metric, reason } => format!("rpmb:{week}:{metric}:{reason}"),
            Self::Back { week } => format!("rpbk:{week}"),
            Self::Answer { week, metric, value, right } => format!("rpan:{week}:{metric}:{value}:{}", u8::from(right)),
            Self::Note { week, kind } => format!("rpno:{week}:{}", kind_name(kind)),
            Self::See { person, week } => format!("rpse:{person}:{week}"),
            Self::Files { task } => format!("rpfi:{task}"),
            Self::FilesFor { task } => format!("rpff:{task}"),
            Self::DropFiles { task, report } => format!("rpfd:{task}:{}", u8::from(report)),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "tm" => Self::Mark { task: rest.id()?, state: TaskState::named(rest.word()?)?, report: rest.flag()? },
            "rd" => Self::AllDone { week: rest.read()? },
            "rs" => Self::Send { week: rest.read()?, anyway: rest.flag()? },
            "rc" => Self::Correct { week: rest.read()? },
            "rpbt" => Self::TaskBecause { task: rest.id()?, reason: rest.read()?, report: rest.flag()? },
            "rpwt" => Self::WhyTask { task: rest.id()?, report: rest.flag()? },
            "rpmo" => Self::Metric { week: rest.read()?, metric: rest.read()? },
            "rpmb" => Self::MetricBecause { week: rest.read()?, metric: rest.read()?, reason: rest.read()? },
            "rpbk" => Self::Back { week: rest.read()? },
            "rpan" => {
                Self::Answer { week: rest.read()?, metric: rest.read()?, value: rest.read()?, right: rest.flag()? }
            }
            "rpno" => Self::Note { week: rest.read()?, kind: kind(rest.word()?)? },
            "rpse" => Self::See { person: rest.id()?, week: rest.read()? },
            "rpfi" => Self::Files { task: rest.id()? },
            "rpff" => Self::FilesFor { task: rest.id()? },
            "rpfd" => Self::DropFiles { task: rest.id()?, report: rest.flag()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::strategies::{ids, weeks};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = ReportAction> {
        let kind = prop::sample::select(KINDS.map(|(kind, _)| kind).to_vec());
        let state = prop::sample::select(vec![TaskState::Open, TaskState::Done, TaskState::Partly, TaskState::NotDone]);
        prop_oneof![
            (ids(), state, any::<bool>()).prop_map(|(task, state, report)| ReportAction::Mark { task, state, report }),
            weeks().prop_map(|week| ReportAction::AllDone { week }),
            (weeks(), any::<bool>()).prop_map(|(week, anyway)| ReportAction::Send { week, anyway }),
            weeks().prop_map(|week| ReportAction::Correct { week }),
            (ids(), any::<u8>(), any::<bool>()).prop_map(|(task, reason, report)| ReportAction::TaskBecause {
                task,
                reason,
                report
            }),
            (ids(), any::<bool>()).prop_map(|(task, report)| ReportAction::WhyTask { task, report }),
            (weeks(), any::<u32>()).prop_map(|(week, metric)| ReportAction::Metric { week, metric }),
            (weeks(), any::<u32>(), any::<u8>()).prop_map(|(week, metric, reason)| ReportAction::MetricBecause {
                week,
                metric,
                reason
            }),
            weeks().prop_map(|week| ReportAction::Back { week }),
            (weeks(), any::<u32>(), any::<u32>(), any::<bool>())
                .prop_map(|(week, metric, value, right)| { ReportAction::Answer { week, metric, value, right } }),
            (weeks(), kind).prop_map(|(week, kind)| ReportAction::Note { week, kind }),
            (ids(), weeks()).prop_map(|(person, week)| ReportAction::See { person, week }),
            ids().prop_map(|task| ReportAction::Files { task }),
            ids().prop_map(|task| ReportAction::FilesFor { task }),
            (ids(), any::<bool>()).prop_map(|(task, report)| ReportAction::DropFiles { task, report }),
        ]
    }
}
