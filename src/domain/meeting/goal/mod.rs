//! What the weeks are for: strategic goals (years), tactical goals under them (half a year to a year, with an owner, a due
//! date and a milestone a month), and the tasks that serve them.

mod line;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::month::Month;
use crate::domain::company::{Person, PersonId};

pub use line::GoalLine;
pub use line::GoalProblem;
pub use line::read_change;
pub use line::read_goal;

/// Database id of a goal.
pub type GoalId = i64;

/// How far a goal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Years: what the company wants to become.
    Strategic,
    /// Half a year to a year: who does what by when.
    #[default]
    Tactical,
}

/// What a goal should have come to by the end of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Which month.
    pub month: Month,
    /// What should be there.
    pub text: String,
    /// It is there.
    pub done: bool,
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Database id.
    pub id: GoalId,
    /// Stable name in `company.toml`; none where it was made in chat.
    pub key: Option<String>,
    /// What tasks name it by, without `#`.
    pub tag: String,
    /// What is to be reached.
    pub title: String,
    /// How far it looks.
    pub level: Level,
    /// The strategic goal it serves.
    pub parent: Option<GoalId>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// One a month at most, in order of time.
    pub milestones: Vec<Milestone>,
    /// It is still pursued.
    pub open: bool,
    /// Who made it in chat.
    pub made_by: Option<PersonId>,
}

impl Goal {
    /// Open, and its last day is over.
    pub fn overdue(&self, today: NaiveDate) -> bool {
        self.open && self.due.is_some_and(|due| due < today)
    }

    /// What it should come to in a month.
    pub fn milestone(&self, month: Month) -> Option<&Milestone> {
        self.milestones.iter().find(|m| m.month == month)
    }
}

/// What a goal says; the rest is its history.
#[derive(Debug, Clone)]
pub struct GoalFacts<'a> {
    /// What tasks name it by, without `#`.
    pub tag: &'a str,
    /// What is to be reached.
    pub title: &'a str,
    /// How far it looks.
    pub level: Level,
    /// The strategic goal it serves.
    pub parent: Option<GoalId>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Its last day.
    pub due: Option<NaiveDate>,
}

/// Tags are the same whatever their case, dashes and underscores: `#Цена_лида` is `#ценалида`.
pub fn fold_tag(tag: &str) -> String {
    let lower = tag.trim_start_matches('#').to_lowercase().replace('ё', "е");
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The goal a tag names: an open one if there is any, else a closed one.
pub fn by_tag<'a>(goals: &'a [Goal], tag: &str) -> Option<&'a Goal> {
    let tag = fold_tag(tag);
    let named = |open: bool| goals.iter().find(|g| g.open == open && fold_tag(&g.tag) == tag);
    named(true).or_else(|| named(false))
}

/// The open goal whose tag is nearest to one that names none.
pub fn nearest_tag<'a>(goals: &'a [Goal], tag: &str) -> Option<&'a Goal> {
    /// Below this likeness a suggestion would only puzzle.
    const NEAR: f64 = 0.8;
    let tag = fold_tag(tag);
    let scored = goals.iter().filter(|g| g.open).map(|g| (strsim::jaro_winkler(&tag, &fold_tag(&g.tag)), g));
    scored.filter(|(score, _)| *score >= NEAR).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, goal)| goal)
}

/// A task as far as goals are concerned.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// Whose it is.
    pub person: PersonId,
    /// The tag it names.
    pub tag: Option<&'a str>,
    /// Estimate.
    pub minutes: u32,
}

/// What a week does for a goal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Served {
    /// Tasks that name it.
    pub tasks: usize,
    /// Their hours, in minutes.
    pub minutes: u32,
    /// Whose they are, in order of appearance.
    pub people: Vec<PersonId>,
}

/// What a week does for a goal: the tasks that name it by its tag.
pub fn served(goal: &Goal, goals: &[Goal], works: &[Work<'_>]) -> Served {
    let mut served = Served::default();
    for work in works.iter().filter(|w| w.tag.and_then(|tag| by_tag(goals, tag)).is_some_and(|g| g.id == goal.id)) {
        served.tasks += 1;
        served.minutes += work.minutes;
        if !served.people.contains(&work.person) {
            served.people.push(work.person);
        }
    }
    served
}

/// The part of the hours that serves an open goal, in whole per cent; none where there are no open goals or no hours.
pub fn share<'a>(goals: &[Goal], hours: impl Iterator<Item = (Option<&'a str>, u32)>) -> Option<u32> {
    goals.iter().find(|g| g.open)?;
    share_where(goals, hours, |goal| goal.open)
}

/// The part of the hours that went to a goal, in whole per cent; none where the company never had one, or no hours. A goal that was
/// closed since counts: closing it does not change the weeks that served it.
pub fn share_spent<'a>(goals: &[Goal], hours: impl Iterator<Item = (Option<&'a str>, u32)>) -> Option<u32> {
    goals.first()?;
    share_where(goals, hours, |_| true)
}

fn share_where<'a>(
    goals: &[Goal],
    hours: impl Iterator<Item = (Option<&'a str>, u32)>,
    counts: fn(&Goal) -> bool,
) -> Option<u32> {
    let (mut serving, mut all) = (0u64, 0u64);
    for (tag, minutes) in hours {
        all += u64::from(minutes);
        if tag.and_then(|tag| by_tag(goals, tag)).is_some_and(counts) {
            serving += u64::from(minutes);
        }
    }
    (serving * 100 + all / 2).checked_div(all).and_then(|share| u32::try_from(share).ok())
}

/// The open goals a person may mean with a task, most likely first: their own, their team's, the others' tactical ones, the
/// strategic ones. `team_of` says which team somebody is in.
pub fn likely_for<'a>(goals: &'a [Goal], person: &Person, team_of: impl Fn(PersonId) -> Option<i64>) -> Vec<&'a Goal> {
    let mut likely: Vec<&Goal> = goals.iter().filter(|g| g.open).collect();
    likely.sort_by_key(|goal| match (goal.level, goal.owner) {
        (Level::Strategic, _) => 3,
        (_, Some(owner)) if owner == person.id => 0,
        (_, Some(owner)) if team_of(owner) == Some(person.team) => 1,
        _ => 2,
    });
    likely
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn goal(id: GoalId, tag: &str, open: bool) -> Goal {
        Goal {
            id,
            key: None,
            tag: tag.into(),
            title: tag.into(),
            level: Level::Tactical,
            parent: None,
            owner: None,
            due: NaiveDate::from_ymd_opt(2026, 11, 30),
            milestones: Vec::new(),
            open,
            made_by: None,
        }
    }

    #[test]
    fn tags_find_their_goal() {
        let goals = [goal(1, "вебинары", true), goal(2, "цена-лида", true), goal(3, "партнёры", false)];
        let id = |tag| by_tag(&goals, tag).map(|g| g.id);
        assert_eq!(id("#Вебинары"), Some(1));
        assert_eq!(id("Цена_Лида"), Some(2));
        assert_eq!(id("партнеры"), Some(3));
        assert_eq!(id("вебинар"), None);
        assert_eq!(nearest_tag(&goals, "вебинар").map(|g| g.id), Some(1));
        assert_eq!(nearest_tag(&goals, "партнёр").map(|g| g.id), None, "it is closed");
        assert_eq!(nearest_tag(&goals, "налоги").map(|g| g.id), None);
    }

    #[test]
    fn hours_that_serve_goals() {
        let goals = [goal(1, "вебинары", true), goal(2, "партнёры", false)];
        let work = |person, tag, minutes| Work { person, tag, minutes };
        let works = [
            work(1, Some("вебинары"), 300),
            work(2, Some("ВЕБИНАРЫ"), 60),
            work(1, Some("партнёры"), 60),
            work(2, Some("иное"), 60),
            work(2, None, 120),
        ];
        let hours = |works: &[Work<'static>]| works.iter().map(|w| (w.tag, w.minutes)).collect::<Vec<_>>();
        assert_eq!(share(&goals, hours(&works).into_iter()), Some(60));
        assert_eq!(share(&goals, [].into_iter()), None);
        assert_eq!(share_spent(&goals, hours(&works).into_iter()), Some(70), "closed since");
        assert_eq!(share(&goals[1..], hours(&works).into_iter()), None, "no open goals");
        assert_eq!(served(&goals[0], &goals, &works), Served { tasks: 2, minutes: 360, people: vec![1, 2] });
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a day");
        assert!(!goals[0].overdue(day(30)) && goals[0].overdue(day(30).succ_opt().expect("a day")));
        assert!(!goals[1].overdue(NaiveDate::MAX), "closed");
    }

    proptest! {
        #[test]
        fn a_share_is_a_share(hours in prop::collection::vec((any::<bool>(), 0u32..100_000), 0..20)) {
            let goals = [goal(1, "a", true)];
            let share = share(&goals, hours.iter().map(|(tagged, m)| (tagged.then_some("a"), *m)));
            prop_assert!(share.is_none_or(|s| s <= 100));
            prop_assert_eq!(share.is_none(), hours.iter().all(|(_, m)| *m == 0));
        }
    }
}
