use chrono::{Duration, NaiveDate, NaiveTime, Timelike, Weekday};
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::week::Week;

fn time(text: &str) -> WeekTime {
    text.parse().expect("a week time")
}

#[test]
fn a_time_in_the_spring_gap_comes_when_it_is_over_and_in_the_overlap_happens_once() {
    let berlin = chrono_tz::Europe::Berlin;
    let spring = Week::of_date(NaiveDate::from_ymd_opt(2026, 3, 29).expect("a date"));
    assert_eq!(time("Sun 02:30").instant(spring, berlin).to_rfc3339(), "2026-03-29T01:00:00+00:00");
    let autumn = Week::of_date(NaiveDate::from_ymd_opt(2026, 10, 25).expect("a date"));
    assert_eq!(time("Sun 02:30").instant(autumn, berlin).to_rfc3339(), "2026-10-25T00:30:00+00:00");
}

#[test]
fn a_question_in_the_spring_gap_comes_before_its_reminder() {
    let berlin = chrono_tz::Europe::Berlin;
    let spring = Week::of_date(NaiveDate::from_ymd_opt(2026, 3, 29).expect("a date"));
    let nightly = Ritual {
        plan_open: time("Sun 02:30"),
        plan_nudges: vec![time("Sun 03:00")],
        plan_due: time("Sun 23:00"),
        ..Ritual::default()
    };
    let order: Vec<Moment> = nightly.moments(spring, berlin).into_iter().map(|due| due.moment).collect();
    let place = |moment| order.iter().position(|m| *m == moment).expect("it is there");
    assert!(place(Moment::PlanOpen) < place(Moment::PlanNudge(1)), "{order:?}");
    assert!(place(Moment::PlanNudge(1)) < place(Moment::PlanDue), "{order:?}");
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
        // Either exactly the wall clock asked for, or the end of the gap it lies in (at most a day: Samoa 2011).
        let shift = local.naive_local() - wanted;
        prop_assert!(shift == Duration::zero() || (shift > Duration::zero() && shift <= Duration::hours(24)), "{shift}");
        prop_assert!(moment.instant(week, zone) < moment.instant(week.next(), zone));
        prop_assert_eq!(local.second(), 0);
    }

    #[test]
    fn no_time_of_a_day_comes_before_an_earlier_one(
        zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
        days in 0u64..20_000, day in 0u8..7, minutes in (0u32..1440, 0u32..1440),
    ) {
        let day = Weekday::try_from(day).expect("a weekday");
        let week = Week::of_date(NaiveDate::from_ymd_opt(1995, 1, 2).expect("a date") + chrono::Days::new(days));
        let at = |minutes: u32| {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).expect("a time");
            WeekTime { day, time }.instant(week, zone)
        };
        let (early, late) = (minutes.0.min(minutes.1), minutes.0.max(minutes.1));
        prop_assert!(at(early) <= at(late), "{early} and {late} minutes after midnight");
    }
}
