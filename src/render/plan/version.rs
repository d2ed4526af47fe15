//! Versions on the cards: what differs from what, before the plan itself.

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

/// On the author's card, below its head: that another version is in force, and what differs.
pub fn for_author(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    let Some(base) = &view.versions.base else { return };
    let changes = diff::html(words, &Diff::between(base, &view.plan.draft), view.scale);
    let title = match view.plan.state {
        PlanState::Approved => say!(words, "version-edited"),
        // The card says on top what counts.
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

/// What a week runs by whose end came before anybody decided.
pub fn what_counts(words: Words<'_>, plan: &Plan) -> String {
    if plan.is_change() { say!(words, "lapsed-counts-change") } else { say!(words, "lapsed-counts") }
}

/// Below the author's card, once the plan was handed in.
pub fn buttons_for_author(words: Words<'_>, view: &PlanView<'_>, card: Card) -> Card {
    let plan = view.plan.id;
    let (change, history) = (Action::Plan(PlanAction::Change { plan }), Action::Plan(PlanAction::History { plan }));
    let change = (!view.versions.over).then(|| (say!(words, "btn-change"), &change));
    card.row(change.into_iter().chain([(say!(words, "btn-history"), &history)]))
}

/// Below the draft of a change: back to what is in force.
pub fn way_back(words: Words<'_>, plan: &Plan, card: Card) -> Card {
    if plan.is_change() {
        card.button(say!(words, "btn-keep-agreed"), &Action::Plan(PlanAction::KeepAgreed { plan: plan.id }))
    } else {
        card
    }
}

/// The word to the author that their plan was approved with changes.
pub fn approved_with_edits(words: Words<'_>, plan: &Plan, diff: &Diff, by: &str, scale: Scale<'_>) -> Card {
    let mut card = Card::default();
    let title = say!(words, "plan-approved-edited", week = words.week(plan.week));
    card.html.text("✅ ").bold(title.as_str()).nl();
    card.html.text(&say!(words, "version-edited-by", name = by)).nl();
    card.html.push(diff::html(words, diff, scale)).nl();
    card.html.text(&say!(words, "plan-approved-next"));
    card.button(say!(words, "btn-answer"), &Action::Plan(PlanAction::Ask { plan: plan.id }))
}
