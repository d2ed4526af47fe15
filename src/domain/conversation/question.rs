//! What a person can be asked so that their next message answers it.

use serde::{Deserialize, Serialize};

use crate::domain::approval::line_comment::{LineComment, Spot};
use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::intake::{NoteKind, PlanWhat};
use crate::domain::plan::{Draft, Field};
use crate::domain::report::evidence::EvidenceFile;

/// A question the person's next message answers. Written as its kind and a body: the names of both stay, for what was asked by
/// an older version of the program is answered to a newer one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Question {
    /// Why a version of a plan is returned.
    ReturnReason {
        /// Which plan.
        plan: i64,
        /// Which version of it.
        version: i64,
        /// The line that is asked about; none: the whole plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Spot>,
        /// What was said about lines so far.
        #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "marks")]
        comments: Vec<LineComment>,
    },
    /// Why a version of an agreed plan is opened again.
    ReopenPlan {
        /// Which plan.
        plan: i64,
        /// Which version of it.
        version: i64,
    },
    /// Why a sent report is opened again.
    ReopenReport {
        /// Whose.
        person: PersonId,
        /// Of which week.
        week: Week,
    },
    /// Why a plan holds more hours than fit.
    OverReason {
        /// Which plan.
        plan: i64,
    },
    /// How many hours the line takes that was held back.
    Hours {
        /// For which plan.
        plan: i64,
        /// The line without its hours.
        held: PlanWhat,
    },
    /// Other words for a task of a draft.
    TaskWords {
        /// In which plan.
        plan: i64,
        /// Which task: its permanent number.
        task: u32,
        /// What of it.
        field: Field,
    },
    /// What turned up during the week.
    Unplanned,
    /// What came out of a task.
    Result {
        /// Which task.
        task: i64,
        /// It was asked on the report's card, else on that of `/week`.
        report: bool,
    },
    /// What is at risk in a week.
    Risk {
        /// Which week.
        week: Week,
    },
    /// What whoever decides on a version changes in it.
    EditPlan {
        /// Which plan.
        plan: i64,
        /// Which version of it.
        version: i64,
        /// The plan as they have changed it so far.
        draft: Box<Draft>,
        /// The line whose number comes next; none: any lines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Spot>,
    },
    /// What to write to somebody about a plan.
    PlanMessage {
        /// Which plan.
        plan: i64,
        /// To whom.
        whom: PersonId,
    },
    /// What the numbers say of a hypothesis.
    Verdict {
        /// Which.
        hypothesis: i64,
        /// It worked, else it did not.
        worked: bool,
    },
    /// A metric of our own, described.
    Metric,
    /// What a target is to be in one week, and why.
    Target {
        /// Whose.
        person: PersonId,
        /// In which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// Why a number differs from what another system says.
    GivenNote {
        /// Of which week.
        week: Week,
        /// The metric's key.
        metric: String,
    },
    /// What the sync should know.
    Note {
        /// About what.
        kind: NoteKind,
        /// It was asked on the report's card of this week.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<Week>,
    },
    /// Why a task was not done, or not all of it.
    Reason {
        /// Which task.
        task: i64,
        /// It was asked on the report's card, else on that of `/week`.
        report: bool,
    },
    /// Why a number fell short of its target.
    MetricReason {
        /// Of which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// What a number was, in place of one that was no doubt a slip.
    Actual {
        /// Of which week.
        week: Week,
        /// Metric key.
        metric: String,
    },
    /// Which task these files are the end product of.
    Files {
        /// The files.
        files: Vec<EvidenceFile>,
    },
}

impl Question {
    /// Other words for a task: asked for on the face of the card that shows the task, and by no other.
    pub fn is_of_task_face(&self) -> bool {
        matches!(self, Self::TaskWords { .. })
    }

    /// What a report asks for: a word for the others, why a number fell short, what it really was.
    pub fn is_of_report(&self) -> bool {
        matches!(self, Self::Note { .. } | Self::MetricReason { .. } | Self::Actual { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_written_as_its_kind_and_a_body() {
        let risk = Question::Risk { week: "2026-W49".parse().unwrap() };
        let written = r#"{"kind":"risk","body":{"week":"2026-W49"}}"#;
        assert_eq!(serde_json::to_string(&risk).unwrap(), written);
        assert_eq!(serde_json::from_str::<Question>(written).unwrap(), risk);
    }

    #[test]
    fn a_question_with_nothing_to_it_is_read_with_an_empty_body() {
        assert_eq!(serde_json::from_str::<Question>(r#"{"kind":"unplanned"}"#).unwrap(), Question::Unplanned);
        assert_eq!(serde_json::from_str::<Question>(r#"{"kind":"metric","body":null}"#).unwrap(), Question::Metric);
    }
}
