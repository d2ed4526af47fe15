//! A goal in a line: «Вебинары: 6 вебинаров, 200 заявок, Анна, до 31.03 #вебинары», and a milestone in each line below:
//! «декабрь: программа готова».

use chrono::{Datelike as _, NaiveDate};

use super::super::company::{Person, PersonId};
use super::super::intake::{says_something, tag_of};
use super::super::month::Month;
use super::super::names;
use super::Level;

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
pub enum GoalPuzzle {
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
pub fn read_goal(text: &str, people: &[&Person], today: NaiveDate) -> (GoalLine, Vec<GoalPuzzle>) {
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
                puzzles.push(GoalPuzzle::TooLong(text.chars().count()));
            }
            Some((month, text)) => {
                goal.milestones.retain(|(known, _)| *known != month);
                goal.milestones.push((month, text));
            }
            None => puzzles.push(GoalPuzzle::NoMilestone(line)),
        }
    }
    goal.milestones.sort();
    let chars = goal.title.chars().count();
    if chars > MAX_CHARS {
        puzzles.push(GoalPuzzle::TooLong(chars));
        goal.title.clear();
    } else if chars == 0 {
        puzzles.push(GoalPuzzle::NoTitle);
    }
    (goal, puzzles)
}

/// Reads what changes about a goal: the same, but for nothing being required, and a milestone may stand in the first line.
pub fn read_change(text: &str, people: &[&Person], today: NaiveDate) -> (GoalLine, Vec<GoalPuzzle>) {
    let first = text.lines().next().unwrap_or_default();
    let begins_below = milestone(first, today).is_some();
    let below = format!("\n{text}");
    let (goal, mut puzzles) = read_goal(if begins_below { &below } else { text }, people, today);
    puzzles.retain(|puzzle| *puzzle != GoalPuzzle::NoTitle);
    (goal, puzzles)
}

/// Takes `#tag` and `> #parent` out of the line.
fn tags_off(line: &str, goal: &mut GoalLine, puzzles: &mut Vec<GoalPuzzle>) -> String {
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
            Some(tag) => puzzles.push(GoalPuzzle::SecondTag(tag)),
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
fn fact(part: &str, people: &[&Person], today: NaiveDate) -> Option<Result<Fact, GoalPuzzle>> {
    if let Some(when) = after_until(part) {
        if let Some(due) = date(when, today) {
            return Some(Ok(Fact::Due(due)));
        }
        // «до 31.13» is meant as a date; «до 200 заявок» is not.
        let dated = when.split_whitespace().count() == 1
            && when.contains('.')
            && when.starts_with(|c: char| c.is_ascii_digit());
        return dated.then(|| Err(GoalPuzzle::NoDate(part.to_owned())));
    }
    let words = part.split_whitespace().count();
    if words > 3 || part.contains(|c: char| c.is_ascii_digit() || c == ':') {
        return None;
    }
    match names::meant(part, people).as_slice() {
        [] => None,
        [one] => Some(Ok(Fact::Owner(one.id))),
        several => Some(Err(GoalPuzzle::WhichOwner(part.to_owned(), several.iter().map(|p| p.id).collect()))),
    }
}

/// «200 заявок до 31.03»: the words before, and the day.
fn due_off(part: &str, today: NaiveDate) -> Option<(&str, NaiveDate)> {
    [" до ", " к ", " by ", " until "].iter().find_map(|until| {
        let (rest, when) = part.rsplit_once(until)?;
        date(when, today).map(|due| (rest, due))
    })
}

fn after_until(part: &str) -> Option<&str> {
    let (first, rest) = part.split_once(' ')?;
    matches!(first.to_lowercase().as_str(), "до" | "к" | "срок" | "by" | "until" | "due").then(|| rest.trim())
}

/// `31.03`, `31.03.2027`, `2027-03-31`, «31 марта», "31 March 2027", «конца марта», «конца года», "end of March".
fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let lower = lower.trim_end_matches(['.', ' ']).trim_end_matches(" года").trim_end_matches(" г");
    if let Ok(date) = lower.parse::<NaiveDate>() {
        return Some(date);
    }
    let end = ["конца ", "концу ", "end of ", "the end of "].iter().find_map(|end| lower.strip_prefix(end));
    if let Some(what) = end {
        if matches!(what, "года" | "year" | "the year") {
            return NaiveDate::from_ymd_opt(today.year(), 12, 31);
        }
        return month(what, today).map(Month::last_day);
    }
    let parts: Vec<&str> = lower.split(['.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let (day, named, year) = match parts.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] => (*day, *month, Some(year.parse::<i32>().ok()?)),
        // «конца года» has lost its last word above.
        ["конца" | "концу"] => return NaiveDate::from_ymd_opt(today.year(), 12, 31),
        _ => return None,
    };
    let (day, named) = if day.parse::<u32>().is_ok() { (day, named) } else { (named, day) };
    let number = named.parse::<u32>().ok().filter(|_| !named.is_empty()).or_else(|| month_number(named))?;
    let day = day.trim_end_matches(['-', 'г', 'о']).parse::<u32>().ok()?;
    match year.map(|year| if year < 100 { year + 2000 } else { year }) {
        Some(year) => NaiveDate::from_ymd_opt(year, number, day),
        None => [today.year(), today.year() + 1, today.year() + 2, today.year() + 3]
            .into_iter()
            .find_map(|year| NaiveDate::from_ymd_opt(year, number, day).filter(|date| *date >= today)),
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

fn month(text: &str, today: NaiveDate) -> Option<Month> {
    let mut words = text.split_whitespace();
    let number = month_number(words.next()?)?;
    match words.next() {
        Some(year) => Month::new(year.parse().ok()?, number),
        None => [today.year(), today.year() + 1]
            .into_iter()
            .filter_map(|year| Month::new(year, number))
            .find(|month| *month >= Month::of_date(today)),
    }
}

/// The month of a name in any case of Russian, or in English, whole or by its first three letters.
fn month_number(name: &str) -> Option<u32> {
    const STEMS: [(&str, &str); 12] = [
        ("январ", "january"),
        ("феврал", "february"),
        ("март", "march"),
        ("апрел", "april"),
        ("ма", "may"),
        ("июн", "june"),
        ("июл", "july"),
        ("август", "august"),
        ("сентябр", "september"),
        ("октябр", "october"),
        ("ноябр", "november"),
        ("декабр", "december"),
    ];
    let name = name.trim_end_matches('.');
    let fits = |(ru, en): &(&str, &str)| {
        let ending =
            name.strip_prefix(ru).is_some_and(|end| matches!(end, "" | "ь" | "я" | "е" | "ю" | "а" | "у" | "й"));
        let whole = ending && name.chars().count() >= 3;
        let short = name.chars().count() == 3 && (ru.starts_with(name) || en.starts_with(name));
        whole || short || name == *en
    };
    // «мар» is March; «май», «мая», «мае» are May.
    let at = STEMS.iter().position(fits)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests;
