//! The question in the middle of the week what is at risk, and the manager's card with the answers of a team.

use crate::domain::calendar::week::Week;
use crate::domain::plan::TaskState;
use crate::domain::week::pulse::Pulse;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, WeekAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// The longest title on a button, in characters: a phone shows no more in one line.
const LABEL: usize = 34;

/// Whether a task is still to be done, so that it can be at risk.
pub fn unfinished(task: &Task) -> bool {
    !matches!(task.state, TaskState::Done | TaskState::Cancelled)
}

/// Everything the question shows.
#[derive(Debug)]
pub struct PulseView<'a> {
    /// The answer so far.
    pub pulse: &'a Pulse,
    /// The tasks of the week.
    pub tasks: &'a [Task],
    /// The names of those who hear of risks.
    pub readers: Vec<&'a str>,
    /// The next message is taken as the words on what is at risk.
    pub asking: bool,
}

/// The question, with the answer so far.
pub fn question(words: Words<'_>, view: &PulseView<'_>) -> Card {
    let pulse = view.pulse;
    let mut card = Card::default();
    let html = &mut card.html;
    html.text("🗓 ").bold(say!(words, "pulse-title", week = words.week(pulse.week)).as_str()).nl();
    let at_risk: Vec<&Task> = view.tasks.iter().filter(|t| unfinished(t) && pulse.is_at_risk(t)).collect();
    if !pulse.answered {
        html.text(&say!(words, "pulse-ask")).nl();
    } else if at_risk.is_empty() && pulse.words.is_none() {
        html.text("✅ ").text(&say!(words, "pulse-well")).nl();
    } else {
        html.text("⚠️ ").text(&said(words, &view.readers)).nl();
        risks(words, &at_risk, pulse.words.as_deref(), html);
    }
    if view.asking {
        html.nl().bold(say!(words, "pulse-ask-words").as_str());
    }
    let week = pulse.week;
    if !pulse.answered || pulse.any_risk() {
        card = card.button(say!(words, "btn-pulse-well"), &Action::Week(WeekAction::AllWell { week }));
    }
    for task in view.tasks.iter().filter(|t| unfinished(t)) {
        let on = pulse.is_at_risk(task);
        let mark = if on { "⚠️ " } else { "" };
        let label = format!("{mark}{}. {}", task.number, ellipsis(&task.title, LABEL));
        card = card.button(label, &Action::Week(WeekAction::Risk { task: task.id, on: !on }));
    }
    card.button(say!(words, "btn-pulse-words"), &Action::Week(WeekAction::RiskInWords { week }))
}

fn said(words: Words<'_>, readers: &[&str]) -> String {
    if readers.is_empty() {
        return say!(words, "pulse-noted");
    }
    say!(words, "pulse-told", count = readers.len(), names = readers.join(", "))
}

/// A person's tasks and words on what is at risk.
#[derive(Debug)]
pub struct AtRisk<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The tasks at risk.
    pub tasks: Vec<&'a Task>,
    /// The person's own words.
    pub words: Option<&'a str>,
}

/// The manager's card of a team: everybody who has said that something is at risk.
pub fn team(words: Words<'_>, team: &str, week: Week, people: &[AtRisk<'_>]) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    if people.is_empty() {
        html.text("✅ ").bold(say!(words, "risks-none", team = team, week = words.week(week)).as_str());
        return card;
    }
    html.text("⚠️ ").bold(say!(words, "risks-title", team = team, week = words.week(week)).as_str()).nl();
    for person in people {
        html.nl().bold(person.name).nl();
        risks(words, &person.tasks, person.words, html);
    }
    card
}

fn risks(words: Words<'_>, tasks: &[&Task], said: Option<&str>, html: &mut Html) {
    for task in tasks {
        html.text(&format!("{}. ", task.number)).text(&task.title);
        if let Some(minutes) = task.minutes {
            html.text(" · ").text(&words.hours(minutes));
        }
        html.nl();
        if let Some(deliverable) = &task.deliverable {
            html.text("    → ").text(deliverable).nl();
        }
    }
    if let Some(said) = said {
        html.quote(said).nl();
    }
}
