//! A comment on one line of a plan that comes back to its author.
//!
//! A comment holds the line as it was. It stands as long as the draft has that very line: it moves with the line when numbers
//! change, and is gone as soon as the line is changed or taken out.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::plan::{Draft, DraftTask};

/// A line of a plan, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// A target, by its place among the draft's, from 1.
    Target(u8),
    /// A task, by its number, from 1.
    Task(u8),
}

/// A line as it was when it was marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// A target.
    Target {
        /// Metric key.
        metric: String,
        /// In the metric's unit.
        value: Decimal,
    },
    /// A task.
    Task {
        /// What will be done.
        title: String,
        /// End product.
        deliverable: Option<String>,
        /// Estimate.
        minutes: Option<u32>,
        /// Tag of the goal it serves.
        goal: Option<String>,
    },
}

/// A comment on a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineComment {
    /// The line as it was.
    pub line: Line,
    /// What is wrong with it.
    pub reason: String,
}

impl Spot {
    /// The line that stands there; none where there is none.
    pub fn line(self, draft: &Draft) -> Option<Line> {
        let place = |number: u8| usize::from(number).checked_sub(1);
        match self {
            Self::Target(number) => {
                let target = draft.targets.get(place(number)?)?;
                Some(Line::Target { metric: target.metric.clone(), value: target.value })
            }
            Self::Task(number) => draft.tasks.get(place(number)?).map(Line::of_task),
        }
    }
}

impl Line {
    fn of_task(task: &DraftTask) -> Self {
        Self::Task {
            title: task.title.clone(),
            deliverable: task.deliverable.clone(),
            minutes: task.minutes,
            goal: task.goal.clone(),
        }
    }
}

/// What is said about this task as it stands now.
pub fn of_task<'a>(comments: &'a [LineComment], task: &DraftTask) -> impl Iterator<Item = &'a str> + use<'a> {
    let line = Line::of_task(task);
    comments.iter().filter(move |comment| comment.line == line).map(|comment| comment.reason.as_str())
}

/// What is said about the target of this metric as it stands now.
pub fn of_target<'a>(
    comments: &'a [LineComment],
    draft: &Draft,
    metric: &str,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let line = draft.target(metric).map(|value| Line::Target { metric: metric.to_owned(), value });
    comments.iter().filter(move |comment| Some(&comment.line) == line.as_ref()).map(|comment| comment.reason.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn drafts() -> impl Strategy<Value = Draft> {
        let tasks = prop::collection::vec(("[а-я]{1,3}", 1u32..4), 1..6);
        (tasks, 1i64..5).prop_map(|(tasks, target)| {
            let mut draft = Draft::default();
            draft.set_target("leads", Decimal::from(target), None);
            let task = |(title, hours)| DraftTask { title, minutes: Some(hours * 60), ..DraftTask::default() };
            draft.tasks = tasks.into_iter().map(task).collect();
            draft
        })
    }

    proptest! {
        #[test]
        fn a_mark_moves_with_its_line_and_goes_with_any_change(draft in drafts(), at in 0usize..6, other in 0usize..6) {
            let at = at % draft.tasks.len();
            let spot = Spot::Task(u8::try_from(at + 1).expect("few"));
            let comments = [LineComment { line: spot.line(&draft).expect("it is there"), reason: "почему".to_owned() }];
            let mut moved = draft.clone();
            let task = moved.tasks.remove(at);
            let place = other % (moved.tasks.len() + 1);
            moved.tasks.insert(place, task);
            prop_assert_eq!(of_task(&comments, &moved.tasks[place]).collect::<Vec<_>>(), ["почему"]);
            moved.tasks[place].minutes = Some(1);
            prop_assert_eq!(of_task(&comments, &moved.tasks[place]).count(), 0);
        }

        #[test]
        fn a_marked_target_is_free_of_it_once_it_is_another(draft in drafts(), value in 5i64..9) {
            let line = Spot::Target(1).line(&draft).expect("it is there");
            let comments = [LineComment { line, reason: "низко".to_owned() }];
            prop_assert_eq!(of_target(&comments, &draft, "leads").count(), 1);
            prop_assert_eq!(of_target(&comments, &draft, "traffic").count(), 0);
            let mut changed = draft.clone();
            changed.set_target("leads", Decimal::from(value), None);
            prop_assert_eq!(of_target(&comments, &changed, "leads").count(), 0);
        }

        #[test]
        fn there_is_no_line_outside_the_plan(draft in drafts(), number in any::<u8>()) {
            let there = (1..=draft.tasks.len()).contains(&usize::from(number));
            prop_assert_eq!(Spot::Task(number).line(&draft).is_some(), there);
            prop_assert_eq!(Spot::Target(number).line(&draft).is_some(), number == 1);
        }
    }
}
