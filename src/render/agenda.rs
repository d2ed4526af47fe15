//! The agenda of the weekly sync: what the departments' plans and reports already say.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::company::{Direction, Metric, Person, Sync, Team};
use crate::domain::intake::NoteKind;
use crate::domain::kpi::{Kpi, Standing};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::say;
use crate::storage::note::{Note, OpenDecision};
use crate::texts::Words;

/// Everything the agenda shows.
#[derive(Debug)]
pub struct AgendaView<'a> {
    /// Of which meeting.
    pub sync: &'a Sync,
    /// The day it is for.
    pub date: NaiveDate,
    /// Currency of the company.
    pub currency: &'a str,
    /// Last week's numbers by department.
    pub teams: Vec<(&'a Team, Vec<(&'a Metric, Kpi)>)>,
    /// What last week's reports say, with who said it and for which department.
    pub notes: Vec<(&'a Note, &'a Person, &'a Team)>,
    /// What was decided before and is open.
    pub decisions: Vec<(OpenDecision, Option<&'a Person>)>,
}

/// The agenda; only sections that hold something, numbered.
pub fn card(words: Words<'_>, view: &AgendaView<'_>) -> Card {
    let mut card = Card::default();
    let date = words.day_month(view.date);
    let title = say!(words, "agenda-title", name = view.sync.name.as_str(), date = date);
    card.html.text("🧭 ").bold(title.as_str()).nl();
    let mut sections: Vec<(String, Html)> = vec![(say!(words, "agenda-off"), off_target(words, view))];
    for (kind, title) in [
        (NoteKind::Blocker, say!(words, "agenda-blockers")),
        (NoteKind::Insight, say!(words, "agenda-insights")),
        (NoteKind::Need, say!(words, "agenda-needs")),
        (NoteKind::Lesson, say!(words, "agenda-lessons")),
    ] {
        sections.push((title, notes(view, kind)));
    }
    sections.push((say!(words, "agenda-decisions"), decisions(view)));
    sections.retain(|(_, body)| !body.is_empty());
    if sections.is_empty() {
        let known = view.teams.iter().flat_map(|(_, kpis)| kpis).any(|(_, kpi)| kpi.actual.is_some());
        card.html.nl().text(&if known { say!(words, "agenda-empty") } else { say!(words, "agenda-nothing") });
    }
    for (i, (title, body)) in sections.into_iter().enumerate() {
        card.html.nl().bold(format!("{}. {title}", i + 1).as_str()).nl().push(body);
    }
    card
}

fn off_target(words: Words<'_>, view: &AgendaView<'_>) -> Html {
    let mut html = Html::new();
    for (team, kpis) in &view.teams {
        for (metric, kpi) in kpis {
            let standing = kpi.standing(metric.direction);
            let (Some(actual), Some(target)) = (kpi.actual, kpi.target) else { continue };
            if !matches!(standing, Standing::Near | Standing::Behind) {
                continue;
            }
            let value = |v: Decimal| words.value(metric, view.currency, v);
            let change = kpi.against_target().map_or_else(|| say!(words, "dash"), |c| words.percent_change(c));
            let (metric_name, actual, target) = (metric.name.as_str(), value(actual), value(target));
            let line = match metric.direction {
                Direction::Up => {
                    say!(
                        words,
                        "agenda-off-line",
                        metric = metric_name,
                        actual = actual,
                        target = target,
                        change = change
                    )
                }
                Direction::Down => {
                    say!(
                        words,
                        "agenda-off-limit",
                        metric = metric_name,
                        actual = actual,
                        target = target,
                        change = change
                    )
                }
            };
            html.text(&team.name).text(" · ").text(&line);
            html.nl();
        }
    }
    html
}

fn notes(view: &AgendaView<'_>, kind: NoteKind) -> Html {
    let mut html = Html::new();
    for (note, person, team) in view.notes.iter().filter(|(n, ..)| n.kind == kind) {
        html.text("• ")
            .text(&note.text)
            .text(" (")
            .text(person.first_name())
            .text(", ")
            .text(&team.name)
            .text(")")
            .nl();
    }
    html
}

fn decisions(view: &AgendaView<'_>) -> Html {
    let mut html = Html::new();
    for (decision, owner) in &view.decisions {
        html.text("• ").text(&decision.text);
        if let Some(owner) = owner {
            html.text(" — ").text(&owner.name);
        }
        html.nl();
    }
    html
}
