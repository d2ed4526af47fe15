//! What is open while somebody writes: their words mean what the moment makes of them.

use chrono::NaiveDate;

use crate::domain::intake::understand::metric::Metric;
use crate::domain::intake::understand::names::Listed;
use crate::domain::intake::understand::vocabulary::Vocabulary;

/// How far the plan has come that new lines would go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlanState {
    /// None was begun, and none is asked for yet.
    #[default]
    NotAsked,
    /// It is asked for, or being written, or came back: lines may change it.
    Open,
    /// It was handed in.
    Submitted,
    /// It is agreed.
    Approved,
}

/// How far the report of the running week has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportState {
    /// Not asked for yet.
    #[default]
    None,
    /// Asked for and not sent.
    Owed,
    /// Sent.
    Sent,
}

/// Whose words these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Writer {
    /// The one whose plan it is.
    #[default]
    Author,
    /// A manager who is changing somebody's plan: [`Situation::plan`] is that plan.
    Editor,
    /// A manager with plans to approve.
    Approver,
}

/// What is open while somebody writes.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The words of all languages.
    pub words: &'a Vocabulary,
    /// The person's metrics (the author's, where a manager changes a plan).
    pub metrics: &'a [Metric<'a>],
    /// Whose words these are.
    pub writer: Writer,
    /// How far the plan has come that new lines would go to.
    pub state: PlanState,
    /// Its tasks.
    pub plan: &'a [Listed<'a>],
    /// The tasks of the running week's agreed plan.
    pub running: &'a [Listed<'a>],
    /// How far the report has come.
    pub report: ReportState,
    /// Names by which others may be addressed: the manager's, the colleagues'.
    pub people: &'a [&'a str],
    /// The day it is for the person.
    pub today: NaiveDate,
    /// The person's own working day, in minutes.
    pub day_minutes: u32,
}

impl Situation<'_> {
    /// Whether the plan was handed in, so that only clear changes count.
    pub fn handed_in(&self) -> bool {
        self.writer != Writer::Editor && matches!(self.state, PlanState::Submitted | PlanState::Approved)
    }
}
