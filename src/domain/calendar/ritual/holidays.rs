//! Moves the times of a week off its public holidays.

use chrono::{Datelike as _, Weekday};

use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::ritual::times::{PlannedWeek, Ritual};
use crate::domain::calendar::ritual::week_time::WeekTime;
use crate::domain::calendar::week::Week;

impl Ritual {
    /// The times in a particular week. What would fall on a public holiday happens at the same hour of another day of that week.
    /// Planning and reporting move to earlier days, one day each, so that their order is kept; approvals, the agenda and the pulse
    /// move to later days. If that would lead out of the week they move the other way, and if the week has too few working days
    /// the times stay as they are.
    #[must_use]
    pub fn in_week(&self, week: Week) -> Self {
        let mut moved = self.clone();
        let mut end = vec![&mut moved.report_open, &mut moved.report_due, &mut moved.digest];
        end.extend(&mut moved.report_nudges);
        let mut start = vec![&mut moved.approval_due, &mut moved.agenda];
        start.extend(&mut moved.approval_nudges);
        // Who plans the running week does so at its beginning.
        let planning = if self.planned_week == PlannedWeek::Running { &mut start } else { &mut end };
        planning.extend([&mut moved.plan_open, &mut moved.plan_due]);
        planning.extend(&mut moved.plan_nudges);
        make_way(end, week, self.holidays, true);
        make_way(start, week, self.holidays, false);
        make_way(moved.pulse.iter_mut().collect(), week, self.holidays, false);
        moved
    }

    /// Where a time of a week falls on a public holiday: the week and time of the first working day after it, at the same hour.
    pub(super) fn after_holidays(&self, time: WeekTime, week: Week) -> Option<(Week, WeekTime)> {
        let day = week.day(time.day);
        if !self.holidays.is_holiday(day) {
            return None;
        }
        let back = day.iter_days().skip(1).take(LONGEST_HOLIDAYS).find(|day| self.holidays.works_on(*day))?;
        Some((Week::of_date(back), WeekTime { day: back.weekday(), ..time }))
    }
}

/// No country has so many days off in a row.
const LONGEST_HOLIDAYS: usize = 30;

/// Moves times that belong together off the public holidays of a week, in such a way that different days stay different and in
/// the same order. `earlier` says which way is tried first.
fn make_way(mut times: Vec<&mut WeekTime>, week: Week, holidays: Holidays, earlier: bool) {
    let mut days: Vec<Weekday> = times.iter().map(|time| time.day).collect();
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    if !days.iter().any(|day| holidays.is_holiday(week.day(*day))) {
        return;
    }
    let way = |earlier: bool| if earlier { back(&days, week, holidays) } else { forth(&days, week, holidays) };
    let Some(moved) = way(earlier).or_else(|| way(!earlier)) else { return };
    for time in &mut times {
        let to = days.iter().zip(&moved).find(|(from, _)| **from == time.day).map(|(_, to)| *to);
        time.day = to.unwrap_or(time.day);
    }
}

/// Moves each of the days, which are in order, to the same or the nearest later day that is free and comes after the day before
/// it; `None` if there are too few.
fn forth(days: &[Weekday], week: Week, holidays: Holidays) -> Option<Vec<Weekday>> {
    let mut moved: Vec<Weekday> = Vec::with_capacity(days.len());
    for day in days {
        let after = moved.last().map_or(0, |last| last.num_days_from_monday() + 1);
        let first = day.num_days_from_monday().max(after);
        moved.push((first..7).find_map(|n| free(n, *day, week, holidays))?);
    }
    Some(moved)
}

/// Moves each of the days, which are in order, to the same or the nearest earlier day that is free and comes before the day after
/// it; `None` if there are too few.
fn back(days: &[Weekday], week: Week, holidays: Holidays) -> Option<Vec<Weekday>> {
    let mut moved: Vec<Weekday> = Vec::with_capacity(days.len());
    for day in days.iter().rev() {
        let before = moved.last().map_or(7, |next| next.num_days_from_monday());
        let last = (day.num_days_from_monday() + 1).min(before);
        moved.push((0..last).rev().find_map(|n| free(n, *day, week, holidays))?);
    }
    moved.reverse();
    Some(moved)
}

/// The `n`th day of the week, from 0, if something declared for the day `declared` can happen then. On the declared day itself it
/// can if that is no holiday, even on a weekend; on another day only if people work then.
fn free(n: u32, declared: Weekday, week: Week, holidays: Holidays) -> Option<Weekday> {
    let day = Weekday::try_from(u8::try_from(n).ok()?).ok()?;
    let date = week.day(day);
    let fits = if day == declared { !holidays.is_holiday(date) } else { holidays.works_on(date) };
    fits.then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::ritual::{Due, Moment};
    use chrono::{NaiveDate, NaiveTime};
    use proptest::prelude::*;

    #[test]
    fn after_a_week_without_working_days_the_lists_come_on_the_first_day_back() {
        // 4 to 8 January 2027: nobody works before Monday, 11 January.
        let russia = in_country("RU");
        let all = russia.moments("2027-W01".parse().expect("a week"), chrono_tz::Europe::Moscow);
        let at = |moment| {
            let due = all.iter().find(|due| due.moment == moment).expect("it is there");
            due.at.with_timezone(&chrono_tz::Europe::Moscow).format("%d.%m %H:%M").to_string()
        };
        assert_eq!(at(Moment::PlanDue), "11.01 16:00");
        assert_eq!([at(Moment::ReportDue), at(Moment::Digest)], ["11.01 17:30", "11.01 18:00"]);
        assert_eq!(at(Moment::PlanOpen), "07.01 15:00", "asked on the first day back, by itself");
    }

    #[test]
    fn planning_the_running_week_makes_way_to_later_days() {
        // 23 February 2026 is a Monday.
        let monday = Ritual {
            plan_open: time("Mon 09:00"),
            plan_nudges: vec![time("Mon 11:00")],
            plan_due: time("Mon 12:00"),
            approval_nudges: vec![time("Mon 15:00")],
            approval_due: time("Tue 12:00"),
            planned_week: PlannedWeek::Running,
            ..in_country("RU")
        };
        let moved = monday.in_week("2026-W09".parse().expect("a week"));
        assert_eq!((moved.plan_open, moved.plan_due), (time("Tue 09:00"), time("Tue 12:00")));
        assert_eq!(moved.approval_due, time("Wed 12:00"));
        assert_eq!(moved.report_due, time("Fri 17:30"));
    }

    fn time(text: &str) -> WeekTime {
        text.parse().expect("a week time")
    }

    fn in_country(code: &str) -> Ritual {
        Ritual { holidays: Holidays::of(code).expect("a known country"), ..Ritual::default() }
    }

    #[test]
    fn the_end_of_a_week_comes_earlier_and_its_beginning_later() {
        // 12 June 2026 is a Friday, 23 February 2026 a Monday; in Russia neither is worked.
        let friday_off = in_country("RU").in_week("2026-W24".parse().expect("a week"));
        assert_eq!((friday_off.plan_open, friday_off.plan_due), (time("Wed 15:00"), time("Thu 16:00")));
        assert_eq!(friday_off.plan_nudges, [time("Thu 12:00"), time("Thu 15:00")]);
        assert_eq!((friday_off.digest, friday_off.agenda), (time("Thu 18:00"), time("Mon 10:00")));
        let monday_off = in_country("RU").in_week("2026-W09".parse().expect("a week"));
        assert_eq!((monday_off.agenda, monday_off.approval_due), (time("Tue 10:00"), time("Tue 12:00")));
        assert_eq!(monday_off.plan_due, time("Fri 16:00"));
        // 4 November 2026 is a Wednesday.
        let pulse = Ritual { pulse: Some(time("Wed 11:00")), ..in_country("RU") };
        assert_eq!(pulse.in_week("2026-W45".parse().expect("a week")).pulse, Some(time("Thu 11:00")));
        // 5 to 9 January 2026: nobody works, and there is nowhere to go.
        let week_off = in_country("RU").in_week("2026-W02".parse().expect("a week"));
        assert_eq!(week_off, in_country("RU"));
        // Without a country nothing moves.
        assert_eq!(Ritual::default().in_week("2026-W24".parse().expect("a week")), Ritual::default());
    }

    #[test]
    fn who_cannot_come_earlier_goes_later() {
        // Monday and Tuesday, 3 and 4 November 2025.
        let early = Ritual { plan_open: time("Mon 10:00"), plan_due: time("Tue 12:00"), ..in_country("RU") };
        let moved = early.in_week("2025-W45".parse().expect("a week"));
        assert_eq!((moved.plan_open, moved.plan_due), (time("Wed 10:00"), time("Thu 12:00")));
    }

    fn week_time() -> impl Strategy<Value = WeekTime> {
        (0u8..7, 0u32..1440).prop_map(|(day, minutes)| WeekTime {
            day: Weekday::try_from(day).expect("a weekday"),
            time: NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).expect("a time"),
        })
    }

    proptest! {
        #[test]
        fn holidays_move_no_moment_out_of_its_week_or_past_another(
            country in prop::sample::select(Holidays::countries()), weeks in 0u64..265,
            end in prop::collection::vec(week_time(), 7), start in prop::collection::vec(week_time(), 3),
            pulse in prop::option::of(week_time()),
        ) {
            let week = Week::of_date(NaiveDate::from_ymd_opt(2024, 12, 30).expect("a date") + chrono::Days::new(7 * weeks));
            let holidays = Holidays::of(country).expect("a known country");
            let declared = Ritual {
                plan_open: end[0], plan_nudges: vec![end[1], end[2]], plan_due: end[3],
                report_open: end[4], report_nudges: vec![end[5]], report_due: end[6], digest: end[0],
                approval_nudges: vec![start[0]], approval_due: start[1], agenda: start[2], pulse, holidays,
                ..Ritual::default()
            };
            let moved = declared.in_week(week);
            let ends = |r: &Ritual| {
                let mut all = vec![r.plan_open, r.plan_due, r.report_open, r.report_due, r.digest];
                all.extend(r.plan_nudges.iter().chain(&r.report_nudges));
                all
            };
            let starts = |r: &Ritual| vec![r.approval_nudges[0], r.approval_due, r.agenda];
            let at = |t: &WeekTime| (t.day.num_days_from_monday(), t.time);
            for (before, after) in [(ends(&declared), ends(&moved)), (starts(&declared), starts(&moved))] {
                for (i, one) in before.iter().enumerate() {
                    for (j, other) in before.iter().enumerate() {
                        prop_assert_eq!(at(one).cmp(&at(other)), at(&after[i]).cmp(&at(&after[j])), "the order holds");
                    }
                }
                // Either all of them make way, or they stay where they are.
                let off = |t: &WeekTime| holidays.is_holiday(week.day(t.day));
                prop_assert!(after == before || !after.iter().any(off));
                prop_assert!(before.iter().any(off) || after == before);
            }
            let zone = chrono_tz::Europe::Moscow;
            let (all, plain) = (declared.moments(week, zone), Ritual { holidays: Holidays::default(), ..declared }.moments(week, zone));
            // Plans are escalated on working days only: fewer of them in such a week.
            let fixed = |due: &&Due| !matches!(due.moment, Moment::Escalation(_));
            let mut names: Vec<Moment> = all.iter().filter(fixed).map(|due| due.moment).collect();
            let mut usual: Vec<Moment> = plain.iter().filter(fixed).map(|due| due.moment).collect();
            names.sort();
            usual.sort();
            prop_assert_eq!(names, usual, "each once, under the key it always has");
            for due in all {
                prop_assert_eq!(due.week, week);
                prop_assert!(due.at < due.until);
                // What is listed when all are back from holidays that fill the week comes later.
                let late = matches!(due.moment, Moment::PlanDue | Moment::ReportDue | Moment::Digest);
                prop_assert!(Week::at(due.at, zone) == week || (late && due.at > week.next().previous().day(Weekday::Sun).and_time(NaiveTime::MIN).and_utc()));
            }
        }
    }
}
