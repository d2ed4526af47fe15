//! The middle of the week: the question to each person, and the manager's card of what is at risk in a team.

use crate::domain::calendar::week::Week;
use crate::domain::plan::TaskState;
use crate::domain::week::pulse::Pulse;
use crate::domain::week::task::Task;
use crate::render::buttons::{Action, WeekAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// Room for a title on a button, in characters: what a phone shows in one line.
const LABEL: usize = 34;

/// Whether there is still something that can be at risk.
pub fn unfinished(task: &Task) -> bool {
    !matches!(task.state, TaskState::Done | TaskState::Cancelled)
}

/// Everything the question shows.
#[derive(Debug)]
pub struct PulseView<'a> {
    /// What was said so far.
    pub pulse: &'a Pulse,
    /// The tasks of the week.
    pub tasks: &'a [Task],
    /// Names of those who hear of risks.
    pub readers: Vec<&'a str>,
    /// The next message is what is at risk.
    pub asking: bool,
}

/// The question, with what was answered.
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

/// What one person has said to be at risk.
#[derive(Debug)]
pub struct AtRisk<'a> {
    /// Who.
    pub name: &'a str,
    /// Which of their tasks.
    pub tasks: Vec<&'a Task>,
    /// In their words.
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
