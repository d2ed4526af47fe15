//! The agenda of the weekly sync: what the departments' plans and reports already say.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::company::{Direction, Person, Sync, Team};
use crate::domain::intake::NoteKind;
use crate::domain::meeting::decision::Decision;
use crate::domain::meeting::decision::DecisionState;
use crate::domain::meeting::hypothesis::{Hypothesis, HypothesisState};
use crate::domain::numbers::funnel::Stage;
use crate::domain::numbers::kpi::Standing;
use crate::domain::numbers::verdict::{Trend, WEEKS as VERDICT_WEEKS};
use crate::domain::report::note::Note;
use crate::render::buttons::{Action, DecisionAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::say;
use crate::texts::Words;

/// How many decisions have a button to close them. The others get one when these are closed.
const MAX_BUTTONS: usize = 12;

/// Everything the agenda shows.
#[derive(Debug)]
pub struct AgendaView<'a> {
    /// The sync that meets.
    pub sync: &'a Sync,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// Currency of the company.
    pub currency: &'a str,
    /// Last week's funnel over all teams of the sync.
    pub funnel: Vec<Stage<'a>>,
    /// The numbers of the last weeks by department.
    pub teams: Vec<(&'a Team, Vec<Trend<'a>>)>,
    /// The notes of last week's reports, each with its author, where they may be named, and their department.
    pub notes: Vec<(&'a Note, Option<&'a Person>, &'a Team)>,
    /// The hypotheses that are new, that have to be decided, or that were decided since the last meeting, with their
    /// owners.
    pub hypotheses: Vec<(Hypothesis, Option<&'a Person>)>,
    /// The last day of the meeting's week: hypotheses that are due by then have to be decided.
    pub last_day: NaiveDate,
    /// The decisions that are open, or were done since the last meeting, with their owners.
    pub decisions: Vec<(Decision, Option<&'a Person>)>,
}

/// The agenda: numbered sections, without empty ones.
pub fn card(words: Words<'_>, view: &AgendaView<'_>) -> Card {
    let mut card = Card::default();
    let date = words.day_month(view.date);
    let title = say!(words, "agenda-title", name = view.sync.name.as_str(), date = date);
    card.html.text("🧭 ").bold(title.as_str()).nl();
    let mut sections: Vec<(String, Html)> =
        vec![(say!(words, "agenda-funnel"), joints(words, view)), (say!(words, "agenda-off"), off_target(words, view))];
    for (kind, title) in [
        (NoteKind::Blocker, say!(words, "agenda-blockers")),
        (NoteKind::Insight, say!(words, "agenda-insights")),
        (NoteKind::Need, say!(words, "agenda-needs")),
        (NoteKind::Lesson, say!(words, "agenda-lessons")),
    ] {
        sections.push((title, notes(view, kind)));
    }
    sections.push((say!(words, "agenda-hypotheses"), hypotheses(words, view)));
    sections.push((decisions_title(words, view), decisions(view)));
    sections.retain(|(_, body)| !body.is_empty());
    if sections.is_empty() {
        let known = view.teams.iter().flat_map(|(_, trends)| trends).any(|trend| trend.last().actual.is_some());
        card.html.nl().text(&if known { say!(words, "agenda-empty") } else { say!(words, "agenda-nothing") });
    }
    for (i, (title, body)) in sections.into_iter().enumerate() {
        card.html.nl().bold(format!("{}. {title}", i + 1).as_str()).nl().push(body);
    }
    with_buttons(words, view, card)
}

/// Adds a button to close each open decision, by the number it has in the list.
fn with_buttons(words: Words<'_>, view: &AgendaView<'_>, mut card: Card) -> Card {
    let open: Vec<(String, Action)> = view
        .decisions
        .iter()
        .enumerate()
        .filter(|(_, (decision, _))| decision.state == DecisionState::Open)
        .map(|(i, (decision, _))| {
            let (number, action) =
                (i + 1, Action::Decision(DecisionAction::Close { decision: decision.id, done: true }));
            (say!(words, "btn-done-number", number = number), action)
        })
        .take(MAX_BUTTONS)
        .collect();
    for row in open.chunks(3) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// «Лиды 131 → Квал. лиды 52 (40 %, было 46 %)».
fn joints(words: Words<'_>, view: &AgendaView<'_>) -> Html {
    let stages: Vec<String> = view
        .funnel
        .iter()
        .map(|stage| {
            let (name, value) = (stage.metric.name.as_str(), words.value(stage.metric, view.currency, stage.actual));
            match (stage.share, stage.share_before) {
                (None, _) => say!(words, "agenda-stage", metric = name, value = value),
                (Some(share), None) => {
                    say!(words, "agenda-stage-share", metric = name, value = value, share = words.part(share))
                }
                (Some(share), Some(before)) => say!(
                    words,
                    "agenda-stage-change",
                    metric = name,
                    value = value,
                    share = words.part(share),
                    before = words.part(before)
                ),
            }
        })
        .collect();
    let mut html = Html::new();
    if !stages.is_empty() {
        html.text(&stages.join(" → ")).nl();
    }
    html
}

/// The metrics that missed their targets, those first that miss them repeatedly.
fn off_target(words: Words<'_>, view: &AgendaView<'_>) -> Html {
    let off = view.teams.iter().flat_map(|(team, trends)| trends.iter().map(move |trend| (*team, trend)));
    let missed =
        |trend: &Trend<'_>| matches!(trend.last().standing(trend.metric.direction), Standing::Near | Standing::Behind);
    let mut off: Vec<(&Team, &Trend<'_>)> = off.filter(|(_, trend)| missed(trend)).collect();
    off.sort_by_key(|(_, trend)| trend.missed() < 2);
    let mut html = Html::new();
    for (team, trend) in off {
        let (metric, kpi) = (trend.metric, trend.last());
        let (Some(actual), Some((target, _))) = (kpi.actual, kpi.bar(metric.direction)) else { continue };
        let value = |v: Decimal| words.value(metric, view.currency, v);
        let change = kpi.against_bar(metric.direction).map_or_else(|| say!(words, "dash"), |c| words.percent_change(c));
        let (name, actual, target) = (metric.name.as_str(), value(actual), value(target));
        let line = match metric.direction {
            Direction::Up => {
                say!(words, "agenda-off-line", metric = name, actual = actual, target = target, change = change)
            }
            Direction::Down => {
                say!(words, "agenda-off-limit", metric = name, actual = actual, target = target, change = change)
            }
        };
        html.text(&team.name).text(" · ").text(&line);
        if trend.missed() > 1 {
            html.text(", ").text(&say!(words, "agenda-off-again", missed = trend.missed(), count = VERDICT_WEEKS));
        }
        html.nl();
    }
    html
}

fn notes(view: &AgendaView<'_>, kind: NoteKind) -> Html {
    let mut html = Html::new();
    for (note, person, team) in view.notes.iter().filter(|(n, ..)| n.kind == kind) {
        html.text("• ").text(&note.text).text(" (");
        if let Some(person) = person {
            html.text(person.first_name()).text(", ");
        }
        html.text(&team.name).text(")").nl();
    }
    html
}

fn hypotheses(words: Words<'_>, view: &AgendaView<'_>) -> Html {
    let mut html = Html::new();
    let mut ordered: Vec<_> = view.hypotheses.iter().collect();
    // First the ones to be decided, then those that were decided, then new ones.
    ordered.sort_by_key(|(hypothesis, _)| (!hypothesis.is_due(view.last_day), hypothesis.is_running()));
    for (hypothesis, owner) in ordered {
        let (text, name) = (hypothesis.trial.statement.as_str(), owner.map_or("", Person::first_name));
        let verdict = hypothesis.verdict.as_deref().unwrap_or_default();
        let line = match hypothesis.state {
            HypothesisState::Worked => say!(words, "agenda-hypothesis-worked", text = text, verdict = verdict),
            HypothesisState::Failed => say!(words, "agenda-hypothesis-failed", text = text, verdict = verdict),
            _ if hypothesis.is_due(view.last_day) => say!(words, "agenda-hypothesis-due", text = text, name = name),
            _ => say!(words, "agenda-hypothesis-new", text = text, name = name),
        };
        html.text("• ").text(&line).nl();
    }
    html
}

fn decisions_title(words: Words<'_>, view: &AgendaView<'_>) -> String {
    match view.decisions.iter().filter(|(decision, _)| decision.state == DecisionState::Done).count() {
        0 => say!(words, "agenda-decisions"),
        done => say!(words, "agenda-decisions-done", done = done, count = view.decisions.len()),
    }
}

fn decisions(view: &AgendaView<'_>) -> Html {
    let mut html = Html::new();
    for (i, (decision, owner)) in view.decisions.iter().enumerate() {
        html.text(&format!("{}) ", i + 1));
        if decision.state == DecisionState::Done {
            html.text("✅ ");
        }
        html.text(&decision.text);
        if let Some(owner) = owner {
            html.text(" — ").text(&owner.name);
        }
        html.nl();
    }
    html
}
