//! The times of a team's week, as the company declares them or a team overrides them.

use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::ritual::week_time::WeekTime;
use crate::domain::calendar::week::Week;

/// Which week a team's plans are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlannedWeek {
    /// The one after the week in which they are asked for.
    #[default]
    Next,
    /// The one in which they are asked for: planning on Monday what is done until Friday.
    Running,
}

impl PlannedWeek {
    /// The week that is planned in a week.
    pub fn planned_in(self, week: Week) -> Week {
        match self {
            Self::Next => week.next(),
            Self::Running => week,
        }
    }

    /// The week in which a week is planned.
    pub fn asked_in(self, planned: Week) -> Week {
        match self {
            Self::Next => planned.previous(),
            Self::Running => planned,
        }
    }
}

/// When things happen in a team's week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ritual {
    /// When next week's plan is asked for.
    pub plan_open: WeekTime,
    /// When those who owe a plan are reminded.
    pub plan_nudges: Vec<WeekTime>,
    /// When plans are due. Afterwards a plan is late.
    pub plan_due: WeekTime,
    /// When this week's report is asked for.
    pub report_open: WeekTime,
    /// When those who owe a report are reminded.
    pub report_nudges: Vec<WeekTime>,
    /// When reports are due. Afterwards a report is late.
    pub report_due: WeekTime,
    /// When the team's digest is posted.
    pub digest: WeekTime,
    /// When managers are reminded of plans that wait, in the week that is planned.
    pub approval_nudges: Vec<WeekTime>,
    /// When plans that still wait go to the next approver up, in the week that is planned.
    pub approval_due: WeekTime,
    /// When the sync's agenda is posted, in the week after the one it looks back at.
    pub agenda: WeekTime,
    /// When everybody is asked whether the week goes as planned; `None` if they are not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulse: Option<WeekTime>,
    /// Which week the plans are for.
    #[serde(default)]
    pub planned_week: PlannedWeek,
    /// The country's public holidays, which these times avoid. They are not stored with the times.
    #[serde(skip)]
    pub holidays: Holidays,
}

impl Default for Ritual {
    fn default() -> Self {
        let at =
            |day, hour, minute| WeekTime { day, time: NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default() };
        use Weekday::{Fri, Mon, Thu};
        Self {
            plan_open: at(Thu, 15, 0),
            plan_nudges: vec![at(Fri, 12, 0), at(Fri, 15, 0)],
            plan_due: at(Fri, 16, 0),
            report_open: at(Fri, 14, 0),
            report_nudges: vec![at(Fri, 16, 30)],
            report_due: at(Fri, 17, 30),
            digest: at(Fri, 18, 0),
            approval_nudges: vec![at(Mon, 9, 0)],
            approval_due: at(Mon, 12, 0),
            agenda: at(Mon, 10, 0),
            pulse: None,
            planned_week: PlannedWeek::Next,
            holidays: Holidays::default(),
        }
    }
}

/// What a team does at other times than its company. `None` keeps the company's time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RitualPatch {
    /// Replaces [`Ritual::plan_open`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_open: Option<WeekTime>,
    /// Replaces [`Ritual::plan_nudges`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_nudges: Option<Vec<WeekTime>>,
    /// Replaces [`Ritual::plan_due`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_due: Option<WeekTime>,
    /// Replaces [`Ritual::report_open`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_open: Option<WeekTime>,
    /// Replaces [`Ritual::report_nudges`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_nudges: Option<Vec<WeekTime>>,
    /// Replaces [`Ritual::report_due`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_due: Option<WeekTime>,
    /// Replaces [`Ritual::digest`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<WeekTime>,
    /// Replaces [`Ritual::approval_nudges`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_nudges: Option<Vec<WeekTime>>,
    /// Replaces [`Ritual::approval_due`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_due: Option<WeekTime>,
    /// Replaces [`Ritual::agenda`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agenda: Option<WeekTime>,
    /// Replaces [`Ritual::pulse`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pulse: Option<WeekTime>,
    /// Replaces [`Ritual::planned_week`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_week: Option<PlannedWeek>,
}

impl RitualPatch {
    /// The other ritual, with the times that are set here.
    pub fn over(&self, other: &Ritual) -> Ritual {
        let list = |own: &Option<Vec<WeekTime>>, other: &Vec<WeekTime>| own.as_ref().unwrap_or(other).clone();
        Ritual {
            plan_open: self.plan_open.unwrap_or(other.plan_open),
            plan_nudges: list(&self.plan_nudges, &other.plan_nudges),
            plan_due: self.plan_due.unwrap_or(other.plan_due),
            report_open: self.report_open.unwrap_or(other.report_open),
            report_nudges: list(&self.report_nudges, &other.report_nudges),
            report_due: self.report_due.unwrap_or(other.report_due),
            digest: self.digest.unwrap_or(other.digest),
            approval_nudges: list(&self.approval_nudges, &other.approval_nudges),
            approval_due: self.approval_due.unwrap_or(other.approval_due),
            agenda: self.agenda.unwrap_or(other.agenda),
            pulse: self.pulse.or(other.pulse),
            planned_week: self.planned_week.unwrap_or(other.planned_week),
            holidays: other.holidays,
        }
    }
}
