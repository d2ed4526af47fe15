//! Questions whose whole time went by while the bot was down: nobody owes what nobody was asked for. They are put once more, later,
//! with a term of their own.

use chrono::{DateTime, Utc};

use crate::domain::calendar::ritual::Moment;
use crate::domain::calendar::week::Week;
use crate::domain::company::TeamId;

/// What a team is asked for every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeeklyQuestion {
    /// The plan.
    Plan,
    /// The report.
    Report,
}

/// When a question is put again, and when the answers are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// When it is put.
    pub at: DateTime<Utc>,
    /// When the answers are due.
    pub due: DateTime<Utc>,
}

/// A question of a team that was not put in its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedQuestion {
    /// Whose.
    pub team: TeamId,
    /// The week whose calendar has it.
    pub week: Week,
    /// Which.
    pub question: WeeklyQuestion,
    /// When it is put again; none where the next one comes before that would be fair.
    pub again: Option<Again>,
}

impl WeeklyQuestion {
    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Report => "report",
        }
    }

    /// The question of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Plan, Self::Report].into_iter().find(|question| question.name() == name)
    }

    /// The moment at which it is put.
    pub fn opens_with(self) -> Moment {
        match self {
            Self::Plan => Moment::PlanOpen,
            Self::Report => Moment::ReportOpen,
        }
    }

    /// The question that a moment puts.
    pub fn put_by(moment: Moment) -> Option<Self> {
        [Self::Plan, Self::Report].into_iter().find(|question| question.opens_with() == moment)
    }

    /// Whether a moment asks it, reminds of it, or lists who has not answered.
    pub fn has(self, moment: Moment) -> bool {
        match self {
            Self::Plan => moment.is_of_plans(),
            Self::Report => moment.is_of_reports(),
        }
    }
}
