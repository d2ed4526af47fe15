//! What a report's card shows.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::domain::calendar::week::Week;
use crate::domain::company::Metric;
use crate::domain::numbers::kpi::fell_short;
use crate::domain::numbers::target::Override;
use crate::domain::plan::TaskState;
use crate::domain::report::implausible::Implausible;
use crate::domain::report::imported_actual::ImportedActual;
use crate::domain::report::note::Note;
use crate::domain::week::task::Task;
use crate::texts::Zoned;

/// One metric of a report.
#[derive(Debug)]
pub struct Number<'a> {
    /// Which.
    pub metric: &'a Metric,
    /// What was planned.
    pub target: Option<Decimal>,
    /// It was set for this week instead of what the plan says.
    pub set: Option<&'a Override>,
    /// What the author has said it was.
    pub actual: Option<Decimal>,
    /// What a file or another system says.
    pub given: Option<&'a ImportedActual>,
    /// Why it fell short, where it did and that was said.
    pub reason: Option<&'a str>,
    /// What the author has said it was, where that has to be confirmed first.
    pub asked: Option<Asked>,
}

impl Number<'_> {
    /// It fell short of the target by more than a little: why is asked.
    pub fn missed(&self) -> bool {
        fell_short(self.metric.direction, self.target, self.actual)
    }
}

/// Everything the report card shows.
#[derive(Debug)]
pub struct ReportView<'a> {
    /// Of which week.
    pub week: Week,
    /// The metrics of its author.
    pub numbers: Vec<Number<'a>>,
    /// Currency of the company.
    pub currency: &'a str,
    /// The week's tasks.
    pub tasks: &'a [Task],
    /// What the author tells the others.
    pub notes: &'a [Note],
    /// When it is due, where the author reads it.
    pub due: Zoned,
    /// Now.
    pub now: DateTime<Utc>,
    /// Handed in.
    pub sent: bool,
    /// The author tried to send it although something is missing.
    pub offer_anyway: bool,
    /// A reminder on top.
    pub lead: Option<String>,
    /// What the next message is asked to say.
    pub ask: Option<String>,
    /// Which page of the tasks is shown, from 0.
    pub page: usize,
    /// The numbers just taken may have been meant as targets of that week; with how to say so.
    pub meant: Option<(Week, String)>,
}

impl ReportView<'_> {
    /// Names of metrics without an actual, numbers of tasks without a state.
    pub fn missing(&self) -> (Vec<&str>, Vec<String>) {
        let numbers = self.numbers.iter().filter(|n| n.actual.is_none()).map(|n| n.metric.name.as_str()).collect();
        let tasks = self.tasks.iter().filter(|t| t.state == TaskState::Open).map(|t| t.number.to_string()).collect();
        (numbers, tasks)
    }
}

/// A number that waits for an answer.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The number.
    pub value: Decimal,
    /// Why it is asked about; none where that is no longer so.
    pub doubt: Option<Implausible>,
    /// The last actual before, and its week.
    pub last: Option<(Week, Decimal)>,
}
