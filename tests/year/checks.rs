//! What must hold of everything the bot says and keeps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days};
use planerka::domain::calendar::holidays::Holidays;
use planerka::domain::calendar::week::Week;
use planerka::storage::Db;

use crate::model::Model;
use crate::staff::{Someone, Staff, TEAMS};
use crate::telegram::Said;

/// What was asked or posted already, and what is kept of the weeks that are over.
#[derive(Debug, Default)]
pub struct Checks {
    seen: BTreeSet<(i64, String)>,
    /// By account and week: all that is kept about it.
    kept: BTreeMap<(i64, Week), String>,
    pub asked: usize,
    pub digests: usize,
    pub suggestions: usize,
}

impl Checks {
    pub fn look(&mut self, said: &Said, staff: &Staff, model: &Model) {
        match staff.at(said.chat) {
            Some(someone) => {
                assert!(!someone.left, "{} has left and reads: {said:?}", someone.key);
                self.private(said, someone, staff, model);
            }
            None => self.in_chat(said, staff, model),
        }
    }

    fn private(&mut self, said: &Said, someone: &Someone, staff: &Staff, model: &Model) {
        if !said.unasked || said.edited {
            return;
        }
        let mut lines = said.text.lines();
        let title = lines.next().unwrap_or_default();
        let (plan, report) = (title.starts_with("📝 План на"), title.starts_with("📊 Отчёт за"));
        if plan || report || title.starts_with('⏰') {
            let day = said.at.with_timezone(&someone.zone()).date_naive();
            assert!(!someone.is_away(day), "{} is away and reads: {said:?}", someone.key);
            let holidays = staff.country.and_then(Holidays::of).unwrap_or_default();
            assert!(!holidays.is_holiday(day), "{} reads on a holiday: {said:?}", someone.key);
        }
        if plan || report {
            self.asked += 1;
            if !someone.has_moved_in(Week::of_date(said.at.date_naive())) {
                self.once(said, title);
            }
        }
        if plan {
            let week = week_from(numbers(title)[0], said);
            for line in lines.filter(|line| line.contains("предлагаю")) {
                let expected = model.suggested(said.chat, week);
                assert_eq!(Some(numbers(line)), expected, "the suggestion to {} for {week}: {line}", someone.key);
                self.suggestions += 1;
            }
        }
    }

    fn in_chat(&mut self, said: &Said, staff: &Staff, model: &Model) {
        let title = said.text.lines().next().unwrap_or_default();
        let Some(team) = TEAMS.iter().position(|team| team.chat == said.chat) else {
            if title.starts_with("🧭") && !said.edited {
                self.once(said, title);
            }
            return;
        };
        if !title.starts_with("📊") {
            return;
        }
        let week = week_numbered(numbers(title)[0], said);
        if !said.edited {
            self.once(said, &format!("digest {week}"));
            self.digests += 1;
        } else if week < Week::at(said.at, TEAMS[team].zone) {
            let late = |p: &&Someone| model.late.contains(&(p.account, week));
            assert!(staff.people.iter().any(|p| late(&p)), "nobody reported late, and {title} changed at {}", said.at);
        }
        let line = said.text.lines().find(|line| line.starts_with("Лиды "));
        let shown = line.map(numbers).unwrap_or_default();
        let (target, actual) = model.of_team(staff, team, week);
        match actual {
            None => assert_eq!(line, None, "{title}: nobody gave a number"),
            Some(actual) => {
                let expected: Vec<i64> = std::iter::once(actual).chain(target).collect();
                assert_eq!(
                    shown.get(..expected.len()),
                    Some(&expected[..]),
                    "{week} {}\n{}\nthe model:\n{}",
                    said.at,
                    said.text,
                    model.of_week(staff, team, week)
                );
            }
        }
    }

    fn once(&mut self, said: &Said, what: &str) {
        // A title names days without their year.
        let what = format!("{what}, {}", Week::of_date(said.at.date_naive() + Days::new(14)).monday().year());
        assert!(
            self.seen.insert((said.chat, what.clone())),
            "chat {} is told twice, at {}: {what}",
            said.chat,
            said.at
        );
    }

    /// What is kept of the weeks before `running` is what was kept, but for late reports.
    pub async fn past_weeks(&mut self, db: &Db, running: Week, staff: &Staff, model: &Model) {
        let mut tx = db.begin().await.unwrap();
        let since = running.back(4);
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT person.key, p.week, json_array(p.state, p.version, p.late, p.decided_by,
                        (SELECT json_group_array(json_array(metric_key, target)) FROM plan_target t WHERE t.plan_id = p.id),
                        (SELECT json_group_array(json_array(title, minutes, state, actual_minutes)) FROM task t WHERE t.plan_id = p.id),
                        (SELECT json_group_array(value) FROM actual a WHERE a.person_id = p.person_id AND a.week = p.week),
                        (SELECT json_array(r.state, r.late) FROM report r WHERE r.person_id = p.person_id AND r.week = p.week))
             FROM plan p JOIN person ON person.id = p.person_id WHERE p.version > 0 AND p.week < ? AND p.week >= ?",
        )
        .bind(running.to_string())
        .bind(since.to_string())
        .fetch_all(tx.conn())
        .await
        .unwrap();
        for (key, week, kept) in rows {
            let account = staff.people.iter().find(|p| p.key == key).unwrap().account;
            let of = (account, week.parse::<Week>().unwrap());
            match self.kept.insert(of, kept.clone()) {
                Some(before) if before != kept => {
                    assert!(model.late.contains(&of), "{key}'s {week} changed before {running}:\n{before}\n{kept}");
                }
                _ => {}
            }
        }
    }
}

/// The week a plan's title names by the day of its Monday: the running one or the next.
fn week_from(monday: i64, said: &Said) -> Week {
    let running = Week::of_date(said.at.date_naive());
    let named = [running, running.next()].into_iter().find(|week| i64::from(week.monday().day()) == monday);
    named.unwrap_or_else(|| panic!("no week begins on the {monday}th: {said:?}"))
}

/// The week a digest's title names by its number: this one or one before.
fn week_numbered(number: i64, said: &Said) -> Week {
    let running = Week::of_date(said.at.date_naive());
    let named = (0..20).map(|n| running.back(n)).find(|week| i64::from(week.number()) == number);
    named.unwrap_or_else(|| panic!("no week {number}: {said:?}"))
}

/// The whole numbers of a line, with their thousands apart by a space as they are written.
pub fn numbers(line: &str) -> Vec<i64> {
    let mut all = Vec::new();
    let mut digits = String::new();
    let chars: Vec<char> = line.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let three = chars[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count() == 3;
        let group = *c == ' ' && !digits.is_empty() && three;
        if c.is_ascii_digit() {
            digits.push(*c);
        } else if !group && !digits.is_empty() {
            all.push(std::mem::take(&mut digits).parse().unwrap());
        }
    }
    if !digits.is_empty() {
        all.push(digits.parse().unwrap());
    }
    all
}

#[test]
fn numbers_are_read_as_they_are_written() {
    assert_eq!(numbers("Лиды 14 200 из 15 000 (−5 %, рядом)"), [14_200, 15_000, 5]);
    assert_eq!(numbers("Лиды: было 131, предлагаю 133"), [131, 133]);
}
