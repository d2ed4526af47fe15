//! What the buttons of a report mean: why something was missed, numbers that were asked about, words for the others, files,
//! and the report as others see it.

use crate::domain::intake::NoteKind;
use crate::domain::week::Week;

use super::{flag, id};

/// What a tap on a card of a report asks for. A metric is named by `domain::hint::mark` of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportAction {
    /// A person says by one of the usual reasons why a task was not done.
    TaskBecause {
        /// Which task.
        task: i64,
        /// Number of the reason.
        reason: u8,
        /// From the report, else from `/week`.
        report: bool,
    },
    /// A person wants to say in own words why a task was not done.
    WhyTask {
        /// Which task.
        task: i64,
        /// From the report, else from `/week`.
        report: bool,
    },
    /// A person looks at a number that fell short; the next message says why it did.
    Metric {
        /// Of which week.
        week: Week,
        /// Which.
        metric: u32,
    },
    /// A person says by one of the usual reasons why a number fell short.
    MetricBecause {
        /// Of which week.
        week: Week,
        /// Which.
        metric: u32,
        /// Number of the reason.
        reason: u8,
    },
    /// A person goes back to the report's card.
    Back {
        /// Of which week.
        week: Week,
    },
    /// A number that was asked about is right, or was a slip.
    Answer {
        /// Of which week.
        week: Week,
        /// Which.
        metric: u32,
        /// `domain::hint::mark` of the number as it was shown.
        value: u32,
        /// Right, else a slip.
        right: bool,
    },
    /// A person wants to tell the others something.
    Note {
        /// In the report of this week.
        week: Week,
        /// About what.
        kind: NoteKind,
    },
    /// Somebody looks at a report that was handed in.
    See {
        /// Whose.
        person: i64,
        /// Of which week.
        week: Week,
    },
    /// Somebody looks at what a task's author has sent for it.
    Files {
        /// Which task.
        task: i64,
    },
    /// The files just sent are this task's.
    FilesFor {
        /// Which task.
        task: i64,
    },
    /// A person takes the files off a task.
    DropFiles {
        /// Which task.
        task: i64,
        /// From the report, else from `/week`.
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

    pub(super) fn decode<'a>(name: &str, mut next: impl FnMut() -> Option<&'a str>) -> Option<Self> {
        Some(match name {
            "rpbt" => Self::TaskBecause { task: id(next()?)?, reason: next()?.parse().ok()?, report: flag(next()?)? },
            "rpwt" => Self::WhyTask { task: id(next()?)?, report: flag(next()?)? },
            "rpmo" => Self::Metric { week: next()?.parse().ok()?, metric: next()?.parse().ok()? },
            "rpmb" => Self::MetricBecause {
                week: next()?.parse().ok()?,
                metric: next()?.parse().ok()?,
                reason: next()?.parse().ok()?,
            },
            "rpbk" => Self::Back { week: next()?.parse().ok()? },
            "rpan" => Self::Answer {
                week: next()?.parse().ok()?,
                metric: next()?.parse().ok()?,
                value: next()?.parse().ok()?,
                right: flag(next()?)?,
            },
            "rpno" => Self::Note { week: next()?.parse().ok()?, kind: kind(next()?)? },
            "rpse" => Self::See { person: id(next()?)?, week: next()?.parse().ok()? },
            "rpfi" => Self::Files { task: id(next()?)? },
            "rpff" => Self::FilesFor { task: id(next()?)? },
            "rpfd" => Self::DropFiles { task: id(next()?)?, report: flag(next()?)? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    use super::*;

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = ReportAction> {
        let id = 1i64..=i64::MAX;
        let week = (0u64..50_000).prop_map(|d| Week::of_date(NaiveDate::default() + Days::new(d)));
        let kind = prop::sample::select(KINDS.map(|(kind, _)| kind).to_vec());
        prop_oneof![
            (id.clone(), any::<u8>(), any::<bool>()).prop_map(|(task, reason, report)| ReportAction::TaskBecause {
                task,
                reason,
                report
            }),
            (id.clone(), any::<bool>()).prop_map(|(task, report)| ReportAction::WhyTask { task, report }),
            (week.clone(), any::<u32>()).prop_map(|(week, metric)| ReportAction::Metric { week, metric }),
            (week.clone(), any::<u32>(), any::<u8>()).prop_map(|(week, metric, reason)| ReportAction::MetricBecause {
                week,
                metric,
                reason
            }),
            week.clone().prop_map(|week| ReportAction::Back { week }),
            (week.clone(), any::<u32>(), any::<u32>(), any::<bool>())
                .prop_map(|(week, metric, value, right)| { ReportAction::Answer { week, metric, value, right } }),
            (week.clone(), kind).prop_map(|(week, kind)| ReportAction::Note { week, kind }),
            (id.clone(), week).prop_map(|(person, week)| ReportAction::See { person, week }),
            id.clone().prop_map(|task| ReportAction::Files { task }),
            id.clone().prop_map(|task| ReportAction::FilesFor { task }),
            (id, any::<bool>()).prop_map(|(task, report)| ReportAction::DropFiles { task, report }),
        ]
    }
}
