//! Who works when: a person's week without its public holidays and absences, and what that means for the ritual.
//!
//! A week in which somebody does not work at all needs no plan and no report. Whoever is off on the day something is due
//! owes it on the first working day after, at the same hour.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::absence::Absence;
use super::budget::Budget;
use super::company::{Person, Roster};
use super::holidays::weekend;
use super::ritual::WeekTime;
use super::week::Week;

/// Working days of a usual week: contract hours are spread over so many.
const USUAL_DAYS: u32 = 5;
/// At this hour whoever was off is asked on the first day back.
const BACK_AT_HOUR: u32 = 9;
/// How far the first day back is looked for: the longest absence and the holidays around it.
const REACH_DAYS: usize = 450;

/// What is left of somebody's week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkWeek {
    /// Days this person works.
    pub days: u32,
    /// Contract minutes that fall on them.
    pub minutes: u32,
    /// Public holidays on Monday to Friday.
    pub holidays: Vec<NaiveDate>,
    /// Days of the weekend that are worked instead of a transferred day off.
    pub worked_weekend: Vec<NaiveDate>,
    /// Working days on which this person is away.
    pub away: u32,
}

impl WorkWeek {
    /// A usual week: nothing to be said about it.
    pub fn usual(&self) -> bool {
        self.holidays.is_empty() && self.worked_weekend.is_empty() && self.away == 0
    }
}

impl Roster {
    /// What is left of a person's week.
    pub fn work_week(&self, person: &Person, week: Week) -> WorkWeek {
        let mut left = WorkWeek::default();
        for day in days(week) {
            if !self.holidays().works_on(day) {
                if self.holidays().is_holiday(day) {
                    left.holidays.push(day);
                }
                continue;
            }
            if weekend(day) {
                left.worked_weekend.push(day);
            }
            if person.away_on(day).is_some() {
                left.away += 1;
            } else {
                left.days += 1;
            }
        }
        left.minutes = self.week_minutes_of(person) * left.days / USUAL_DAYS;
        left
    }

    /// Whether this person works on any day of the week: else it needs no plan and no report.
    pub fn works_in(&self, person: &Person, week: Week) -> bool {
        days(week).any(|day| self.works(person, day))
    }

    /// How much of a person's week may be planned.
    pub fn budget_of(&self, person: &Person, week: Week) -> Budget {
        Budget::of(self.work_week(person, week).minutes, person.reactive_mille)
    }

    /// The date it is where the person lives.
    pub fn today_of(&self, person: &Person, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.timezone_of(person)).date_naive()
    }

    /// Whether the person is not to be bothered on that day: away, or a public holiday. Weekends are left to the calendar of
    /// the team.
    pub fn is_off(&self, person: &Person, day: NaiveDate) -> bool {
        person.away_on(day).is_some() || self.holidays().is_holiday(day)
    }

    /// The absence to name for somebody who does not work in that week, or is away on that day: the one that ends last.
    pub fn absence_to_name<'a>(&self, person: &'a Person, week: Week, today: NaiveDate) -> Option<&'a Absence> {
        let whole_week = !self.works_in(person, week);
        let sunday = week.next().monday().pred_opt()?;
        let named = |absence: &&Absence| {
            absence.covers(today) || (whole_week && absence.from <= sunday && absence.to >= week.monday())
        };
        person.absences.iter().filter(named).max_by_key(|absence| absence.to)
    }

    /// When this person's plan for `week` is due.
    pub fn plan_due_of(&self, person: &Person, week: Week) -> DateTime<Utc> {
        let (ritual, _) = self.calendar_of(person);
        let before = week.previous();
        self.due_of(person, ritual.in_week(before).plan_due, before)
    }

    /// When this person's report on `week` is due.
    pub fn report_due_of(&self, person: &Person, week: Week) -> DateTime<Utc> {
        let (ritual, _) = self.calendar_of(person);
        self.due_of(person, ritual.in_week(week).report_due, week)
    }

    /// When somebody who was off on the day the plan for `week` was due is asked for it: on the first day back. None where
    /// they were there, or do not work in that week.
    pub fn asked_on_return(&self, person: &Person, week: Week) -> Option<DateTime<Utc>> {
        let (ritual, zone) = self.calendar_of(person);
        let due = week.previous().day(ritual.in_week(week.previous()).plan_due.day);
        let back = self.back_after(person, due).filter(|_| self.is_off(person, due) && self.works_in(person, week))?;
        Some(on(back, NaiveTime::from_hms_opt(BACK_AT_HOUR, 0, 0)?, zone))
    }

    fn due_of(&self, person: &Person, due: WeekTime, week: Week) -> DateTime<Utc> {
        let (_, zone) = self.calendar_of(person);
        let day = week.day(due.day);
        match self.back_after(person, day).filter(|_| self.is_off(person, day)) {
            Some(back) => on(back, due.time, zone),
            None => due.instant(week, zone),
        }
    }

    /// The first day after `day` on which the person works.
    fn back_after(&self, person: &Person, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().skip(1).take(REACH_DAYS).find(|day| self.works(person, *day))
    }

    fn works(&self, person: &Person, day: NaiveDate) -> bool {
        self.holidays().works_on(day) && person.away_on(day).is_none()
    }
}

/// Monday to Sunday.
fn days(week: Week) -> impl Iterator<Item = NaiveDate> {
    (0..7).filter_map(move |n| week.monday().checked_add_days(Days::new(n)))
}

fn on(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    WeekTime { day: chrono::Datelike::weekday(&day), time }.instant(Week::of_date(day), zone)
}
