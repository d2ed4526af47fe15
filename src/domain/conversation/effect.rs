//! What a message of a person said: its new text, where it is edited, replaces just that.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::plan::Field;

/// One thing that a message said. A message may have said several; an edited one is tried for them in the order they stand here:
/// what answered a question before what was said by itself, and a report before the notes that are part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Other words for a task of a draft.
    TaskWords {
        /// Of which plan.
        plan: i64,
        /// Which task: its permanent number.
        task: u32,
        /// What of it.
        field: Field,
    },
    /// Lines of a plan. Which ones, its draft says.
    PlanLines {
        /// Of which plan.
        plan: i64,
    },
    /// What turned up during the week.
    Unplanned {
        /// The task made of it.
        task: i64,
    },
    /// What came out of a task.
    TaskResult {
        /// Which task.
        task: i64,
    },
    /// Why a task was not done, or not all of it.
    TaskReason {
        /// Which task.
        task: i64,
    },
    /// What is at risk in a week.
    Risk {
        /// Which week.
        week: Week,
    },
    /// Numbers, marks and notes of a report.
    Report {
        /// Of which week.
        week: Week,
        /// Metric key and the value the message gave it.
        numbers: BTreeMap<String, Decimal>,
    },
    /// Why a number fell short of its target.
    MetricReason {
        /// Of which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// A word for the others.
    Note {
        /// The note made of it.
        note: i64,
    },
}

impl Effect {
    /// Whether only the last message that spoke of the same thing has said what is kept of it. Lines of a plan and numbers of a
    /// report add up over messages.
    pub fn replaces_others(&self) -> bool {
        !matches!(self, Self::PlanLines { .. } | Self::Report { .. })
    }
}
