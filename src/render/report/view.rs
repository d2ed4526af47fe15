//! What the cards of a report show.

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
    /// The metric.
    pub metric: &'a Metric,
    /// The target.
    pub target: Option<Decimal>,
    /// The override, where the target was set for this week in place of the plan's.
    pub set: Option<&'a Override>,
    /// The actual, as the author wrote it or it was imported.
    pub actual: Option<Decimal>,
    /// The imported number.
    pub given: Option<&'a ImportedActual>,
    /// The reason why it missed its target, where the author gave one.
    pub reason: Option<&'a str>,
    /// The number that the author wrote and has to confirm first, because it is implausible.
    pub asked: Option<Asked>,
}

impl Number<'_> {
    /// Whether the number missed its target by so much that the reason is asked.
    pub fn missed(&self) -> bool {
        fell_short(self.metric.direction, self.target, self.actual)
    }
}

/// Everything the report card shows.
#[derive(Debug)]
pub struct ReportView<'a> {
    /// The week.
    pub week: Week,
    /// The author's metrics.
    pub numbers: Vec<Number<'a>>,
    /// Currency of the company.
    pub currency: &'a str,
    /// The week's tasks.
    pub tasks: &'a [Task],
    /// What the author tells the others.
    pub notes: &'a [Note],
    /// When it is due, in the author's time zone.
    pub due: Zoned,
    /// Now.
    pub now: DateTime<Utc>,
    /// The report was sent.
    pub sent: bool,
    /// The author tried to send it although something is missing: a button sends it anyway.
    pub offer_anyway: bool,
    /// A reminder on top.
    pub lead: Option<String>,
    /// What the next message is asked to say.
    pub ask: Option<String>,
    /// Which page of the tasks is shown, from 0.
    pub page: usize,
    /// The numbers just stored may have been meant as targets of this week; with the words by which to say so.
    pub meant: Option<(Week, String)>,
    /// Words were just taken, which one tap takes back.
    pub can_undo: bool,
}

impl ReportView<'_> {
    /// The names of metrics without an actual, and the numbers of open tasks.
    pub fn missing(&self) -> (Vec<&str>, Vec<String>) {
        let numbers = self.numbers.iter().filter(|n| n.actual.is_none()).map(|n| n.metric.name.as_str()).collect();
        let tasks = self.tasks.iter().filter(|t| t.state == TaskState::Open).map(|t| t.number.to_string()).collect();
        (numbers, tasks)
    }
}

/// An implausible number that waits for an answer.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The number.
    pub value: Decimal,
    /// Why it is implausible; none where it no longer is.
    pub doubt: Option<Implausible>,
    /// The last actual before it, and its week.
    pub last: Option<(Week, Decimal)>,
}
