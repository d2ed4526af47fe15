//! What a tap on the card as an editor asks for.

use crate::domain::plan::Field;

use crate::render::buttons::parts::Parts;

/// What the author does with a plan on its card. Tasks are told by their numbers for good, never by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Turns a page of the card.
    Page {
        /// To which, from 0.
        page: u8,
    },
    /// Looks at the tasks, to choose one.
    Tasks {
        /// Which page of them, from 0.
        page: u8,
    },
    /// Opens one task.
    Task {
        /// Which.
        task: u32,
    },
    /// More or fewer hours.
    Hours {
        /// For which task.
        task: u32,
        /// Minutes more; fewer where below zero.
        minutes: i16,
    },
    /// Changes places with the task above or below.
    Shift {
        /// Which task.
        task: u32,
        /// With the one above, else below.
        up: bool,
    },
    /// Takes a task out.
    Delete {
        /// Which.
        task: u32,
    },
    /// Wants to write other words.
    Ask {
        /// For which task.
        task: u32,
        /// Which words.
        field: Field,
    },
    /// Takes the last change back.
    Undo {
        /// Mark of the change that was shown.
        mark: u64,
        /// The task whose face this is asked from; 0 for the plan's.
        task: u32,
    },
}

impl Edit {
    /// As callback data, about this plan.
    pub(super) fn encode(self, plan: i64) -> String {
        match self {
            Self::Page { page } => format!("ep:{plan}:{page}"),
            Self::Tasks { page } => format!("et:{plan}:{page}"),
            Self::Task { task } => format!("eo:{plan}:{task}"),
            Self::Hours { task, minutes } => format!("eh:{plan}:{task}:{minutes}"),
            Self::Shift { task, up } => format!("es:{plan}:{task}:{}", u8::from(up)),
            Self::Delete { task } => format!("ed:{plan}:{task}"),
            Self::Ask { task, field: Field::Title } => format!("en:{plan}:{task}"),
            Self::Ask { task, field: Field::Deliverable } => format!("ek:{plan}:{task}"),
            Self::Undo { mark, task } => format!("eu:{plan}:{mark}:{task}"),
        }
    }

    /// What this name and what follows the plan mean.
    pub(super) fn decode(name: &str, rest: &mut Parts<'_>) -> Option<Self> {
        Some(match name {
            "ep" => Self::Page { page: rest.read()? },
            "et" => Self::Tasks { page: rest.read()? },
            "eo" => Self::Task { task: rest.read()? },
            "eh" => Self::Hours { task: rest.read()?, minutes: rest.read()? },
            "es" => Self::Shift { task: rest.read()?, up: rest.flag()? },
            "ed" => Self::Delete { task: rest.read()? },
            "en" => Self::Ask { task: rest.read()?, field: Field::Title },
            "ek" => Self::Ask { task: rest.read()?, field: Field::Deliverable },
            "eu" => Self::Undo { mark: rest.read()?, task: rest.read()? },
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) fn any() -> impl proptest::strategy::Strategy<Value = Edit> {
    use proptest::prelude::*;
    let (task, page) = (any::<u32>(), any::<u8>());
    prop_oneof![
        page.prop_map(|page| Edit::Page { page }),
        page.prop_map(|page| Edit::Tasks { page }),
        task.prop_map(|task| Edit::Task { task }),
        (task, any::<i16>()).prop_map(|(task, minutes)| Edit::Hours { task, minutes }),
        (task, any::<bool>()).prop_map(|(task, up)| Edit::Shift { task, up }),
        task.prop_map(|task| Edit::Delete { task }),
        (task, any::<bool>())
            .prop_map(|(task, title)| Edit::Ask { task, field: if title { Field::Title } else { Field::Deliverable } }),
        (any::<u64>(), task).prop_map(|(mark, task)| Edit::Undo { mark, task }),
    ]
}
