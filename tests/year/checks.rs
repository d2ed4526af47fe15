//! What must hold of everything the bot says.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike as _, Utc};
use planerka::domain::calendar::week::Week;

use crate::model::{Model, raised};
use crate::staff::{Staff, TEAMS};
use crate::telegram::Said;

/// What was asked or posted already: once each.
#[derive(Debug, Default)]
pub struct Checks {
    seen: BTreeSet<(i64, String)>,
    pub asked: usize,
    pub digests: usize,
    pub suggestions: usize,
}

impl Checks {
    pub fn look(&mut self, said: &Said, staff: &Staff, model: &Model) {
        match staff.at(said.chat) {
            Some(someone) => {
                assert!(!someone.left, "{} has left and reads: {said:?}", someone.key);
                self.private(said, model);
            }
            None => self.in_chat(said, staff, model),
        }
    }

    fn private(&mut self, said: &Said, model: &Model) {
        let mut lines = said.text.lines();
        let title = lines.next().unwrap_or_default();
        let question = title.starts_with("📝 План на") || title.starts_with("📊 Отчёт за");
        if said.unasked && !said.edited && question {
            self.asked += 1;
            self.once(said, title);
        }
        if title.starts_with("📝 План на") && said.unasked && !said.edited {
            let week = planned_week(said.at);
            for line in lines.filter(|line| line.contains("предлагаю")) {
                let numbers = numbers(line);
                let last = model.last_actual(said.chat, week);
                let expected = last.map(|last| vec![last, raised(last)]);
                assert_eq!(Some(numbers), expected, "the suggestion to {} for {week}: {line}", said.chat);
                self.suggestions += 1;
            }
        }
    }

    fn in_chat(&mut self, said: &Said, staff: &Staff, model: &Model) {
        let Some(team) = TEAMS.iter().position(|team| team.chat == said.chat) else { return };
        let title = said.text.lines().next().unwrap_or_default();
        if !title.starts_with("📊") {
            return;
        }
        let week = week_numbered(&numbers(title), said.at);
        if !said.edited {
            self.once(said, &format!("digest {week}"));
            self.digests += 1;
        }
        let line = said.text.lines().find(|line| line.starts_with("Лиды "));
        let shown = line.map(numbers).unwrap_or_default();
        let (target, actual) = model.of_team(staff, team, week);
        match actual {
            None => assert_eq!(line, None, "{title}: nobody gave a number"),
            Some(actual) => {
                let expected: Vec<i64> = std::iter::once(actual).chain(target).collect();
                assert_eq!(shown.get(..expected.len()), Some(&expected[..]), "{title}\n{line:?}");
            }
        }
    }

    fn once(&mut self, said: &Said, what: &str) {
        // A title names days without their year: the quarter of the year tells two years apart.
        let what = format!("{what} {}-{}", said.at.year(), said.at.month0() / 3);
        assert!(self.seen.insert((said.chat, what.clone())), "chat {} is asked twice: {what}", said.chat);
    }
}

/// The week whose plan is asked for now.
fn planned_week(at: DateTime<Utc>) -> Week {
    Week::of_date(at.date_naive()).next()
}

/// The week a title names by its number, this one or one before.
fn week_numbered(numbers: &[i64], at: DateTime<Utc>) -> Week {
    let running = Week::of_date(at.date_naive());
    let named = (0..20).map(|n| running.back(n)).find(|week| numbers.contains(&i64::from(week.number())));
    named.unwrap_or_else(|| panic!("no week among {numbers:?}"))
}

/// The whole numbers of a line, with their thousands apart by a space as they are written.
pub fn numbers(line: &str) -> Vec<i64> {
    let mut all = Vec::new();
    let mut digits = String::new();
    let chars: Vec<char> = line.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let group =
            *c == ' ' && !digits.is_empty() && chars[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count() == 3;
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
