//! What people write → what they mean, in steps one can read one after another.
//!
//! 1. `message`: the text with what the messenger marked in it written out.
//! 2. `row` and `markup`: lines without bullets, boxes and Markdown; wrapped ones joined.
//! 3. `section` and `table`: what each line stands under, and which are only form.
//! 4. Readings: `plan` (targets and tasks), `report` (states, hours, reasons), `change` (changes of tasks), `talk` (no data).
//!    They are built from `metric`, `hours`, `amount`, `names`, `state` and `split`, all on `token`s.
//! 5. `decide`: which reading counts, in the light of what is open (`situation`).
//!
//! Four rules stand above all. A line becomes a task, a number or a change only where something speaks for it; otherwise it is asked
//! about. What was handed in changes only by words that clearly say so. Every line ends as taken, asked about or answered. The words
//! themselves are kept as they were written.
//!
//! The word lists are in `locales/*/intake.toml` (`vocabulary`); both languages are read side by side.

#![allow(clippy::nonminimal_bool, clippy::if_same_then_else, reason = "a condition stands as the rule is said")]

mod amount;
mod change;
mod decide;
mod hours;
mod markup;
mod message;
mod metric;
mod names;
mod plan;
#[cfg(test)]
mod properties;
mod reading;
mod report;
mod row;
mod section;
mod situation;
mod split;
mod state;
mod table;
mod talk;
mod task;
mod token;
mod vocabulary;

pub use decide::understand;
pub use hours::Time;
pub use message::{Entity, Mark as Marked, Message};
pub use metric::Metric;
pub use names::Listed;
pub use reading::{Act, Answer, Mark, Outcome, Passing, Question, State, Topic, What};
pub use situation::{PlanState, ReportState, Situation, Writer};
pub use vocabulary::Vocabulary;
