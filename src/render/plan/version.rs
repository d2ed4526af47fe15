//! Versions on the author's card: which one is in force, and what differs from it.

use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Plan, PlanState};
use crate::render::buttons::{Action, PlanAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::plan::diff;
use crate::render::plan::diff::Scale;
use crate::render::plan::view::PlanView;
use crate::say;
use crate::texts::Words;

/// Writes, below the head of the author's card, that another version is in force, and what differs.
pub fn for_author(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    let Some(base) = &view.versions.base else { return };
    let changes = diff::html(words, &Diff::between(base, &view.plan.draft), view.scale);
    let title = match view.plan.state {
        PlanState::Approved => say!(words, "version-edited"),
        // The head says already which version counts.
        PlanState::Submitted if view.versions.over => say!(words, "version-change"),
        _ => {
            html.text(&say!(words, "version-in-force")).nl();
            say!(words, "version-change")
        }
    };
    if !changes.is_empty() {
        html.nl().bold(title.as_str()).nl().push(changes);
    }
}

/// Says which version counts for a week that was over before anybody decided on the plan.
pub fn what_counts(words: Words<'_>, plan: &Plan) -> String {
    if plan.is_change() { say!(words, "lapsed-counts-change") } else { say!(words, "lapsed-counts") }
}

/// Adds the buttons of the author's card, once the plan was handed in.
pub fn buttons_for_author(words: Words<'_>, view: &PlanView<'_>, card: Card) -> Card {
    let plan = view.plan.id;
    let (change, history) = (Action::Plan(PlanAction::Change { plan }), Action::Plan(PlanAction::History { plan }));
    let change = (!view.versions.over).then(|| (say!(words, "btn-change"), &change));
    card.row(change.into_iter().chain([(say!(words, "btn-history"), &history)]))
}

/// Adds, below the draft of a change, the button back to the version in force.
pub fn way_back(words: Words<'_>, plan: &Plan, card: Card) -> Card {
    if plan.is_change() {
        card.button(say!(words, "btn-keep-agreed"), &Action::Plan(PlanAction::KeepAgreed { plan: plan.id }))
    } else {
        card
    }
}

/// Tells the author that their plan was approved with changes, and which.
pub fn approved_with_edits(words: Words<'_>, plan: &Plan, diff: &Diff, by: &str, scale: Scale<'_>) -> Card {
    let mut card = Card::default();
    let title = say!(words, "plan-approved-edited", week = words.week(plan.week));
    card.html.text("✅ ").bold(title.as_str()).nl();
    card.html.text(&say!(words, "version-edited-by", name = by)).nl();
    card.html.push(diff::html(words, diff, scale)).nl();
    card.html.text(&say!(words, "plan-approved-next"));
    card.button(say!(words, "btn-answer"), &Action::Plan(PlanAction::Ask { plan: plan.id }))
}
