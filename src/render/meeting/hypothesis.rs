//! Hypotheses: the running ones, the decided ones, and one.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::company::{Metric, Person, PersonId, Roster};
use crate::domain::meeting::hypothesis::{Hypothesis, HypothesisProblem, HypothesisState, Trial, score};
use crate::render::buttons::{Action, HypothesisAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// How many hypotheses are listed on one card.
const MOST: usize = 24;
/// The longest statement or verdict in a list, in characters.
const LISTED: usize = 80;

/// Everything the list of hypotheses shows.
#[derive(Debug)]
pub struct HypothesesView<'a> {
    /// The company, with its people.
    pub roster: &'a Roster,
    /// The hypotheses that the reader may see, by the day they are to be decided.
    pub all: Vec<Hypothesis>,
    /// Today, where the reader is.
    pub today: NaiveDate,
}

/// The running hypotheses, those first that have to be decided.
pub fn card(words: Words<'_>, view: &HypothesesView<'_>) -> Card {
    let mut card = headed(words, &say!(words, "hypotheses-title"), &view.all);
    let running: Vec<&Hypothesis> = view.all.iter().filter(|h| h.is_running()).collect();
    if running.is_empty() {
        card.html.text(&say!(words, "hypotheses-none")).nl();
    }
    let (due, others): (Vec<&Hypothesis>, Vec<&Hypothesis>) =
        running.iter().copied().take(MOST).partition(|h| h.is_due(view.today));
    let (ahead, under_way): (Vec<&Hypothesis>, Vec<&Hypothesis>) =
        others.into_iter().partition(|h| h.trial.start > view.today);
    for (title, some) in [
        (say!(words, "hypotheses-due"), due),
        (say!(words, "hypotheses-running"), under_way),
        (say!(words, "hypotheses-ahead"), ahead),
    ] {
        if !some.is_empty() {
            card.html.nl().bold(title.as_str()).nl();
        }
        for hypothesis in some {
            let owner = view.roster.person(hypothesis.trial.owner).map_or("", Person::first_name);
            let day = if hypothesis.trial.start > view.today {
                say!(words, "hypothesis-from", day = words.date(hypothesis.trial.start, view.today))
            } else {
                say!(words, "hypothesis-until", day = words.date(hypothesis.trial.review, view.today))
            };
            listed(hypothesis, &mut card.html);
            card.html.text("    ").text(owner).text(", ").text(&day).nl();
        }
    }
    more(words, running.len(), &mut card.html);
    card.html.nl().text(&say!(words, "hypotheses-how", day = words.day_month(Trial::usual_review(view.today))));
    card = numbers(card, running.into_iter().take(MOST));
    let closed = view.all.iter().any(|h| !h.is_running());
    if closed { card.button(say!(words, "btn-hypotheses-closed"), &HypothesisAction::Closed.into()) } else { card }
}

/// The decided hypotheses, newest first.
pub fn closed(words: Words<'_>, view: &HypothesesView<'_>) -> Card {
    let mut card = headed(words, &say!(words, "hypotheses-closed-title"), &view.all);
    let mut closed: Vec<&Hypothesis> = view.all.iter().filter(|h| !h.is_running()).collect();
    closed.sort_by_key(|h| std::cmp::Reverse(h.closed_at));
    for hypothesis in closed.iter().take(MOST) {
        card.html.nl().text(sign(hypothesis.state)).text(" ");
        listed(hypothesis, &mut card.html);
        if let Some(verdict) = &hypothesis.verdict {
            card.html.text("    ").text(&ellipsis(verdict, LISTED)).nl();
        }
    }
    more(words, closed.len(), &mut card.html);
    numbers(card, closed.into_iter().take(MOST)).button(say!(words, "btn-hypotheses"), &HypothesisAction::All.into())
}

/// A card with a title, and how many hypotheses were tested and how many worked.
fn headed(words: Words<'_>, title: &str, all: &[Hypothesis]) -> Card {
    let mut card = Card::default();
    card.html.text("🧪 ").bold(title).nl();
    let (tried, worked) = score(all);
    if tried > 0 {
        card.html.text(&say!(words, "hypotheses-score", count = tried, worked = worked)).nl();
    }
    card
}

/// Writes «2. Видео на лендинге».
fn listed(hypothesis: &Hypothesis, html: &mut Html) {
    html.text(&format!("{}. ", hypothesis.id)).text(&ellipsis(&hypothesis.trial.statement, LISTED)).nl();
}

/// Writes how many hypotheses are not listed.
fn more(words: Words<'_>, all: usize, html: &mut Html) {
    let left = all.saturating_sub(MOST);
    if left > 0 {
        html.nl().text(&say!(words, "hypotheses-more", count = left)).nl();
    }
}

/// Adds a button with the number of each hypothesis.
fn numbers<'h>(mut card: Card, some: impl Iterator<Item = &'h Hypothesis>) -> Card {
    let keys: Vec<(String, Action)> =
        some.map(|h| (h.id.to_string(), HypothesisAction::Open { hypothesis: h.id }.into())).collect();
    for row in keys.chunks(6) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// The sign of a state.
pub fn sign(state: HypothesisState) -> &'static str {
    match state {
        HypothesisState::Running => "🧪",
        HypothesisState::Worked => "✅",
        HypothesisState::Failed => "✖️",
        HypothesisState::Dropped => "▫️",
    }
}

/// Everything the card of one hypothesis shows.
#[derive(Debug)]
pub struct HypothesisView<'a> {
    /// The company, with its people.
    pub roster: &'a Roster,
    /// The hypothesis.
    pub hypothesis: &'a Hypothesis,
    /// The averages of the metric that is expected to move.
    pub numbers: Option<Numbers<'a>>,
    /// Today, where the reader is.
    pub today: NaiveDate,
    /// The day on which it was decided, in the reader's time zone.
    pub closed_on: Option<NaiveDate>,
    /// The reader may change the hypothesis and decide on it.
    pub may_change: bool,
}

/// A metric's weekly averages.
#[derive(Debug)]
pub struct Numbers<'a> {
    /// The metric.
    pub metric: &'a Metric,
    /// The average before the hypothesis.
    pub before: Option<Decimal>,
    /// The average since its first week.
    pub since: Option<Decimal>,
}

/// One hypothesis: its statement, terms and numbers, and its verdict or how to decide on it.
pub fn one(words: Words<'_>, view: &HypothesisView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text(sign(view.hypothesis.state)).text(" ");
    html.bold(say!(words, "hypothesis-title", number = view.hypothesis.id.to_string()).as_str()).nl();
    html.text(&view.hypothesis.trial.statement).nl();
    verdict(words, view, html);
    html.nl();
    terms(words, view, html);
    if let Some(numbers) = &view.numbers {
        metric_line(words, view.roster, numbers, html);
    }
    let card = if view.hypothesis.is_running() { running(words, view, card) } else { decided(words, view, card) };
    card.button(say!(words, "btn-hypotheses"), &HypothesisAction::All.into())
}

/// Writes the verdict, who gave it and when.
fn verdict(words: Words<'_>, view: &HypothesisView<'_>, html: &mut Html) {
    let hypothesis = view.hypothesis;
    match &hypothesis.verdict {
        Some(verdict) if hypothesis.state == HypothesisState::Worked => {
            html.nl().text(&say!(words, "hypothesis-worked", verdict = verdict.as_str())).nl();
        }
        Some(verdict) if hypothesis.state == HypothesisState::Failed => {
            html.nl().text(&say!(words, "hypothesis-failed", verdict = verdict.as_str())).nl();
        }
        _ => {}
    }
    if hypothesis.state == HypothesisState::Dropped {
        html.nl().text(&say!(words, "hypothesis-dropped")).nl();
    }
    if let (Some(by), Some(day)) = (hypothesis.closed_by, view.closed_on) {
        let day = words.date(day, view.today);
        html.text(&say!(words, "hypothesis-decided", name = full_name(view.roster, by), day = day)).nl();
    }
}

/// Writes the expected effect, product, segment, channel, budget, dates and owner.
fn terms(words: Words<'_>, view: &HypothesisView<'_>, html: &mut Html) {
    let trial = &view.hypothesis.trial;
    if let Some(effect) = &trial.effect {
        html.text(&say!(words, "hypothesis-effect", text = effect.as_str())).nl();
    }
    for (text, line) in [
        (&trial.product, say!(words, "hypothesis-product", text = trial.product.as_deref().unwrap_or_default())),
        (&trial.segment, say!(words, "hypothesis-segment", text = trial.segment.as_deref().unwrap_or_default())),
        (&trial.channel, say!(words, "hypothesis-channel", text = trial.channel.as_deref().unwrap_or_default())),
    ] {
        if text.is_some() {
            html.text(&line).nl();
        }
    }
    if let Some(budget) = trial.budget {
        let money = words.money(&view.roster.currency, budget);
        html.text(&say!(words, "hypothesis-budget", money = money)).nl();
    }
    let (start, review) = (words.date(trial.start, view.today), words.date(trial.review, view.today));
    let owner = full_name(view.roster, trial.owner);
    html.text(&say!(words, "hypothesis-dates", start = start, review = review, name = owner)).nl();
}

fn full_name(roster: &Roster, person: PersonId) -> &str {
    roster.person(person).map_or("", |person| person.name.as_str())
}

/// Writes the metric's averages before and since.
fn metric_line(words: Words<'_>, roster: &Roster, numbers: &Numbers<'_>, html: &mut Html) {
    let &Numbers { metric, before, since } = numbers;
    let value = |number| words.value(metric, &roster.currency, number);
    let name = metric.name.as_str();
    let line = match (before.map(value), since.map(value)) {
        (Some(before), Some(since)) => say!(words, "hypothesis-numbers", metric = name, before = before, since = since),
        (Some(before), None) => say!(words, "hypothesis-number-before", metric = name, before = before),
        (None, since) => say!(words, "hypothesis-number-since", metric = name, since = since.unwrap_or_default()),
    };
    html.nl().text(&line).nl();
}

/// Adds, to a running hypothesis, what is doubtful about it and the buttons to decide.
fn running(words: Words<'_>, view: &HypothesisView<'_>, mut card: Card) -> Card {
    let (number, trial) = (view.hypothesis.id, &view.hypothesis.trial);
    let html = &mut card.html;
    if trial.effect.is_none() {
        html.nl().text("⚠️ ").text(&say!(words, "hypothesis-no-effect", number = number.to_string())).nl();
    }
    if trial.is_long() {
        html.nl().text("⚠️ ").text(&say!(words, "hypothesis-long")).nl();
    }
    if !view.may_change {
        return card;
    }
    html.nl().text(&say!(words, "hypothesis-change", number = number.to_string()));
    let decide = |worked| Action::from(HypothesisAction::Decide { hypothesis: number, worked });
    card.row([
        (say!(words, "btn-hypothesis-worked"), &decide(true)),
        (say!(words, "btn-hypothesis-failed"), &decide(false)),
    ])
    .row([
        (say!(words, "btn-hypothesis-extend"), &HypothesisAction::Extend { hypothesis: number }.into()),
        (say!(words, "btn-hypothesis-drop"), &HypothesisAction::Drop { hypothesis: number }.into()),
    ])
}

fn decided(words: Words<'_>, view: &HypothesisView<'_>, card: Card) -> Card {
    if !view.may_change {
        return card;
    }
    let reopen = HypothesisAction::Reopen { hypothesis: view.hypothesis.id };
    card.button(say!(words, "btn-hypothesis-reopen"), &reopen.into())
}

/// What was not understood of a line about a hypothesis; `kept` where the rest was stored.
pub fn puzzles(words: Words<'_>, roster: &Roster, puzzles: &[HypothesisProblem], kept: bool) -> Card {
    let mut card = Card::default();
    if kept {
        card.html.text(&say!(words, "hypothesis-kept-but")).nl();
    }
    for puzzle in puzzles {
        let (quoted, why) = match puzzle {
            HypothesisProblem::NoStatement => (None, say!(words, "hypothesis-puzzle-statement")),
            &HypothesisProblem::TooLong(ref text, most) => {
                let chars = text.chars().count();
                (Some(text), say!(words, "hypothesis-puzzle-long", chars = chars, most = most))
            }
            HypothesisProblem::WhichOwner(typed, ids) if ids.is_empty() => {
                (Some(typed), say!(words, "hypothesis-puzzle-nobody"))
            }
            HypothesisProblem::WhichOwner(typed, ids) => {
                let names: Vec<&str> =
                    ids.iter().filter_map(|id| roster.person(*id)).map(|p| p.name.as_str()).collect();
                (Some(typed), say!(words, "hypothesis-puzzle-owner", names = names.join(", ")))
            }
            HypothesisProblem::NoDate(typed) => (Some(typed), say!(words, "hypothesis-puzzle-date")),
            HypothesisProblem::NoBudget(typed) => (Some(typed), say!(words, "hypothesis-puzzle-budget")),
            HypothesisProblem::Reversed => (None, say!(words, "hypothesis-puzzle-reversed")),
        };
        if let Some(quoted) = quoted {
            card.html.quote(ellipsis(quoted, 100).as_str()).nl();
        }
        card.html.text(&why).nl();
    }
    card
}
