//! What an approver's card of one plan shows.

use rust_decimal::Decimal;

use crate::domain::approval::doubt::Doubt;
use crate::domain::approval::line_comment::{LineComment, Spot};
use crate::domain::calendar::workdays::WorkWeek;
use crate::domain::company::{Metric, Person};
use crate::domain::meeting::goal::Goal;
use crate::domain::plan::budget::Budget;
use crate::domain::plan::{Base, Plan};
use crate::render::plan::diff::Scale;

/// Everything the approver's card shows.
#[derive(Debug)]
pub struct ApprovalView<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Whose it is.
    pub author: &'a Person,
    /// Its metrics, each with the last actual.
    pub metrics: Vec<(&'a Metric, Option<Decimal>)>,
    /// Currency of the company.
    pub currency: &'a str,
    /// How much of the author's week may be planned.
    pub budget: Budget,
    /// What is left of the author's week.
    pub work: WorkWeek,
    /// What the approver should look at first, while it waits.
    pub doubts: Vec<Doubt>,
    /// Why it holds more hours than fit, as the author said.
    pub over_reason: Option<String>,
    /// Who decided on it last.
    pub decided_by: Option<&'a Person>,
    /// The company's goals.
    pub goals: &'a [Goal],
    /// What the approver is asked.
    pub asking: Asking<'a>,
    /// Its week is over: what was agreed is not opened again, and what was not stays as it was handed in.
    pub over: bool,
    /// The card stands in the inbox, where so many plans wait.
    pub waiting: Option<usize>,
    /// What the version is compared with.
    pub base: Option<Base>,
    /// What a difference is measured in.
    pub scale: Scale<'a>,
}

impl<'a> ApprovalView<'a> {
    /// The metrics its author answers for.
    pub fn own_metrics(&self) -> Vec<&'a Metric> {
        self.metrics.iter().map(|(metric, _)| *metric).collect()
    }
}

/// What the card asks an approver who has pressed «Return».
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Asking<'a> {
    /// Nothing: both decisions are offered.
    Nothing,
    /// Why the plan is returned, or opened again where it was agreed.
    Why,
    /// Which line is wrong; with what was said about others already.
    Where(&'a [LineComment]),
    /// What is wrong with this line.
    About(Spot),
}
