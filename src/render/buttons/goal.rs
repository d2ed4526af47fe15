//! Buttons about goals, and about the tasks that serve them.

use crate::domain::calendar::month::Month;
use crate::domain::calendar::week::Week;

use crate::render::buttons::parts::Parts;

/// What a tap on goals, or on what a plan does for them, asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoalAction {
    /// A person looks at all goals.
    All {
        /// The week whose plans are shown with the goals.
        week: Week,
    },
    /// A person looks at one goal.
    Open {
        /// The goal's id.
        goal: i64,
    },
    /// A person looks at the goals that were closed.
    Closed,
    /// Somebody closes a goal or opens it again.
    SetOpen {
        /// The goal's id.
        goal: i64,
        /// Whether it is opened again; otherwise it is closed.
        open: bool,
        /// Whether they have been asked if they are sure.
        sure: bool,
    },
    /// Somebody says that a milestone of a goal is reached.
    Reach {
        /// The goal's id.
        goal: i64,
        /// The month of the milestone.
        month: Month,
        /// Whether it is reached; otherwise it was marked by mistake.
        done: bool,
    },
    /// The author looks at which tasks serve which goals.
    OfPlan {
        /// The plan's id.
        plan: i64,
    },
    /// The author chooses the goal of a task.
    OfTask {
        /// The plan's id.
        plan: i64,
        /// The task's number in the plan, which never changes.
        task: u32,
        /// Whether this task alone is asked about; otherwise one task after the other.
        alone: bool,
    },
    /// A task serves a goal.
    Link {
        /// The plan's id.
        plan: i64,
        /// The task's number in the plan, which never changes.
        task: u32,
        /// The goal's id; `None` if the task serves no goal.
        goal: Option<i64>,
        /// Whether this task alone is asked about; otherwise one task after the other.
        alone: bool,
    },
    /// The author returns from the goals to the plan.
    BackToPlan {
        /// The plan's id.
        plan: i64,
    },
}

impl GoalAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::All { week } => format!("gw:{week}"),
            Self::Open { goal } => format!("go:{goal}"),
            Self::Closed => "gx".to_owned(),
            Self::SetOpen { goal, open, sure } => format!("gs:{goal}:{}:{}", u8::from(open), u8::from(sure)),
            Self::Reach { goal, month, done } => format!("gm:{goal}:{month}:{}", u8::from(done)),
            Self::OfPlan { plan } => format!("gp:{plan}"),
            Self::OfTask { plan, task, alone } => format!("gt:{plan}:{task}:{}", u8::from(alone)),
            Self::Link { plan, task, goal, alone } => {
                format!("gl:{plan}:{task}:{}:{}", goal.unwrap_or(0), u8::from(alone))
            }
            Self::BackToPlan { plan } => format!("gb:{plan}"),
        }
    }

    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "gw" => Self::All { week: rest.read()? },
            "go" => Self::Open { goal: rest.id()? },
            "gx" => Self::Closed,
            "gs" => Self::SetOpen { goal: rest.id()?, open: rest.flag()?, sure: rest.flag()? },
            "gm" => Self::Reach { goal: rest.id()?, month: rest.read()?, done: rest.flag()? },
            "gp" => Self::OfPlan { plan: rest.id()? },
            "gt" => Self::OfTask { plan: rest.id()?, task: rest.read()?, alone: rest.flag()? },
            "gl" => Self::Link { plan: rest.id()?, task: rest.read()?, goal: rest.id_or_none()?, alone: rest.flag()? },
            "gb" => Self::BackToPlan { plan: rest.id()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::render::buttons::strategies::{days, ids, weeks};

    /// Any of them.
    pub fn actions() -> impl Strategy<Value = GoalAction> {
        prop_oneof![
            weeks().prop_map(|week| GoalAction::All { week }),
            ids().prop_map(|goal| GoalAction::Open { goal }),
            Just(GoalAction::Closed),
            (ids(), any::<bool>(), any::<bool>()).prop_map(|(goal, open, sure)| GoalAction::SetOpen {
                goal,
                open,
                sure
            }),
            (ids(), months(), any::<bool>()).prop_map(|(goal, month, done)| GoalAction::Reach { goal, month, done }),
            ids().prop_map(|plan| GoalAction::OfPlan { plan }),
            (ids(), any::<u32>(), any::<bool>()).prop_map(|(plan, task, alone)| GoalAction::OfTask {
                plan,
                task,
                alone
            }),
            (ids(), any::<u32>(), prop::option::of(ids()), any::<bool>())
                .prop_map(|(plan, task, goal, alone)| GoalAction::Link { plan, task, goal, alone }),
            ids().prop_map(|plan| GoalAction::BackToPlan { plan }),
        ]
    }

    fn months() -> impl Strategy<Value = Month> {
        days().prop_map(Month::of_date)
    }
}
