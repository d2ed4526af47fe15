//! The calendar of the ritual: wall-clock moments of a week, and the instants they fall on in a time zone.

mod holidays;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, LocalResult, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::week::Week;

/// A weekday and a local time, written `Thu 15:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WeekTime {
    /// Day of the week.
    pub day: Weekday,
    /// Local wall-clock time.
    pub time: NaiveTime,
}

/// The text is no weekday and time such as `Thu 15:00`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no weekday and time such as \"Thu 15:00\"")]
pub struct NoWeekTime(pub String);

impl WeekTime {
    /// The instant in that week and zone. In the gap of a spring change the clock is read as if it had not jumped (02:30
    /// becomes 03:30); in the overlap of an autumn change the first of the two is meant.
    pub fn instant(self, week: Week, zone: Tz) -> DateTime<Utc> {
        let local = week.day(self.day).and_time(self.time);
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
            LocalResult::None => {
                // Read the wall clock with the offset that held before the gap. Most jumps are of an hour or less, some
                // islands have skipped a whole day.
                let before_gap = [6, 30].into_iter().find_map(|hours| {
                    let before = zone.from_local_datetime(&(local - Duration::hours(hours))).earliest()?;
                    Some(before.with_timezone(&Utc) + Duration::hours(hours))
                });
                before_gap.unwrap_or_else(|| Utc.from_utc_datetime(&local))
            }
        }
    }
}

impl fmt::Display for WeekTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, self.time.format("%H:%M"))
    }
}

impl FromStr for WeekTime {
    type Err = NoWeekTime;

    fn from_str(text: &str) -> Result<Self, NoWeekTime> {
        let refuse = || NoWeekTime(text.to_owned());
        let (day, time) = text.trim().split_once(' ').ok_or_else(refuse)?;
        let day = day.parse::<Weekday>().map_err(|_| refuse())?;
        let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").map_err(|_| refuse())?;
        Ok(Self { day, time })
    }
}

impl TryFrom<String> for WeekTime {
    type Error = NoWeekTime;

    fn try_from(text: String) -> Result<Self, NoWeekTime> {
        text.parse()
    }
}

impl From<WeekTime> for String {
    fn from(at: WeekTime) -> Self {
        at.to_string()
    }
}

/// The moments of one team's week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ritual {
    /// Next week's plan is asked for.
    pub plan_open: WeekTime,
    /// Those who owe a plan are reminded.
    pub plan_nudges: Vec<WeekTime>,
    /// Afterwards a plan is late.
    pub plan_due: WeekTime,
    /// This week's report is asked for.
    pub report_open: WeekTime,
    /// Those who owe a report are reminded.
    pub report_nudges: Vec<WeekTime>,
    /// Afterwards a report is late.
    pub report_due: WeekTime,
    /// The team's summary is posted.
    pub digest: WeekTime,
    /// Managers are reminded of plans that wait. In the week that is planned.
    pub approval_nudges: Vec<WeekTime>,
    /// Afterwards waiting plans climb to the next level. In the week that is planned.
    pub approval_due: WeekTime,
    /// The sync's agenda is posted. In the week after the one it looks back at.
    pub agenda: WeekTime,
    /// Everybody is asked whether the week goes as planned; never where it is not named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulse: Option<WeekTime>,
    /// The public holidays that the moments make way for. The country's, never written down with the times.
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
            holidays: Holidays::default(),
        }
    }
}

/// Some moments of a week, to be laid over another's: what a team does differently from its company.
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
}

impl RitualPatch {
    /// The other ritual with the named moments replaced.
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
            holidays: other.holidays,
        }
    }
}

/// One kind of moment. The number tells the nudges of one kind apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// Last week's waiting plans: the manager is reminded.
    ApprovalNudge(u8),
    /// The agenda of the team's sync.
    Agenda,
    /// Waiting plans climb.
    ApprovalDue,
    /// Everybody is asked whether the week goes as planned.
    Pulse,
    /// Those that still wait climb on, on another working day: 1 is Monday.
    Climb(u8),
    /// Next week's plan is asked for.
    PlanOpen,
    /// A reminder of next week's plan.
    PlanNudge(u8),
    /// This week's report is asked for.
    ReportOpen,
    /// The manager learns whose plan is missing.
    PlanDue,
    /// A reminder of this week's report.
    ReportNudge(u8),
    /// The manager learns whose report is missing.
    ReportDue,
    /// The team's summary.
    Digest,
}

impl Moment {
    /// The question this moment is a reminder of.
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
            Self::Climb(day) => write!(f, "climb_{day}"),
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
                "climb" => Some(Self::Climb(n)),
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

/// A moment of a week: when it falls, and until when it still makes sense to catch up on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub moment: Moment,
    /// The week whose calendar it stands in (not the week that is planned).
    pub week: Week,
    /// When it falls.
    pub at: DateTime<Utc>,
    /// When it is stale.
    pub until: DateTime<Utc>,
}

impl Ritual {
    /// All moments of a week in order of time.
    ///
    /// What is caught up after downtime: a question until it is due, a reminder until the next thing of its kind, a list
    /// or a summary for some days; the pulse for a day, and not once the report is asked for.
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
        // On every other working day at the same hour; caught up on the day itself, for the next day has its own.
        for day in (1u8..=7).filter_map(|n| Some((n, Weekday::try_from(n.checked_sub(1)?).ok()?))) {
            let (n, day) = day;
            let time = WeekTime { day, ..times.approval_due };
            if day != times.approval_due.day && self.holidays.works_on(week.day(day)) {
                let midnight = WeekTime { day, time: NaiveTime::MIN };
                add(Moment::Climb(n), at(time), (at(midnight) + Duration::days(1)).max(at(time) + Duration::hours(1)));
            }
        }
        add(Moment::Agenda, at(times.agenda), at(times.agenda) + Duration::hours(12));

        if let Some(pulse) = times.pulse.map(at) {
            let report_open = Some(at(times.report_open)).filter(|open| *open > pulse);
            let day = pulse + Duration::days(1);
            add(Moment::Pulse, pulse, report_open.map_or(day, |open| open.min(day)));
        }

        let (plan_due, report_due) = (at(times.plan_due), at(times.report_due));
        add(Moment::PlanOpen, at(times.plan_open), plan_due.max(at(times.plan_open) + Duration::hours(1)));
        for (n, from, until) in reminders(times.plan_nudges.iter().map(|t| at(*t)), plan_due) {
            add(Moment::PlanNudge(n), from, until);
        }
        add(Moment::PlanDue, plan_due, plan_due + Duration::days(3));

        add(Moment::ReportOpen, at(times.report_open), report_due.max(at(times.report_open) + Duration::hours(1)));
        for (n, from, until) in reminders(times.report_nudges.iter().map(|t| at(*t)), report_due) {
            add(Moment::ReportNudge(n), from, until);
        }
        add(Moment::ReportDue, report_due, report_due + Duration::days(3));
        add(Moment::Digest, at(times.digest), at(times.digest) + Duration::days(5));

        all.sort_by_key(|due| (due.at, due.moment));
        all
    }

    /// The week a plan sent now is for, and the person's running week may still be planned: before this week's
    /// `plan_open` the running week, from then on the next.
    pub fn plans_next_week(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        let week = Week::at(now, zone);
        now >= self.in_week(week).plan_open.instant(week, zone)
    }

    /// The week whose plans are asked for or were asked for last: the next from `plan_open` on, before that the running one.
    pub fn planned_week(&self, now: DateTime<Utc>, zone: Tz) -> Week {
        let running = Week::at(now, zone);
        if self.plans_next_week(now, zone) { running.next() } else { running }
    }

    /// The week whose report is asked for or was asked for last: this one from `report_open` on, before that the previous.
    pub fn report_week(&self, now: DateTime<Utc>, zone: Tz) -> Week {
        let week = Week::at(now, zone);
        if now >= self.in_week(week).report_open.instant(week, zone) { week } else { week.previous() }
    }
}

/// Reminders of one kind, each valid until the next or the term, numbered from 1. Those at or after the term stay valid
/// for an hour.
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

/// The weeks whose calendars can hold a moment that is due at `now` and not yet stale, oldest first.
pub fn weeks_in_reach(now: DateTime<Utc>, zone: Tz) -> [Week; 2] {
    let week = Week::at(now, zone);
    [week.previous(), week]
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, Timelike};
    use proptest::prelude::*;

    fn time(text: &str) -> WeekTime {
        text.parse().expect("a week time")
    }

    #[test]
    fn a_time_in_the_spring_gap_moves_forward_and_in_the_overlap_happens_once() {
        let berlin = chrono_tz::Europe::Berlin;
        let spring = Week::of_date(NaiveDate::from_ymd_opt(2026, 3, 29).expect("a date"));
        assert_eq!(time("Sun 02:30").instant(spring, berlin).to_rfc3339(), "2026-03-29T01:30:00+00:00");
        let autumn = Week::of_date(NaiveDate::from_ymd_opt(2026, 10, 25).expect("a date"));
        assert_eq!(time("Sun 02:30").instant(autumn, berlin).to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn a_reminder_is_stale_when_the_next_one_comes() {
        let week = "2026-W48".parse().expect("a week");
        let all = Ritual::default().moments(week, chrono_tz::Europe::Moscow);
        let find = |m| all.iter().find(|d| d.moment == m).copied().expect("it is there");
        assert_eq!(find(Moment::PlanNudge(1)).until, find(Moment::PlanNudge(2)).at);
        assert_eq!(find(Moment::PlanNudge(2)).until, find(Moment::PlanDue).at);
        assert_eq!(find(Moment::Digest).at.to_rfc3339(), "2026-11-27T15:00:00+00:00");
        assert!(all.is_sorted_by_key(|d| d.at));
    }

    #[test]
    fn week_times_read_back_and_nonsense_is_refused() {
        for good in ["Thu 15:00", "Mon 09:00", "Sun 23:59"] {
            assert_eq!(time(good).to_string(), good);
        }
        for bad in ["Thu", "Thu 25:00", "Чт 15:00", "15:00", "Thu 15", ""] {
            assert!(bad.parse::<WeekTime>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_week_of_every_zone_has_each_moment_once_in_local_time(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            days in 0u64..20_000, day in 0u8..7, minutes in 0u32..1440,
        ) {
            let day = Weekday::try_from(day).expect("a weekday");
            let clock = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).expect("a time");
            let week = Week::of_date(NaiveDate::from_ymd_opt(1995, 1, 2).expect("a date") + chrono::Days::new(days));
            let moment = WeekTime { day, time: clock };
            let local = moment.instant(week, zone).with_timezone(&zone);
            let wanted = week.day(day).and_time(clock);
            // Either exactly the wall clock asked for, or, in a gap, later by the jump (at most a day: Samoa 2011).
            let shift = local.naive_local() - wanted;
            prop_assert!(shift == Duration::zero() || (shift > Duration::zero() && shift <= Duration::hours(24)), "{shift}");
            prop_assert!(moment.instant(week, zone) < moment.instant(week.next(), zone));
            prop_assert_eq!(local.second(), 0);
        }
    }
}
