//! Who works when: a person's week without public holidays and absences, and what that changes in the ritual.
//!
//! A week in which somebody does not work at all needs no plan and no report. If somebody is off on the day when something is
//! due, it is due on their first working day after that, at the same hour.

use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::holidays::{Holidays, weekend};
use crate::domain::calendar::missed::WeeklyQuestion;
use crate::domain::calendar::ritual::WeekTime;
use crate::domain::calendar::week::Week;
use crate::domain::company::absence::Absence;
use crate::domain::company::{Person, Roster};
use crate::domain::plan::budget::Budget;

/// The number of working days over which a week's contract hours are spread.
const USUAL_DAYS: u32 = 5;
/// The hour at which somebody who was off is asked on their first day back.
const BACK_AT_HOUR: u32 = 9;
/// How many weeks back a week is looked for in which somebody worked.
const WEEKS_BACK: usize = 60;
/// How many days ahead the first day back is looked for: enough for the longest absence and the holidays around it.
const REACH_DAYS: usize = 450;

/// What public holidays and absences leave of a person's week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkWeek {
    /// How many days the person works.
    pub days: u32,
    /// The contract minutes that fall on these days.
    pub minutes: u32,
    /// The public holidays from Monday to Friday.
    pub holidays: Vec<NaiveDate>,
    /// The days of the weekend that are worked in exchange for another day off.
    pub worked_weekend: Vec<NaiveDate>,
    /// On how many working days the person is away.
    pub away: u32,
}

impl WorkWeek {
    /// Whether it is a usual week, about which nothing needs to be said.
    pub fn usual(&self) -> bool {
        self.holidays.is_empty() && self.worked_weekend.is_empty() && self.away == 0
    }
}

impl Roster {
    /// What public holidays and absences leave of a person's week.
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

    /// Whether the person works on any day of the week. If not, the week needs no plan and no report.
    pub fn works_in(&self, person: &Person, week: Week) -> bool {
        any_worked(self.holidays(), &person.absences, week)
    }

    /// The last week before this one in which the company worked at all.
    pub fn worked_before(&self, week: Week) -> Week {
        last(week.previous(), |week| days(week).any(|day| self.holidays().works_on(day)))
    }

    /// This week or, if the person does not work in it, the last week before in which they did.
    pub fn last_worked_by(&self, person: &Person, week: Week) -> Week {
        last(week, |week| self.works_in(person, week))
    }

    /// How much of a person's week may be planned.
    pub fn budget_of(&self, person: &Person, week: Week) -> Budget {
        Budget::of(self.work_week(person, week).minutes, person.reactive_mille)
    }

    /// The date in the person's time zone.
    pub fn today_of(&self, person: &Person, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.timezone_of(person)).date_naive()
    }

    /// Whether the person must not be bothered on that day, because they are away or it is a public holiday. A weekend does not
    /// count, because the team's times decide whether anything happens then.
    pub fn is_off(&self, person: &Person, day: NaiveDate) -> bool {
        person.away_on(day).is_some() || self.holidays().is_holiday(day)
    }

    /// The absence to name for a person who does not work in that week or is away today: of several, the one that ends last.
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
        self.due_of(person, self.plan_term_of(person, week))
    }

    /// When this person's report on `week` is due.
    pub fn report_due_of(&self, person: &Person, week: Week) -> DateTime<Utc> {
        self.due_of(person, self.report_term_of(person, week))
    }

    /// Whether this person's plan for `week` was asked for and its term is over.
    pub fn plan_is_overdue(&self, person: &Person, week: Week, now: DateTime<Utc>) -> bool {
        !self.never_asked_for_plan(person, week) && self.plan_due_of(person, week) <= now
    }

    /// Whether this person's report on `week` was asked for and its term is over.
    pub fn report_is_overdue(&self, person: &Person, week: Week, now: DateTime<Utc>) -> bool {
        !self.never_asked_for_report(person, week) && self.report_due_of(person, week) <= now
    }

    /// When a person who was off on the day when the plan for `week`, or the report on the week before, was due is asked for it: on
    /// their first day back. `None` if they were not off, or do not work in that week.
    pub fn asked_on_return(&self, person: &Person, week: Week) -> Option<DateTime<Utc>> {
        let (_, zone) = self.calendar_of(person);
        let off = |(due_week, term): (Week, WeekTime)| {
            let due = due_week.day(term.day);
            self.is_off(person, due).then(|| self.back_after(person, due)).flatten()
        };
        let terms = [self.plan_term_of(person, week), self.report_term_of(person, week.previous())];
        let back = terms.into_iter().filter_map(off).max().filter(|_| self.works_in(person, week))?;
        Some(on(back, NaiveTime::from_hms_opt(BACK_AT_HOUR, 0, 0)?, zone))
    }

    /// The term of the plan for `week` where the person is there on that day: the week it lies in, and the time.
    fn plan_term_of(&self, person: &Person, week: Week) -> (Week, WeekTime) {
        let (ritual, _) = self.calendar_of(person);
        let asked_in = ritual.planned_week.asked_in(week);
        let term = (asked_in, ritual.in_week(asked_in).plan_due);
        self.missed_term(person, asked_in, WeeklyQuestion::Plan).unwrap_or(term)
    }

    /// The term of the report on `week`, likewise.
    fn report_term_of(&self, person: &Person, week: Week) -> (Week, WeekTime) {
        let term = (week, self.calendar_of(person).0.in_week(week).report_due);
        self.missed_term(person, week, WeeklyQuestion::Report).unwrap_or(term)
    }

    /// The term of a question that was missed and is put again.
    fn missed_term(&self, person: &Person, week: Week, question: WeeklyQuestion) -> Option<(Week, WeekTime)> {
        let (_, zone) = self.calendar_of(person);
        let due = self.missed(person.team, week, question)?.again?.due.with_timezone(&zone);
        let day = due.date_naive();
        Some((Week::of_date(day), WeekTime { day: day.weekday(), time: due.time() }))
    }

    /// When something due at that time of the week is due for a person.
    fn due_of(&self, person: &Person, (week, due): (Week, WeekTime)) -> DateTime<Utc> {
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
        works_on(self.holidays(), &person.absences, day)
    }
}

/// Whether somebody with these absences works on any day of the week.
pub fn any_worked(holidays: Holidays, absences: &[Absence], week: Week) -> bool {
    days(week).any(|day| works_on(holidays, absences, day))
}

fn works_on(holidays: Holidays, absences: &[Absence], day: NaiveDate) -> bool {
    holidays.works_on(day) && !absences.iter().any(|absence| absence.covers(day))
}

/// The last week, from this one back, for which `holds` is true; this week if there is none near enough.
fn last(week: Week, holds: impl Fn(Week) -> bool) -> Week {
    let back = std::iter::successors(Some(week), |week| Some(week.previous()));
    back.take(WEEKS_BACK).find(|week| holds(*week)).unwrap_or(week)
}

/// Monday to Sunday.
fn days(week: Week) -> impl Iterator<Item = NaiveDate> {
    (0..7).filter_map(move |n| week.monday().checked_add_days(Days::new(n)))
}

fn on(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    WeekTime { day: day.weekday(), time }.instant(Week::of_date(day), zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::ritual::Ritual;
    use crate::domain::company::testing;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn week(text: &str) -> Week {
        text.parse().expect("a week")
    }

    fn absence(from: &str, to: &str) -> Absence {
        Absence { id: 1, from: date(from), to: date(to), reason: String::new() }
    }

    fn person(absences: Vec<Absence>) -> Person {
        Person { telegram_id: Some(1), absences, ..testing::person(1, "anna", "Анна Смирнова") }
    }

    fn company(country: &str) -> Roster {
        let ritual = Ritual { holidays: Holidays::of(country).unwrap_or_default(), ..Ritual::default() };
        Roster { ritual, ..testing::roster() }
    }

    fn local(at: DateTime<Utc>) -> String {
        at.with_timezone(&chrono_tz::Europe::Moscow).format("%a %d.%m.%Y %H:%M").to_string()
    }

    #[test]
    fn a_week_loses_its_holidays_and_absences_and_gains_worked_saturdays() {
        let (russia, anna) = (company("RU"), person(vec![absence("2026-11-05", "2026-11-20")]));
        let left = russia.work_week(&anna, week("2026-W45"));
        assert_eq!((left.days, left.minutes, left.away), (2, 960, 2));
        assert_eq!(left.holidays, [date("2026-11-04")]);
        assert!(!russia.works_in(&anna, week("2026-W46")) && russia.works_in(&anna, week("2026-W48")));
        assert!(russia.work_week(&anna, week("2026-W48")).usual());
        let long = russia.work_week(&person(Vec::new()), week("2025-W44"));
        assert_eq!((long.days, long.minutes, long.worked_weekend), (6, 2880, vec![date("2025-11-01")]));
        let short = russia.budget_of(&person(Vec::new()), week("2026-W45"));
        assert_eq!((short.low, short.high), (32 * 36, 32 * 42));
    }

    #[test]
    fn who_is_off_when_it_is_due_owes_it_on_the_first_day_back() {
        let russia = company("RU");
        let there = person(Vec::new());
        assert_eq!(local(russia.plan_due_of(&there, week("2026-W49"))), "Fri 27.11.2026 16:00");
        assert_eq!(russia.asked_on_return(&there, week("2026-W49")), None);
        let away = person(vec![absence("2026-11-26", "2026-12-01")]);
        assert_eq!(local(russia.plan_due_of(&away, week("2026-W49"))), "Wed 02.12.2026 16:00");
        assert_eq!(local(russia.report_due_of(&away, week("2026-W48"))), "Wed 02.12.2026 17:30");
        assert_eq!(russia.asked_on_return(&away, week("2026-W49")).map(local).as_deref(), Some("Wed 02.12.2026 09:00"));
        // Away all of the planned week: nothing is asked.
        let longer = person(vec![absence("2026-11-26", "2026-12-06")]);
        assert_eq!(russia.asked_on_return(&longer, week("2026-W49")), None);
        // After ten days of holidays everybody is asked on the first day.
        assert_eq!(
            russia.asked_on_return(&there, week("2027-W02")).map(local).as_deref(),
            Some("Mon 11.01.2027 09:00")
        );
        assert_eq!(russia.worked_before(week("2027-W02")), week("2026-W53"));
        assert_eq!(russia.last_worked_by(&there, week("2027-W01")), week("2026-W53"));
        assert_eq!(russia.last_worked_by(&longer, week("2026-W49")), week("2026-W48"));
    }

    proptest! {
        #[test]
        fn what_is_left_of_a_week_adds_up(
            country in prop::sample::select(Holidays::countries()), weeks in 0u64..260, from in 0u64..14, length in 0u64..10,
        ) {
            let monday = date("2024-12-30") + Days::new(7 * weeks);
            let (roster, week) = (company(country), Week::of_date(monday));
            let days_off = (monday + Days::new(from), monday + Days::new(from + length));
            let anna = person(vec![Absence { id: 1, from: days_off.0, to: days_off.1, reason: String::new() }]);
            let left = roster.work_week(&anna, week);
            let (off, more) = (left.holidays.len(), left.worked_weekend.len());
            prop_assert_eq!(left.days as usize + left.away as usize + off, USUAL_DAYS as usize + more);
            prop_assert_eq!(left.days > 0, roster.works_in(&anna, week));
            prop_assert_eq!(left.minutes, 480 * left.days);
            let without = roster.work_week(&person(Vec::new()), week);
            prop_assert!(left.minutes <= without.minutes, "being away never gives hours");
            // Nothing is due on a day off, nor before it would be due otherwise.
            for (due, usual) in [
                (roster.plan_due_of(&anna, week), roster.plan_due_of(&person(Vec::new()), week)),
                (roster.report_due_of(&anna, week), roster.report_due_of(&person(Vec::new()), week)),
            ] {
                prop_assert!(due >= usual);
                prop_assert!(!roster.is_off(&anna, roster.today_of(&anna, due)));
            }
            if let Some(back) = roster.asked_on_return(&anna, week) {
                prop_assert!(back < roster.plan_due_of(&anna, week));
                prop_assert!(roster.works(&anna, roster.today_of(&anna, back)));
            }
        }
    }
}
