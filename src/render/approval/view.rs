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
    /// The plan's author.
    pub author: &'a Person,
    /// The author's metrics, each with the last actual.
    pub metrics: Vec<(&'a Metric, Option<Decimal>)>,
    /// Currency of the company.
    pub currency: &'a str,
    /// How much of the author's week may be planned.
    pub budget: Budget,
    /// The working time of the author's week, after holidays and absences.
    pub work: WorkWeek,
    /// What the approver should look at first; none unless the plan waits.
    pub doubts: Vec<Doubt>,
    /// The author's reason why the plan has more hours than the budget.
    pub over_reason: Option<String>,
    /// Who decided on the plan last.
    pub decided_by: Option<&'a Person>,
    /// The company's goals.
    pub goals: &'a [Goal],
    /// What the approver is asked.
    pub asking: Asking<'a>,
    /// The plan's week is over: it can no longer be decided on, nor opened again.
    pub over: bool,
    /// How many plans wait, where the card stands in the inbox; none for a card of its own.
    pub waiting: Option<usize>,
    /// What the plan is compared with.
    pub base: Option<Base>,
    /// The metrics and the currency for writing differences.
    pub scale: Scale<'a>,
}

impl<'a> ApprovalView<'a> {
    /// The metrics that the author answers for.
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
    /// Which line is wrong; with the comments on other lines so far.
    Where(&'a [LineComment]),
    /// What is wrong with this line.
    About(Spot),
}
