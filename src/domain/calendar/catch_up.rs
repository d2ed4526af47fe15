//! What becomes of a week in which the bot was down over the whole time of a question: when it is put again, and what moves with it.

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, NaiveTime, Timelike as _, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::missed::{Again, MissedQuestion, WeeklyQuestion};
use crate::domain::calendar::ritual::{Due, Moment, WeekTime};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Person, Roster, Team, TeamId};

/// Hours of a working day at which a team may be asked what it was not asked in time.
const AWAKE: std::ops::Range<u32> = 9..19;
/// The least time to answer a question that comes late by more than [`LATE`]; with less it is put again with a fair term.
const LEAST: Duration = Duration::minutes(30);
/// A question that comes by so much after its moment was missed, and is not merely a little slow.
const LATE: Duration = Duration::minutes(5);
/// The time to answer a question that is put again.
const FAIR: Duration = Duration::hours(3);
/// How many days ahead a working day is looked for.
const REACH_DAYS: u64 = 30;

impl Roster {
    /// A question of a team that was not put in the time that a week's calendar has for it.
    pub fn missed(&self, team: TeamId, week: Week, question: WeeklyQuestion) -> Option<&MissedQuestion> {
        self.missed.iter().find(|m| m.team == team && m.week == week && m.question == question)
    }

    /// Whether a person was never asked for the plan of a week, nor will be.
    pub fn never_asked_for_plan(&self, person: &Person, week: Week) -> bool {
        let asked_in = self.calendar_of(person).0.planned_week.asked_in(week);
        self.missed(person.team, asked_in, WeeklyQuestion::Plan).is_some_and(|missed| missed.again.is_none())
    }

    /// Whether a person was never asked for the report on a week, nor will be.
    pub fn never_asked_for_report(&self, person: &Person, week: Week) -> bool {
        self.missed(person.team, week, WeeklyQuestion::Report).is_some_and(|missed| missed.again.is_none())
    }

    /// Whether the term of a person's team for the plans of a week is over; none where it is still to come as usual, so that who has
    /// none yet may be named before it.
    pub fn plan_term_is_over(&self, person: &Person, week: Week, now: DateTime<Utc>) -> Option<bool> {
        let (ritual, zone) = self.calendar_of(person);
        let asked_in = ritual.planned_week.asked_in(week);
        match self.missed(person.team, asked_in, WeeklyQuestion::Plan) {
            Some(missed) => Some(missed.again.is_some_and(|again| again.due <= now)),
            None => (ritual.in_week(asked_in).plan_due.instant(asked_in, zone) <= now).then_some(true),
        }
    }

    /// The moments of a team's week in the order of time. A question that was missed comes later, without reminders, and so does what
    /// comes of it; or not at all.
    pub fn moments_of(&self, team: &Team, week: Week) -> Vec<Due> {
        let mut all = team.ritual.moments(week, self.team_timezone(team));
        for question in [WeeklyQuestion::Plan, WeeklyQuestion::Report] {
            if let Some(missed) = self.missed(team.id, week, question) {
                postpone(&mut all, question, missed.again);
            }
        }
        all.sort_by_key(|due| (due.at, due.moment));
        all
    }

    /// The question that was missed where this moment, which has come and is not done, was to put it; with when it is put again. One
    /// that was to be put again may be missed once more.
    pub fn misses(&self, team: &Team, due: &Due, now: DateTime<Utc>) -> Option<MissedQuestion> {
        let question = WeeklyQuestion::put_by(due.moment)?;
        let (window, left) = (due.until - due.at, due.until - now);
        if now - due.at <= LATE || left >= LEAST.min(window) {
            return None;
        }
        let zone = self.team_timezone(team);
        let (next_round, times) = (due.week.next(), team.ritual.in_week(due.week.next()));
        let (next, term) = match question {
            WeeklyQuestion::Plan => (times.plan_open, team.ritual.plan_due.time),
            WeeklyQuestion::Report => (times.report_open, team.ritual.report_due.time),
        };
        let again = self.fair(now, term, zone).filter(|again| again.due < next.instant(next_round, zone));
        Some(MissedQuestion { team: team.id, week: due.week, question, again })
    }

    /// The next waking hour of a working day, and after it the first working day's term that leaves time enough.
    fn fair(&self, now: DateTime<Utc>, term: NaiveTime, zone: Tz) -> Option<Again> {
        let local = now.with_timezone(&zone);
        let works = |day: &NaiveDate| self.holidays().works_on(*day);
        let days = (0..REACH_DAYS).filter_map(|n| local.date_naive().checked_add_days(Days::new(n))).filter(works);
        let morning = NaiveTime::from_hms_opt(AWAKE.start, 0, 0)?;
        let awake_now = works(&local.date_naive()) && AWAKE.contains(&local.hour());
        let at = if awake_now { now } else { days.clone().map(|day| on(day, morning, zone)).find(|at| *at > now)? };
        let due = days.map(|day| on(day, term, zone)).find(|due| *due >= at + FAIR)?;
        Some(Again { at, due })
    }
}

/// Moves the moments of a question to when it is put again, or takes them away.
fn postpone(all: &mut Vec<Due>, question: WeeklyQuestion, again: Option<Again>) {
    let listed = all.iter().find(|due| question.has(due.moment) && is_list(due.moment)).map(|due| due.at);
    let keeps = |due: &Due| !question.has(due.moment) || (again.is_some() && due.moment.reminds_of().is_none());
    all.retain(keeps);
    let (Some(again), Some(listed)) = (again, listed) else { return };
    for due in all.iter_mut() {
        let lasts = due.until - due.at;
        if due.moment == question.opens_with() {
            (due.at, due.until) = (again.at, again.due);
        } else if question.has(due.moment) {
            (due.at, due.until) = (again.due, again.due + lasts);
        } else if question == WeeklyQuestion::Report && due.moment == Moment::Digest && due.at >= listed {
            // As long after the reports as it always is.
            let at = due.at.max(again.due + (due.at - listed));
            (due.at, due.until) = (at, at + lasts);
        }
    }
}

fn is_list(moment: Moment) -> bool {
    matches!(moment, Moment::PlanDue | Moment::ReportDue)
}

fn on(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    WeekTime { day: day.weekday(), time }.instant(Week::of_date(day), zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approval::chain::tests::company;

    fn at(text: &str) -> DateTime<Utc> {
        let week = "2026-W48".parse().expect("a week");
        text.parse::<WeekTime>().expect("a time").instant(week, chrono_tz::Europe::Moscow)
    }

    fn local(at: DateTime<Utc>) -> String {
        at.with_timezone(&chrono_tz::Europe::Moscow).format("%a %H:%M").to_string()
    }

    /// When a question is put again and due that the bot finds late, one of week 48.
    fn again(moment: Moment, now: DateTime<Utc>) -> Option<Option<(String, String)>> {
        let roster = company(Vec::new(), &[(None, None)], Vec::new());
        let team = &roster.teams[0];
        let week = "2026-W48".parse().expect("a week");
        let due = roster.moments_of(team, week).into_iter().find(|due| due.moment == moment).expect("it is there");
        let missed = roster.misses(team, &due, now)?;
        Some(missed.again.map(|again| (local(again.at), local(again.due))))
    }

    #[test]
    fn a_question_with_time_left_is_only_late() {
        assert_eq!(again(Moment::PlanOpen, at("Fri 15:10")), None);
        assert_eq!(again(Moment::PlanOpen, at("Thu 15:01")), None);
    }

    #[test]
    fn a_missed_question_comes_at_a_waking_hour_with_a_fair_term() {
        let said = |a: &str, b: &str| Some(Some((a.to_owned(), b.to_owned())));
        assert_eq!(again(Moment::PlanOpen, at("Fri 15:50")), said("Fri 15:50", "Mon 16:00"));
        assert_eq!(again(Moment::PlanOpen, at("Fri 21:00")), said("Mon 09:00", "Mon 16:00"));
        assert_eq!(again(Moment::ReportOpen, at("Sun 12:00")), said("Mon 09:00", "Mon 17:30"));
        let tuesday = at("Tue 15:00") + Duration::days(7);
        assert_eq!(again(Moment::ReportOpen, tuesday), said("Tue 15:00", "Wed 17:30"));
    }

    #[test]
    fn what_is_missed_again_is_put_once_more() {
        let mut roster = company(Vec::new(), &[(None, None)], Vec::new());
        let (team, week) = (roster.teams[0].clone(), "2026-W48".parse().expect("a week"));
        let open = |roster: &Roster| {
            let moments = roster.moments_of(&team, week);
            moments.into_iter().find(|due| due.moment == Moment::PlanOpen).expect("it is there")
        };
        let first = roster.misses(&team, &open(&roster), at("Sat 10:00")).expect("it was missed");
        roster.missed.push(first);
        assert_eq!(roster.misses(&team, &open(&roster), at("Sun 10:00")), None, "it is still to come");
        let monday = at("Mon 15:45") + Duration::days(7);
        let second = roster.misses(&team, &open(&roster), monday).and_then(|missed| missed.again).expect("once more");
        assert_eq!((local(second.at), local(second.due)), ("Mon 15:45".to_owned(), "Tue 16:00".to_owned()));
    }

    #[test]
    fn what_the_next_round_overtakes_is_not_asked_any_more() {
        assert_eq!(again(Moment::PlanOpen, at("Thu 14:00") + Duration::days(7)), Some(None));
    }

    #[test]
    fn what_comes_of_a_missed_question_comes_after_it_and_its_reminders_do_not() {
        let mut roster = company(Vec::new(), &[(None, None)], Vec::new());
        let week: Week = "2026-W48".parse().expect("a week");
        for question in [WeeklyQuestion::Plan, WeeklyQuestion::Report] {
            let again = Some(Again { at: at("Sun 10:00"), due: at("Sun 20:00") });
            roster.missed.push(MissedQuestion { team: roster.teams[0].id, week, question, again });
        }
        let all = roster.moments_of(&roster.teams[0], week);
        let shown: Vec<String> = all.iter().skip(3).map(|due| format!("{} {}", due.moment, local(due.at))).collect();
        assert_eq!(
            shown.iter().filter(|line| !line.starts_with("escalation")).collect::<Vec<_>>(),
            [
                "plan_open Sun 10:00",
                "report_open Sun 10:00",
                "plan_due Sun 20:00",
                "report_due Sun 20:00",
                "digest Sun 20:30"
            ]
        );
    }
}
