//! Versions on the approver's card: what differs from the version they have seen, and what they change themselves.

use crate::domain::approval::line_comment::{Line, Spot};
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Plan, PlanState};
use crate::render::approval::body::body;
use crate::render::approval::line_comment;
use crate::render::approval::view::ApprovalView;
use crate::render::buttons::{Action, ApprovalAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::plan::diff;
use crate::render::plan::diff::Scale;
use crate::say;
use crate::texts::Words;

/// Writes what differs from the version that the approver has seen, then the plan. The plan is folded while it waits,
/// if that version was decided on: then the approver knows the rest.
pub fn for_approver(words: Words<'_>, view: &ApprovalView<'_>, html: &mut Html) {
    let mut plan = Html::new();
    body(words, view, &view.doubts, &mut plan);
    let (Some(base), true) = (&view.base, matches!(view.plan.state, PlanState::Submitted | PlanState::Approved)) else {
        html.push(plan);
        return;
    };
    let changes = diff::html(words, &Diff::between(&base.document, &view.plan.draft), view.scale);
    let approved = view.plan.state == PlanState::Approved;
    let title = match (approved, view.plan.is_change(), base.settled) {
        (true, ..) => say!(words, "version-edits"),
        (_, true, _) => say!(words, "version-since-approved"),
        (_, _, true) => say!(words, "version-since-seen"),
        (_, _, false) => say!(words, "version-since-sent"),
    };
    if changes.is_empty() {
        html.text(&say!(words, "version-same")).nl();
    } else {
        html.bold(title.as_str()).nl().push(changes);
    }
    html.nl();
    if base.settled && !approved {
        let mut folded = Html::new();
        folded.bold(say!(words, "version-whole").as_str()).nl().push(plan);
        html.expandable(folded);
    } else {
        html.push(plan);
    }
}

/// The approver's card while they change a plan: what they have changed, the plan as it would be, and how to go on.
/// `view.plan` is their working copy, `view.base` the version that was handed in, `at` the line whose number is typed
/// next.
pub fn editing(words: Words<'_>, view: &ApprovalView<'_>, at: Option<Spot>) -> Card {
    let (plan, version) = (view.plan.id, view.plan.version);
    let mut card = Card::default();
    let (name, week) = (view.author.name.as_str(), words.week(view.plan.week));
    card.html.text("✏️ ").bold(say!(words, "approval-title", name = name, week = week).as_str()).nl();
    let changes = view.base.as_ref().map(|base| Diff::between(&base.document, &view.plan.draft)).unwrap_or_default();
    if !changes.is_empty() {
        card.html.nl().bold(say!(words, "revise-yours").as_str()).nl().push(diff::html(words, &changes, view.scale));
    }
    card.html.nl();
    body(words, view, &[], &mut card.html);
    card.html.nl();
    match at.and_then(|spot| spot.line(&view.plan.draft)) {
        Some(line) => {
            let name = line_comment::name(view.plan, &view.own_metrics(), &line);
            let ask = match line {
                Line::Target { .. } => say!(words, "revise-target", line = name),
                Line::Task { .. } => say!(words, "revise-hours", line = name),
            };
            card.html.bold(ask.as_str());
        }
        None => {
            card.html.text(&say!(words, "revise-how"));
        }
    }
    if !changes.is_empty() {
        card = card.button(
            say!(words, "btn-approve-edited"),
            &Action::Approval(ApprovalAction::ApproveEdited { plan, version }),
        );
    }
    card = line_comment::lines(view.plan, &view.own_metrics(), card, |spot| {
        Action::Approval(ApprovalAction::EditLine { plan, version, spot })
    });
    card.button(say!(words, "btn-back"), &Action::Approval(ApprovalAction::Open { plan }))
}

/// Tells an approver that a plan they have had for a while has changed, and how.
pub fn amended(words: Words<'_>, name: &str, plan: &Plan, diff: &Diff, scale: Scale<'_>) -> Card {
    let mut card = Card::default();
    let title = say!(words, "version-amended", name = name, week = words.week(plan.week));
    card.html.text("✏️ ").bold(title.as_str()).nl();
    card.html.push(diff::html(words, diff, scale));
    card.button(say!(words, "btn-open-plan"), &Action::Approval(ApprovalAction::Open { plan: plan.id }))
}
