//! What the author's card of a plan shows.

use chrono::{DateTime, Utc};

use crate::domain::approval::chain::Decider;
use crate::domain::calendar::week::Week;
use crate::domain::calendar::workdays::WorkWeek;
use crate::domain::company::{Metric, Person};
use crate::domain::meeting::goal::Goal;
use crate::domain::numbers::target::Suggestion;
use crate::domain::plan::budget::Budget;
use crate::domain::plan::calibration::Ratio;
use crate::domain::plan::hint::Hint;
use crate::domain::plan::{Draft, Hurdle, Plan};
use crate::render::plan::diff::Scale;
use crate::texts::Zoned;

/// What the author uses the card for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Writing the plan.
    Draft,
    /// Choosing which of the bot's tasks to keep.
    Offers,
    /// Deciding what to do with a plan that is over the hours budget.
    OverBudget(Hurdle),
}

/// The page of the tasks to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The page with this number, from 0.
    Number(usize),
    /// The page with the task at this place, from 0; the first page where there is none.
    WithTask(usize),
}

/// Everything the author's card shows.
#[derive(Debug)]
pub struct PlanView<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The metrics that its author types, each with the suggested target.
    pub metrics: Vec<(&'a Metric, Option<Suggestion>)>,
    /// Currency of the company.
    pub currency: &'a str,
    /// How much of the week may be planned.
    pub budget: Budget,
    /// The working time of the author's week, after holidays and absences.
    pub work: WorkWeek,
    /// When it is due, in the author's time zone. None where it was due before the company was declared, where the
    /// author does not work in that week, and where an approved plan is changed or was opened again.
    pub due: Option<Zoned>,
    /// Now.
    pub now: DateTime<Utc>,
    /// The people who decide on it now.
    pub deciders: Vec<Decider<'a>>,
    /// Who decided on it last.
    pub decided_by: Option<&'a Person>,
    /// The other week for which the author may plan, and whether it is the later one.
    pub other_week: Option<(Week, bool)>,
    /// How many minutes a week unplanned tasks usually take this author, where that is known.
    pub usual_unplanned: Option<u32>,
    /// The report of the week before is not sent yet, and will still change which tasks are carried over.
    pub report_awaited: bool,
    /// What the author uses the card for.
    pub face: Face,
    /// The page of the tasks to show.
    pub page: Page,
    /// The company's goals.
    pub goals: &'a [Goal],
    /// A reminder on top.
    pub lead: Option<String>,
    /// Hints on the plan's quality.
    pub hints: Vec<Hint>,
    /// The first name of the person who will read it.
    pub reader: Option<&'a str>,
    /// How the time that the author's tasks take usually compares with their estimates, where that matters.
    pub usual_ratio: Option<Ratio>,
    /// What the card says about versions.
    pub versions: Versions,
    /// The metrics and the currency for writing differences.
    pub scale: Scale<'a>,
}

/// What the author's card says about versions.
#[derive(Debug, Default)]
pub struct Versions {
    /// What the plan is compared with: the version in force, while a change to it is written or waits; the version that
    /// the author sent, where it was approved with changes.
    pub base: Option<Draft>,
    /// The week is over: the plan can no longer be changed.
    pub over: bool,
}
