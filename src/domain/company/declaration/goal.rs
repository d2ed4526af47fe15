//! `[[goal]]` and its `[[goal.milestone]]`.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::calendar::month::Month;
use crate::domain::company::declaration::check;
use crate::domain::company::declaration::declared::DeclaredGoal;
use crate::domain::company::declaration::fields::short;
use crate::domain::company::declaration::reader::{Section, did_you_mean};
use crate::domain::intake::tag_of;
use crate::domain::meeting::goal::{Level, fold_tag};

pub(super) const GOAL: &[&str] = &["key", "tag", "title", "level", "parent", "owner", "due", "milestone"];
pub(super) const MILESTONE: &[&str] = &["month", "text"];

/// Reads all goals; notes what does not hold between them.
pub(super) fn read_goals(sections: &[Section<'_, '_>], keys: &check::Keys<'_>) -> Vec<DeclaredGoal> {
    let levels: HashMap<&str, Level> =
        sections.iter().filter_map(|section| Some((section.text_quietly("key")?, level_quietly(section)))).collect();
    let mut tags: HashMap<String, usize> = HashMap::new();
    let mut goals = Vec::new();
    for section in sections {
        let Some(goal) = read_goal(section, keys, &levels) else { continue };
        let at = section.place("tag").or_else(|| section.place("key")).unwrap_or(section.at);
        if let Some(line) = tags.insert(fold_tag(&goal.tag), section.reader.line(at)) {
            let text = format!("two [[goal]] have the tag \"{}\" (the other is on line {line})", goal.tag);
            section.reader.problem(at, text);
        }
        goals.push(goal);
    }
    goals
}

fn level_quietly(section: &Section<'_, '_>) -> Level {
    if section.text_quietly("level") == Some("strategic") { Level::Strategic } else { Level::Tactical }
}

fn read_goal(section: &Section<'_, '_>, keys: &check::Keys<'_>, levels: &HashMap<&str, Level>) -> Option<DeclaredGoal> {
    let key = section.text("key");
    let title = section.required("title").and_then(|title| {
        if title.value.trim().is_empty() {
            section.reader.problem(title.at, format!("title in {} is empty", section.title));
            return None;
        }
        short(section, "title", title)
    });
    let tag = section.parsed("tag", |text| {
        let bare = text.trim().trim_start_matches('#');
        let tag = tag_of(&format!("#{bare}")).filter(|tag| tag == bare);
        tag.ok_or_else(|| "is no tag: one word of letters, digits, _ and -, with a letter in it".to_owned())
    });
    let level = section.word::<Level>("level", &["strategic", "tactical"]).map(|l| l.value).unwrap_or_default();
    let parent = parent(section, level, levels);
    let owner = section.text("owner").and_then(|owner| keys.person(section, "owner", owner));
    let due = section
        .parsed("due", |text| text.parse::<NaiveDate>().map_err(|_| "is no date such as \"2027-03-31\"".to_owned()));
    let milestones = milestones(section);
    let key = key?.value;
    Some(DeclaredGoal {
        key: key.to_owned(),
        tag: tag.map_or_else(|| key.to_owned(), |tag| tag.value),
        title: title?,
        level,
        parent,
        owner,
        due: due.map(|due| due.value),
        milestones,
    })
}

fn parent(section: &Section<'_, '_>, level: Level, levels: &HashMap<&str, Level>) -> Option<String> {
    let parent = section.text("parent")?;
    let (name, place) = (parent.value, section.place_text());
    let problem = match levels.get(name) {
        None => {
            let known: Vec<&str> = levels.keys().copied().collect();
            format!("parent{place} names the unknown goal \"{name}\"{}", did_you_mean(name, &known))
        }
        Some(_) if level == Level::Strategic => format!("parent{place}: a strategic goal has none above it"),
        Some(Level::Tactical) => {
            format!("parent{place} names \"{name}\", which is tactical, and must name a strategic goal")
        }
        Some(Level::Strategic) => return Some(name.to_owned()),
    };
    section.reader.problem(parent.at, problem);
    None
}

fn milestones(section: &Section<'_, '_>) -> Vec<(Month, String)> {
    let mut all: Vec<(Month, String)> = Vec::new();
    for milestone in section.inner_sections("milestone", "goal.milestone", MILESTONE) {
        let text = milestone.required("text").and_then(|text| short(&milestone, "text", text));
        milestone.required("month");
        let month = milestone
            .parsed("month", |text| text.parse::<Month>().map_err(|_| "is no month such as \"2026-12\"".to_owned()));
        let (Some(month), Some(text)) = (month, text) else { continue };
        if all.iter().any(|(known, _)| *known == month.value) {
            let text = format!("{} has two milestones for {}", section.title, month.value);
            section.reader.problem(month.at, text);
        }
        all.push((month.value, text));
    }
    all.sort();
    all
}
