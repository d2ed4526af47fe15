//! What a message has come to so far, and what all lines need.

use crate::domain::intake::understand::hours::Clock;
use crate::domain::intake::understand::metric::{Metrics, Value};
use crate::domain::intake::understand::names::Names;
use crate::domain::intake::understand::reading::{Act, Outcome, Question, State, What};
use crate::domain::intake::understand::section::Line;
use crate::domain::intake::understand::situation::{ReportState, Situation, Writer};
use crate::domain::report::implausible;

/// The lines of a message on their way to outcomes.
pub(super) struct Decider<'a> {
    pub(super) now: &'a Situation<'a>,
    pub(super) clock: Clock<'a>,
    pub(super) metrics: Metrics<'a>,
    pub(super) plan: Names,
    pub(super) running: Names,
    pub(super) out: Vec<Outcome>,
    /// Where the last new task stands among the outcomes: attributes belong to it.
    pub(super) last: Option<usize>,
    /// The state a heading of the report gives to the lines under it.
    pub(super) given: Option<State>,
    pub(super) many: usize,
}

impl Decider<'_> {
    pub(super) fn editing(&self) -> bool {
        self.now.writer != Writer::Author
    }

    pub(super) fn owed(&self) -> bool {
        self.now.report == ReportState::Owed
    }

    pub(super) fn say(&mut self, line: &Line, words: &str, what: What) {
        self.out.push(Outcome { line: line.row.number, words: words.trim().to_owned(), what });
    }

    /// The tasks this message has said something of.
    pub(super) fn spoken(&self) -> Vec<u32> {
        let said = |outcome: &Outcome| match &outcome.what {
            What::Act(Act::Mark(mark)) | What::Ask(Question::MarkOrNot(mark)) => Some(mark.number),
            _ => None,
        };
        self.out.iter().filter_map(said).collect()
    }

    /// A metric's number: kept, or asked about where it is unclear or far from what is known. `target`: it is the plan's.
    pub(super) fn number(&mut self, line: &Line, words: &str, key: &str, value: Value, target: bool) {
        let unclear = || What::Ask(Question::UnclearNumber { metric: Some(key.to_owned()) });
        let what = match value {
            Value::Number { plan, actual } => {
                let value = if target { plan } else { actual }.normalize();
                if target && value.is_sign_negative() && !value.is_zero() {
                    return self.say(line, words, unclear());
                }
                let metric = self.now.metrics.iter().find(|metric| metric.key == key);
                let doubt = metric.and_then(|m| implausible::implausible(m.unit, value, m.last, None));
                match doubt {
                    Some(_) => What::Ask(Question::Implausible { metric: key.to_owned(), value, target }),
                    None if target => What::Act(Act::Target { metric: key.to_owned(), value }),
                    None => What::Act(Act::Actual { metric: key.to_owned(), value }),
                }
            }
            Value::Unclear | Value::TooBig => unclear(),
        };
        self.say(line, words, what);
    }
}
