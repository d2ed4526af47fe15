//! Buttons of the running week: its tasks, the pulse question, and the estimates.

use crate::domain::calendar::week::Week;
use crate::domain::plan::TaskState;

use crate::render::buttons::parts::Parts;

/// What a tap on a card of the week asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekAction {
    /// A person turns the list of their tasks to another page.
    Turn {
        /// The week.
        week: Week,
        /// The page, from 0.
        page: u8,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person looks at one task of theirs.
    Open {
        /// The task's id.
        task: i64,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person says, on the screen of one task, what became of it.
    Mark {
        /// The task's id.
        task: i64,
        /// The new state.
        state: TaskState,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person says how long a task took.
    Took {
        /// The task's id.
        task: i64,
        /// The time in minutes.
        minutes: u32,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person wants to say what came out of a task.
    Result {
        /// The task's id.
        task: i64,
        /// Whether the button is on the report; otherwise on `/week`.
        report: bool,
    },
    /// A person says that their week goes as planned.
    AllWell {
        /// The week.
        week: Week,
    },
    /// A person says that a task of theirs is at risk, or is not after all.
    Risk {
        /// The task's id.
        task: i64,
        /// Whether it is at risk.
        on: bool,
    },
    /// A person wants to say in their own words what is at risk.
    RiskInWords {
        /// The week.
        week: Week,
    },
    /// The author has all estimates corrected by how long their tasks usually take.
    Calibrate {
        /// The plan's id.
        plan: i64,
    },
}

impl WeekAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Turn { week, page, report } => format!("wkp:{week}:{page}:{}", u8::from(report)),
            Self::Open { task, report } => format!("wko:{task}:{}", u8::from(report)),
            Self::Mark { task, state, report } => format!("wks:{task}:{}:{}", state.name(), u8::from(report)),
            Self::Took { task, minutes, report } => format!("wkt:{task}:{minutes}:{}", u8::from(report)),
            Self::Result { task, report } => format!("wkr:{task}:{}", u8::from(report)),
            Self::AllWell { week } => format!("plw:{week}"),
            Self::Risk { task, on } => format!("plr:{task}:{}", u8::from(on)),
            Self::RiskInWords { week } => format!("pls:{week}"),
            Self::Calibrate { plan } => format!("cal:{plan}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "wkp" => Self::Turn { week: rest.read()?, page: rest.read()?, report: rest.flag()? },
            "wko" => Self::Open { task: rest.id()?, report: rest.flag()? },
            "wks" => Self::Mark { task: rest.id()?, state: TaskState::named(rest.word()?)?, report: rest.flag()? },
            "wkt" => Self::Took { task: rest.id()?, minutes: rest.read()?, report: rest.flag()? },
            "wkr" => Self::Result { task: rest.id()?, report: rest.flag()? },
            "plw" => Self::AllWell { week: rest.read()? },
            "plr" => Self::Risk { task: rest.id()?, on: rest.flag()? },
            "pls" => Self::RiskInWords { week: rest.read()? },
            "cal" => Self::Calibrate { plan: rest.id()? },
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
    pub fn actions() -> impl Strategy<Value = WeekAction> {
        let state = prop::sample::select(vec![
            TaskState::Open,
            TaskState::Done,
            TaskState::Partly,
            TaskState::NotDone,
            TaskState::Cancelled,
        ]);
        prop_oneof![
            (weeks(), any::<u8>(), any::<bool>()).prop_map(|(week, page, report)| WeekAction::Turn {
                week,
                page,
                report
            }),
            (ids(), any::<bool>()).prop_map(|(task, report)| WeekAction::Open { task, report }),
            (ids(), state, any::<bool>()).prop_map(|(task, state, report)| WeekAction::Mark { task, state, report }),
            (ids(), any::<u32>(), any::<bool>()).prop_map(|(task, minutes, report)| WeekAction::Took {
                task,
                minutes,
                report
            }),
            (ids(), any::<bool>()).prop_map(|(task, report)| WeekAction::Result { task, report }),
            weeks().prop_map(|week| WeekAction::AllWell { week }),
            (ids(), any::<bool>()).prop_map(|(task, on)| WeekAction::Risk { task, on }),
            weeks().prop_map(|week| WeekAction::RiskInWords { week }),
            ids().prop_map(|plan| WeekAction::Calibrate { plan }),
        ]
    }
}
