//! The digest over all teams in one message.

use std::cmp::Reverse;

use crate::domain::calendar::week::Week;
use crate::domain::intake::NoteKind;
use crate::domain::numbers::verdict::{Trend, Verdict};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::render::numbers::digest::{DigestView, Totals, hours_and_terms, missing, numbers};
use crate::render::numbers::kpi::{change, plain};
use crate::render::numbers::panel;
use crate::render::numbers::panel::{on_plan, score, subtitle};
use crate::render::numbers::picture::MOST;
use crate::say;
use crate::texts::Words;

/// The longest name in a line, in characters.
const NAME: usize = 32;

/// How many numbers are in the line of a team that has no plans.
const NUMBERS: usize = 2;

/// The digest over these teams: a line for each, and a folded section for each with the details.
pub fn card(words: Words<'_>, company: &str, week: Week, views: &[DigestView<'_>]) -> Card {
    let mut card = Card::default();
    let all: Vec<&Trend<'_>> = views.iter().flat_map(|view| &view.trends).collect();
    let head = say!(words, "digest-title", team = ellipsis(company, NAME), number = week.number());
    let head = match score(words, all.iter().copied()) {
        Some(score) => format!("{head}: {score}"),
        None => head,
    };
    card.html.text("📊 ").bold(head.as_str()).nl();
    if views.is_empty() {
        card.html.text(&say!(words, "overview-nobody")).nl();
    }
    for view in views {
        line(words, view, &mut card.html);
    }
    // It has to be one message, so the sections of teams that are behind come first.
    let mut sorted: Vec<&DigestView<'_>> = views.iter().collect();
    sorted.sort_by_key(|view| Reverse(red(view).count()));
    card.details = sorted.into_iter().map(|view| section(words, view)).collect();
    card.single = true;
    let title = say!(words, "digest-title", team = company, number = week.number());
    let shown = shown(views);
    let currency = views.first().map_or("", |view| view.currency);
    let trends: Vec<&Trend<'_>> = shown.iter().map(|(_, trend)| *trend).collect();
    let below = subtitle(words, words.week(week), &all);
    card.picture = panel::picture(words, title, below, &trends, currency).map(|mut picture| {
        for (panel, (team, _)) in picture.panels.iter_mut().zip(&shown) {
            panel.name = format!("{} · {}", ellipsis(team, NAME), panel.name);
        }
        picture
    });
    card
}

/// «Маркетинг: 2 из 4, задачи 7 из 8, отстаёт Трафик −12 %».
fn line(words: Words<'_>, view: &DigestView<'_>, html: &mut Html) {
    let mut parts = Vec::new();
    if let Some((reached, count)) = on_plan(view.trends.iter()) {
        parts.push(say!(words, "overview-score", reached = reached, count = count));
    } else {
        // A team without plans is shown by its numbers.
        let known = view.trends.iter().filter_map(|trend| plain(words, view.currency, trend.metric, &trend.last()));
        parts.extend(known.take(NUMBERS));
    }
    let totals = Totals::of(view);
    if totals.planned > 0 {
        parts.push(say!(words, "overview-tasks", done = totals.done, count = totals.planned));
    }
    let red: Vec<String> = red(view)
        .map(|trend| {
            let name = ellipsis(&trend.metric.name, NAME);
            change(words, trend.metric.direction, &trend.last())
                .map_or_else(|| name.clone(), |change| format!("{name} {change}"))
        })
        .collect();
    if !red.is_empty() {
        parts.push(say!(words, "overview-behind", names = red.join(", ")));
    }
    let missing = missing(view);
    if !missing.is_empty() {
        parts.push(match view.names {
            true => say!(words, "overview-missing", names = missing.join(", ")),
            false => say!(words, "overview-missing-count", count = missing.len()),
        });
    }
    if parts.is_empty() {
        parts.push(say!(words, "overview-nothing"));
    }
    html.bold(ellipsis(&view.team.name, NAME).as_str()).text(": ").text(&parts.join(" · ")).nl();
}

fn red<'a>(view: &'a DigestView<'_>) -> impl Iterator<Item = &'a Trend<'a>> {
    view.trends.iter().filter(|trend| trend.verdict() == Verdict::Behind)
}

/// A team's numbers, hours and highlights.
fn section(words: Words<'_>, view: &DigestView<'_>) -> Html {
    let mut html = Html::new();
    html.bold(view.team.name.as_str()).nl();
    for line in numbers(words, view) {
        html.text(&line).nl();
    }
    html.push(hours_and_terms(words, view));
    for note in view.notes.iter().filter(|n| n.kind == NoteKind::Highlight) {
        html.text(&say!(words, "digest-highlight", text = note.text.as_str())).nl();
    }
    for note in view.notes.iter().filter(|n| n.kind == NoteKind::Blocker) {
        html.text(&say!(words, "note-blocker")).text(": ").text(&note.text).nl();
    }
    html
}

/// The metrics that fit into the picture: every team's first one, then every team's second one, and so on; ordered by
/// team.
fn shown<'a>(views: &'a [DigestView<'_>]) -> Vec<(&'a str, &'a Trend<'a>)> {
    let most = views.iter().map(|view| view.trends.len()).max().unwrap_or_default();
    let in_turns = (0..most).flat_map(|n| (0..views.len()).map(move |team| (team, n)));
    let mut places: Vec<(usize, usize)> =
        in_turns.filter(|(team, n)| views.get(*team).is_some_and(|view| *n < view.trends.len())).take(MOST).collect();
    places.sort_unstable();
    places.into_iter().map(|(team, n)| (views[team].team.name.as_str(), &views[team].trends[n])).collect()
}
