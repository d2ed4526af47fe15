//! Buttons by which an author edits a plan on its card.

use crate::domain::plan::Field;

use crate::render::buttons::parts::Parts;

/// What the author does with a plan on its card. A task is known by the number it keeps when tasks change places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Turns the card to another page.
    Page {
        /// The page, from 0.
        page: u8,
    },
    /// Looks at the tasks, to choose one.
    Tasks {
        /// The page, from 0.
        page: u8,
    },
    /// Opens one task.
    Task {
        /// The task's number, which never changes.
        task: u32,
    },
    /// Changes a task's estimate.
    Hours {
        /// The task's number, which never changes.
        task: u32,
        /// The change in minutes; negative for fewer.
        minutes: i16,
    },
    /// Moves a task up or down by one place.
    Shift {
        /// The task's number, which never changes.
        task: u32,
        /// Whether with the task above; otherwise with the one below.
        up: bool,
    },
    /// Deletes a task.
    Delete {
        /// The task's number, which never changes.
        task: u32,
    },
    /// Asks for a new text, which the author then writes.
    Ask {
        /// The task's number, which never changes.
        task: u32,
        /// Which of its texts.
        field: Field,
    },
    /// Undoes the last change.
    Undo {
        /// The mark of the change that the card offered to undo, so that a stale button undoes nothing else.
        mark: u64,
        /// The number of the task whose screen the button is on; 0 for the plan's own.
        task: u32,
    },
}

impl Edit {
    /// The callback data, for this plan.
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

    /// Reads the callback data of this name, from behind the plan's id.
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
