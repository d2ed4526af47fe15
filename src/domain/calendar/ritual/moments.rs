//! What is due when: the moments of a particular week.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use crate::domain::calendar::ritual::times::{PlannedWeek, Ritual};
use crate::domain::calendar::ritual::week_time::WeekTime;
use crate::domain::calendar::week::Week;

/// What happens at a moment of the week. The numbers of reminders count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// Managers are reminded of plans that have waited since last week.
    ApprovalNudge(u8),
    /// The agenda of the team's sync is posted.
    Agenda,
    /// Plans that still wait go to the next approver up.
    ApprovalDue,
    /// Everybody is asked whether the week goes as planned.
    Pulse,
    /// Plans that still wait go one approver further up, on another working day. The number is the day: 1 is Monday.
    Escalation(u8),
    /// Next week's plan is asked for.
    PlanOpen,
    /// Those who owe next week's plan are reminded.
    PlanNudge(u8),
    /// This week's report is asked for.
    ReportOpen,
    /// Plans are due: the manager is told whose is missing.
    PlanDue,
    /// Those who owe this week's report are reminded.
    ReportNudge(u8),
    /// Reports are due: the manager is told whose is missing.
    ReportDue,
    /// The team's digest is posted.
    Digest,
}

impl Moment {
    /// The moment that this one is a reminder of; `None` if it is no reminder.
    pub fn reminds_of(self) -> Option<Self> {
        match self {
            Self::PlanNudge(_) => Some(Self::PlanOpen),
            Self::ReportNudge(_) => Some(Self::ReportOpen),
            _ => None,
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ApprovalNudge(n) => write!(f, "approval_nudge_{n}"),
            Self::Agenda => f.write_str("agenda"),
            Self::ApprovalDue => f.write_str("approval_due"),
            Self::Pulse => f.write_str("pulse"),
            Self::Escalation(day) => write!(f, "escalation_{day}"),
            Self::PlanOpen => f.write_str("plan_open"),
            Self::PlanNudge(n) => write!(f, "plan_nudge_{n}"),
            Self::ReportOpen => f.write_str("report_open"),
            Self::PlanDue => f.write_str("plan_due"),
            Self::ReportNudge(n) => write!(f, "report_nudge_{n}"),
            Self::ReportDue => f.write_str("report_due"),
            Self::Digest => f.write_str("digest"),
        }
    }
}

/// The text names no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no moment of a week")]
pub struct NoMoment(pub String);

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let numbered = |(name, n): (&str, &str)| {
            let n = n.parse().ok()?;
            match name {
                "approval_nudge" => Some(Self::ApprovalNudge(n)),
                "escalation" => Some(Self::Escalation(n)),
                "plan_nudge" => Some(Self::PlanNudge(n)),
                "report_nudge" => Some(Self::ReportNudge(n)),
                _ => None,
            }
        };
        match text {
            "agenda" => Ok(Self::Agenda),
            "approval_due" => Ok(Self::ApprovalDue),
            "pulse" => Ok(Self::Pulse),
            "plan_open" => Ok(Self::PlanOpen),
            "report_open" => Ok(Self::ReportOpen),
            "plan_due" => Ok(Self::PlanDue),
            "report_due" => Ok(Self::ReportDue),
            "digest" => Ok(Self::Digest),
            _ => text.rsplit_once('_').and_then(numbered).ok_or_else(|| NoMoment(text.to_owned())),
        }
    }
}

/// A moment of a particular week: when it is due, and until when it is worth catching up on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// What happens.
    pub moment: Moment,
    /// The week it falls into, which is not always the week it is about.
    pub week: Week,
    /// When it is due.
    pub at: DateTime<Utc>,
    /// When it is too late to catch up on it.
    pub until: DateTime<Utc>,
}

impl Ritual {
    /// All moments of a week in the order of time.
    ///
    /// After downtime they are caught up on: a question until its answer is due, a reminder until the next reminder or the due
    /// time, a list or a digest for some days, the pulse for a day but not once the report is asked for.
    pub fn moments(&self, week: Week, zone: Tz) -> Vec<Due> {
        let times = self.in_week(week);
        let at = |time: WeekTime| time.instant(week, zone);
        let mut all = Vec::new();
        let mut add =
            |moment, from: DateTime<Utc>, until: DateTime<Utc>| all.push(Due { moment, week, at: from, until });

        let approval_due = at(times.approval_due);
        for (n, from, until) in reminders(times.approval_nudges.iter().map(|t| at(*t)), approval_due) {
            add(Moment::ApprovalNudge(n), from, until);
        }
        add(Moment::ApprovalDue, approval_due, approval_due + Duration::days(2));
        // On every other working day at the same hour. Each is caught up on only that day, because the next day has its own.
        for (n, day) in (1u8..=7).filter_map(|n| Some((n, Weekday::try_from(n.checked_sub(1)?).ok()?))) {
            let time = WeekTime { day, ..times.approval_due };
            if day != times.approval_due.day && self.holidays.works_on(week.day(day)) {
                let midnight = WeekTime { day, time: NaiveTime::MIN };
                add(
                    Moment::Escalation(n),
                    at(time),
                    (at(midnight) + Duration::days(1)).max(at(time) + Duration::hours(1)),
                );
            }
        }
        add(Moment::Agenda, at(times.agenda), at(times.agenda) + Duration::hours(12));

        if let Some(pulse) = times.pulse.map(at) {
            let report_open = Some(at(times.report_open)).filter(|open| *open > pulse);
            let day = pulse + Duration::days(1);
            add(Moment::Pulse, pulse, report_open.map_or(day, |open| open.min(day)));
        }

        // In a week that is too short to make way, nobody is asked on a holiday: everybody owes it on the first day back, and
        // only then something is missing.
        let listed = |time: WeekTime| {
            self.after_holidays(time, week).map_or_else(|| at(time), |(week, time)| time.instant(week, zone))
        };
        let (plan_due, report_due) = (at(times.plan_due), at(times.report_due));
        add(Moment::PlanOpen, at(times.plan_open), plan_due.max(at(times.plan_open) + Duration::hours(1)));
        for (n, from, until) in reminders(times.plan_nudges.iter().map(|t| at(*t)), plan_due) {
            add(Moment::PlanNudge(n), from, until);
        }
        let plan_listed = listed(times.plan_due);
        add(Moment::PlanDue, plan_listed, plan_listed + Duration::days(3));

        add(Moment::ReportOpen, at(times.report_open), report_due.max(at(times.report_open) + Duration::hours(1)));
        for (n, from, until) in reminders(times.report_nudges.iter().map(|t| at(*t)), report_due) {
            add(Moment::ReportNudge(n), from, until);
        }
        let report_listed = listed(times.report_due);
        add(Moment::ReportDue, report_listed, report_listed + Duration::days(3));
        let digest = listed(times.digest);
        add(Moment::Digest, digest, digest + Duration::days(5));

        all.sort_by_key(|due| (due.at, due.moment));
        all
    }

    /// Whether a plan sent now is for the next week: from this week's `plan_open` on it is, before that it is for the running
    /// week. Never where the running week is planned.
    pub fn plans_next_week(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        self.planned_week == PlannedWeek::Next && self.asks_for_plans(now, zone)
    }

    /// Whether this week's `plan_open` has come.
    pub fn asks_for_plans(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        let week = Week::at(now, zone);
        now >= self.in_week(week).plan_open.instant(week, zone)
    }

    /// The week whose plans were asked for last: from `plan_open` on the one planned in the running week, before that the one
    /// before it.
    pub fn week_asked_for(&self, now: DateTime<Utc>, zone: Tz) -> Week {
        let planned = self.planned_week.planned_in(Week::at(now, zone));
        if self.asks_for_plans(now, zone) { planned } else { planned.previous() }
    }

    /// The week whose report was asked for last: from `report_open` on the running week, before that the previous one.
    pub fn report_week(&self, now: DateTime<Utc>, zone: Tz) -> Week {
        let week = Week::at(now, zone);
        if now >= self.in_week(week).report_open.instant(week, zone) { week } else { week.previous() }
    }
}

/// Reminders of one kind, numbered from 1, each with its time and until when it is worth catching up on: until the next reminder
/// or until `term`, when the thing is due. A reminder at or after `term` is caught up on for an hour.
fn reminders(
    times: impl Iterator<Item = DateTime<Utc>>,
    term: DateTime<Utc>,
) -> Vec<(u8, DateTime<Utc>, DateTime<Utc>)> {
    let mut times: Vec<_> = times.collect();
    times.sort();
    let mut all = Vec::with_capacity(times.len());
    for (i, from) in times.iter().enumerate() {
        let next = times.get(i + 1).copied().unwrap_or(term);
        let until = if next > *from { next } else { *from + Duration::hours(1) };
        all.push((u8::try_from(i + 1).unwrap_or(u8::MAX), *from, until));
    }
    all
}

impl Moment {
    /// Whether this asks for plans, reminds of them or lists those that are missing.
    pub fn is_of_plans(self) -> bool {
        matches!(self, Self::PlanOpen | Self::PlanNudge(_) | Self::PlanDue)
    }

    /// Whether this asks for reports, reminds of them or lists those that are missing.
    pub fn is_of_reports(self) -> bool {
        matches!(self, Self::ReportOpen | Self::ReportNudge(_) | Self::ReportDue)
    }
}

/// The weeks that can have a moment which is due at `now` and still worth catching up on, oldest first.
pub fn weeks_in_reach(now: DateTime<Utc>, zone: Tz) -> [Week; 2] {
    let week = Week::at(now, zone);
    [week.previous(), week]
}
