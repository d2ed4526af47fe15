//! A goal in a line: «Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары», and a milestone in each line below:
//! «декабрь: программа готова».

use chrono::NaiveDate;

use crate::domain::calendar::date_words::{after_until, date, due_off, month};
use crate::domain::calendar::month::Month;
use crate::domain::company::{Person, PersonId, names};
use crate::domain::intake::{says_something, tag_of};
use crate::domain::meeting::goal::Level;

/// The longest title of a goal and text of a milestone, in characters.
const MAX_CHARS: usize = 100;

/// What the lines say; whatever they don't is none or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoalLine {
    /// It is said to be strategic.
    pub strategic: bool,
    /// What is to be reached.
    pub title: String,
    /// What tasks shall name it by, without `#`.
    pub tag: Option<String>,
    /// The tag of the strategic goal it serves, after `>`.
    pub parent: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Its last day.
    pub due: Option<NaiveDate>,
    /// What it should come to in which month.
    pub milestones: Vec<(Month, String)>,
}

impl GoalLine {
    /// How far the goal looks.
    pub fn level(&self) -> Level {
        if self.strategic { Level::Strategic } else { Level::Tactical }
    }

    /// The tag it gets where none is said: the first word of its title.
    pub fn tag_of_title(&self) -> Option<String> {
        let words = self.title.split(|c: char| !c.is_alphanumeric() && c != '-');
        words.map(str::to_lowercase).find_map(|word| tag_of(&format!("#{word}")))
    }
}

/// A part that was not understood; the rest was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoalProblem {
    /// There is nothing to reach.
    NoTitle,
    /// The title or a milestone has more than 100 characters; so many.
    TooLong(usize),
    /// A name that several people have.
    WhichOwner(String, Vec<PersonId>),
    /// «до …» that is no date.
    NoDate(String),
    /// A line below the first that is no milestone.
    NoMilestone(String),
    /// A second tag.
    SecondTag(String),
}

/// Reads a goal. A date without a year is the next such day; a month without one the next such month, this one included.
pub fn read_goal(text: &str, people: &[&Person], today: NaiveDate) -> (GoalLine, Vec<GoalProblem>) {
    let (mut goal, mut puzzles) = (GoalLine::default(), Vec::new());
    let mut lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let first = lines.next().unwrap_or_default();
    let first = tags_off(&first, &mut goal, &mut puzzles);
    let first = level_off(&first, &mut goal);
    let mut title: Vec<&str> = Vec::new();
    for part in first.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match fact(part, people, today) {
            Some(Ok(Fact::Due(due))) if goal.due.is_none() => goal.due = Some(due),
            Some(Ok(Fact::Owner(owner))) if goal.owner.is_none() => goal.owner = Some(owner),
            Some(Err(puzzle)) => puzzles.push(puzzle),
            _ => match due_off(part, today).filter(|_| goal.due.is_none()) {
                Some((rest, due)) => {
                    goal.due = Some(due);
                    title.push(rest);
                }
                None => title.push(part),
            },
        }
    }
    goal.title = title.join(", ").trim_matches([' ', ':', '—', '–', '-', '.']).to_owned();
    if !says_something(&goal.title) {
        goal.title.clear();
    }
    for line in lines.filter(|line| says_something(line)) {
        match milestone(&line, today) {
            Some((_, text)) if text.chars().count() > MAX_CHARS => {
                puzzles.push(GoalProblem::TooLong(text.chars().count()));
            }
            Some((month, text)) => {
                goal.milestones.retain(|(known, _)| *known != month);
                goal.milestones.push((month, text));
            }
            None => puzzles.push(GoalProblem::NoMilestone(line)),
        }
    }
    goal.milestones.sort();
    let chars = goal.title.chars().count();
    if chars > MAX_CHARS {
        puzzles.push(GoalProblem::TooLong(chars));
        goal.title.clear();
    } else if chars == 0 {
        puzzles.push(GoalProblem::NoTitle);
    }
    (goal, puzzles)
}

/// Reads what changes about a goal: the same, but for nothing being required, and a milestone may stand in the first line.
pub fn read_change(text: &str, people: &[&Person], today: NaiveDate) -> (GoalLine, Vec<GoalProblem>) {
    let first = text.lines().next().unwrap_or_default();
    let begins_below = milestone(first, today).is_some();
    let below = format!("\n{text}");
    let (goal, mut puzzles) = read_goal(if begins_below { &below } else { text }, people, today);
    puzzles.retain(|puzzle| *puzzle != GoalProblem::NoTitle);
    (goal, puzzles)
}

/// Takes `#tag` and `> #parent` out of the line.
fn tags_off(line: &str, goal: &mut GoalLine, puzzles: &mut Vec<GoalProblem>) -> String {
    let mut rest: Vec<&str> = Vec::new();
    let mut upwards = false;
    for word in line.split(' ') {
        let bare = word.trim_start_matches(['>', '→']);
        upwards |= bare.len() < word.len();
        if bare.is_empty() {
            continue;
        }
        match tag_of(bare.trim_end_matches([',', ';', '.', ':'])) {
            Some(tag) if upwards => goal.parent = Some(tag),
            Some(tag) if goal.tag.is_none() => goal.tag = Some(tag),
            Some(tag) => puzzles.push(GoalProblem::SecondTag(tag)),
            None if upwards => rest.push(bare),
            None => rest.push(word),
        }
        upwards = false;
    }
    rest.join(" ")
}

/// «Стратегия: …», «стратегическая цель …», "strategic: …".
fn level_off(line: &str, goal: &mut GoalLine) -> String {
    let lower = line.to_lowercase();
    for word in ["стратегическая цель", "стратегическая", "стратегия", "strategic goal", "strategic", "strategy"]
    {
        let Some(rest) = lower.strip_prefix(word).filter(|rest| !rest.starts_with(char::is_alphanumeric)) else {
            continue;
        };
        goal.strategic = true;
        let kept = rest.chars().count();
        let skip = line.chars().count().saturating_sub(kept);
        return line
            .chars()
            .skip(skip)
            .collect::<String>()
            .trim_start_matches([':', ',', '—', '–', '-', ' '])
            .to_owned();
    }
    line.to_owned()
}

enum Fact {
    Due(NaiveDate),
    Owner(PersonId),
}

/// A part between commas that says when or who, and nothing else.
fn fact(part: &str, people: &[&Person], today: NaiveDate) -> Option<Result<Fact, GoalProblem>> {
    if let Some(when) = after_until(part) {
        if let Some(due) = date(when, today) {
            return Some(Ok(Fact::Due(due)));
        }
        // «до 31.13» is meant as a date; «до 200 заявок» is not.
        let dated = when.split_whitespace().count() == 1
            && when.contains('.')
            && when.starts_with(|c: char| c.is_ascii_digit());
        return dated.then(|| Err(GoalProblem::NoDate(part.to_owned())));
    }
    let words = part.split_whitespace().count();
    if words > 3 || part.contains(|c: char| c.is_ascii_digit() || c == ':') {
        return None;
    }
    match names::meant(part, people).as_slice() {
        [] => None,
        [one] => Some(Ok(Fact::Owner(one.id))),
        several => Some(Err(GoalProblem::WhichOwner(part.to_owned(), several.iter().map(|p| p.id).collect()))),
    }
}

/// «декабрь: программа готова», `2026-12: …`.
fn milestone(line: &str, today: NaiveDate) -> Option<(Month, String)> {
    let line = line.trim_start_matches(['•', '-', '–', '—', '*', ' ']);
    let (when, text) = [":", " — ", " – ", " - "].iter().find_map(|joint| line.split_once(joint))?;
    let text = text.trim();
    let month = when.trim().parse::<Month>().ok().or_else(|| month(&when.to_lowercase(), today))?;
    says_something(text).then(|| (month, text.to_owned()))
}

#[cfg(test)]
mod tests;
