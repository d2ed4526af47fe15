//! What the author's card shows.

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

/// What the author does with the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Writes the plan.
    Draft,
    /// Chooses what to keep of what the bot had put there.
    Offers,
    /// Has tried to send a plan that is too full.
    OverBudget(Hurdle),
}

/// Which page of the tasks is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// This one, from 0.
    Number(usize),
    /// The one with the task at this place, from 0; the first where there is none.
    WithTask(usize),
}

/// Everything the author's card shows.
#[derive(Debug)]
pub struct PlanView<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The metrics its author answers for, with what is suggested for each.
    pub metrics: Vec<(&'a Metric, Option<Suggestion>)>,
    /// Currency of the company.
    pub currency: &'a str,
    /// How much of the week may be planned.
    pub budget: Budget,
    /// What is left of the author's week.
    pub work: WorkWeek,
    /// When it is due, where the author reads it; none where nobody was asked yet when it was, or where the
    /// author does not work in that week, or it was agreed before and opened again.
    pub due: Option<Zoned>,
    /// Now.
    pub now: DateTime<Utc>,
    /// Who decides on it as things stand.
    pub deciders: Vec<Decider<'a>>,
    /// Who decided on it last.
    pub decided_by: Option<&'a Person>,
    /// The other week the author may turn to, and whether it is the later one.
    pub other_week: Option<(Week, bool)>,
    /// Minutes a week that the unplanned usually takes from this author, where that is known.
    pub usual_unplanned: Option<u32>,
    /// The report of the week before is not in, and will still change what is carried over.
    pub report_awaited: bool,
    /// What the author does with it.
    pub face: Face,
    /// Which page of the tasks is shown, where they are many.
    pub page: Page,
    /// The company's goals.
    pub goals: &'a [Goal],
    /// A reminder on top.
    pub lead: Option<String>,
    /// Hints on its quality.
    pub hints: Vec<Hint>,
    /// First name of the one who will read it.
    pub reader: Option<&'a str>,
    /// What the author's tasks usually take of their estimates, where that matters.
    pub usual_ratio: Option<Ratio>,
    /// What is to be said about versions.
    pub versions: Versions,
    /// What a difference is measured in.
    pub scale: Scale<'a>,
}

/// What the author's card says about versions.
#[derive(Debug, Default)]
pub struct Versions {
    /// What the plan is compared with: what is in force while a change is written or waits; what the author had sent, where
    /// it was approved with changes.
    pub base: Option<Draft>,
    /// The week is over: what was handed in stays as it is.
    pub over: bool,
}
