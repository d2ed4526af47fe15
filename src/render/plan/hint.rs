//! Hints on the quality of a plan, for its author alone: the lines on the plan's card, and the list that explains them.

use crate::domain::calendar::week::Week;
use crate::domain::plan::Plan;
use crate::domain::plan::hint::{BIG, Hint, HintKind, Topic};
use crate::render::buttons::{Action, HintAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::Words;

/// The longest quotation of a person's words in a line, in characters.
const QUOTED: usize = 40;

/// Everything the list shows.
#[derive(Debug)]
pub struct HintsView<'a> {
    /// The plan the hints are on.
    pub plan: &'a Plan,
    /// The hints, the most useful first.
    pub hints: &'a [Hint],
    /// The names of the metrics that the author answers for.
    pub metrics: Vec<&'a str>,
    /// The first name of the person who will read the plan.
    pub reader: Option<&'a str>,
    /// The author has hidden hints, which can be shown again.
    pub hidden: bool,
}

/// Writes the hints on the plan's card, a line for each.
pub fn lines(words: Words<'_>, plan: &Plan, hints: &[Hint], reader: Option<&str>, html: &mut Html) {
    for (i, hint) in hints.iter().enumerate() {
        let lead = if i == 0 { "💡 " } else { "" };
        let number = hint.task.map(|number| format!("{number}: ")).unwrap_or_default();
        html.text(lead).text(&number).text(&question(words, plan, hint, reader)).nl();
    }
}

/// The list in place of the plan's card: each hint with why, how to answer it, and the buttons that hide it.
pub fn card(words: Words<'_>, view: &HintsView<'_>) -> Card {
    let mut card = Card::default();
    head(words, view.plan.week, &mut card.html);
    if view.hints.is_empty() {
        card.html.nl().text(&say!(words, "hints-none")).nl();
    }
    for hint in view.hints {
        card.html.nl();
        explain(words, view, hint, &mut card.html);
    }
    card.html.nl().italic(say!(words, "hints-private").as_str());
    let plan = view.plan.id;
    for hint in view.hints {
        let one = Action::Hint(HintAction::Hide { plan, kind: hint.kind, mark: hint.mark() });
        let all = Action::Hint(HintAction::HideKind { plan, kind: hint.kind });
        card = match hint.task {
            Some(number) => card.row([
                (say!(words, "btn-hide-hint", number = number), &one),
                (say!(words, "btn-hide-hints", number = number), &all),
            ]),
            None => card.button(say!(words, "btn-hide-hint-planning"), &all),
        };
    }
    let unhide = Action::Hint(HintAction::UnhideAll { plan });
    card.row(view.hidden.then(|| (say!(words, "btn-unhide-hints"), &unhide)))
        .button(say!(words, "btn-back"), &Action::Hint(HintAction::Leave { plan }))
}

fn head(words: Words<'_>, week: Week, html: &mut Html) {
    html.text("💡 ").bold(say!(words, "hints-title", week = words.week(week)).as_str()).nl();
}

/// The question a hint asks, short.
fn question(words: Words<'_>, plan: &Plan, hint: &Hint, reader: Option<&str>) -> String {
    let quote = |text: &str| ellipsis(text, QUOTED);
    match hint.kind {
        HintKind::Vague => say!(words, "hint-vague", quote = quote(title(plan, hint))),
        HintKind::Missing => match hint.topic {
            Topic::Meeting => say!(words, "hint-missing-meeting"),
            Topic::Publication => say!(words, "hint-missing-publication"),
            Topic::Outreach => say!(words, "hint-missing-outreach"),
            Topic::Document => say!(words, "hint-missing-document"),
            Topic::Other => say!(words, "hint-missing-other"),
        },
        HintKind::Unverifiable => match reader {
            Some(name) => say!(words, "hint-unverifiable", quote = quote(&hint.deliverable), name = name),
            None => say!(words, "hint-unverifiable-anybody", quote = quote(&hint.deliverable)),
        },
        HintKind::Big => say!(words, "hint-big", hours = words.hours(hint.minutes)),
        HintKind::Preparation => say!(words, "hint-preparation"),
        HintKind::Planning => say!(words, "hint-planning"),
        HintKind::Unlinked => say!(words, "hint-unlinked"),
    }
}

fn explain(words: Words<'_>, view: &HintsView<'_>, hint: &Hint, html: &mut Html) {
    match hint.task {
        Some(number) => html.bold(format!("{number}. {}", title(view.plan, hint)).as_str()),
        None => html.bold(say!(words, "hint-planning").as_str()),
    };
    html.nl();
    // For these two kinds the question would only repeat the heading.
    if !matches!(hint.kind, HintKind::Planning | HintKind::Vague) {
        html.text(&sentence(&question(words, view.plan, hint, view.reader))).nl();
    }
    let why = match hint.kind {
        HintKind::Vague => say!(words, "hint-vague-why"),
        HintKind::Missing => say!(words, "hint-missing-why"),
        HintKind::Unverifiable => say!(words, "hint-unverifiable-why"),
        HintKind::Big => say!(words, "hint-big-why", limit = words.hours(BIG)),
        HintKind::Preparation => say!(words, "hint-preparation-why"),
        HintKind::Planning => say!(words, "hint-planning-why"),
        HintKind::Unlinked => say!(words, "hint-unlinked-why", metrics = view.metrics.join(", ")),
    };
    html.text(&why).nl();
    html.code(&example(words, view.plan, hint)).nl();
}

/// A line that could be sent as an answer.
fn example(words: Words<'_>, plan: &Plan, hint: &Hint) -> String {
    let number = hint.task.unwrap_or_default();
    match hint.kind {
        HintKind::Vague | HintKind::Missing | HintKind::Unverifiable => {
            let product = match hint.topic {
                Topic::Meeting => say!(words, "hint-example-meeting"),
                Topic::Publication => say!(words, "hint-example-publication"),
                Topic::Outreach => say!(words, "hint-example-outreach"),
                Topic::Document => say!(words, "hint-example-document"),
                Topic::Other => say!(words, "hint-example-other"),
            };
            format!("{number} => {product}")
        }
        HintKind::Big => say!(words, "hint-example-big", number = number),
        HintKind::Preparation => say!(words, "hint-example-preparation", title = title(plan, hint)),
        HintKind::Planning => say!(words, "hint-example-planning"),
        HintKind::Unlinked => say!(words, "hint-example-unlinked", number = number),
    }
}

/// The text with a capital letter at its beginning.
fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn title<'a>(plan: &'a Plan, hint: &Hint) -> &'a str {
    let task = hint.task.and_then(|number| plan.draft.tasks.get(number.checked_sub(1)?));
    task.map_or("", |task| task.title.as_str())
}
