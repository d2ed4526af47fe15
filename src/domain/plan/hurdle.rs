//! What stands in the way of a plan of more hours than fit.

use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster};
use crate::domain::plan::budget::{Load, OverBudget};
use crate::domain::plan::draft::Draft;

/// What stands in the way of handing a plan in without a word about its hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hurdle {
    /// Nothing.
    #[default]
    None,
    /// It can go with a reason.
    AskWhy,
    /// It has to fit first.
    Blocked,
}

impl Hurdle {
    /// Whether a plan may be handed in with this, or without a reason.
    pub fn is_cleared(self, reason: Option<&str>) -> bool {
        match self {
            Self::None => true,
            Self::AskWhy => reason.is_some(),
            Self::Blocked => false,
        }
    }

    /// What stands in the way of this person's plan for that week.
    pub fn of(roster: &Roster, person: &Person, week: Week, draft: &Draft) -> Self {
        // A week in which nobody expects a plan has no hours to keep to.
        if !roster.works_in(person, week) {
            return Self::None;
        }
        match (roster.budget_of(person, week).load(draft.minutes()), roster.over_budget) {
            (Load::Green | Load::Amber, _) => Self::None,
            (Load::Red { .. }, OverBudget::Warn) => Self::AskWhy,
            (Load::Red { .. }, OverBudget::Block) => Self::Blocked,
        }
    }
}
