//! What an approver sees of one plan: its doubts first, then every line, and what can be decided.

use crate::domain::approval::doubt::Doubt;
use crate::domain::plan::PlanState;
use crate::render::approval::view::{ApprovalView, Asking};
use crate::render::approval::{doubt, line_comment, reopen, version};
use crate::render::buttons::{Action, ApprovalAction, PlanAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::plan::version::what_counts;
use crate::say;
use crate::texts::Words;

/// The usual reasons for returning a plan, by their number in callback data.
pub fn usual_reasons(words: Words<'_>) -> [String; 4] {
    [
        say!(words, "reason-deliverable"),
        say!(words, "reason-hours"),
        say!(words, "reason-target"),
        say!(words, "reason-priorities"),
    ]
}

/// The card in whatever state the plan is.
pub fn card(words: Words<'_>, view: &ApprovalView<'_>) -> Card {
    let plan = view.plan;
    let mut card = Card::default();
    head(words, view, &mut card.html);
    if plan.state == PlanState::Draft {
        return back(words, view, card);
    }
    card.html.nl();
    version::for_approver(words, view, &mut card.html);
    let history = (say!(words, "btn-history"), Action::Plan(PlanAction::History { plan: plan.id }));
    match plan.state {
        PlanState::Submitted if !view.over => to_decide(words, view, history, card),
        PlanState::Approved if !view.over => {
            let asking_why = view.asking == Asking::Why;
            let card = reopen::under_plan(words, plan, asking_why, card).button(history.0, &history.1);
            if asking_why { card } else { back(words, view, card) }
        }
        _ => back(words, view, card.button(history.0, &history.1)),
    }
}

/// Writes whose plan it is, and its state.
fn head(words: Words<'_>, view: &ApprovalView<'_>, html: &mut Html) {
    let plan = view.plan;
    let (name, week) = (view.author.name.as_str(), words.week(plan.week));
    let decided_by = view.decided_by.map_or("", |p| p.name.as_str());
    match plan.state {
        PlanState::Submitted if view.over => {
            let title = match plan.is_change() {
                true => say!(words, "approval-lapsed-change", name = name, week = week),
                false => say!(words, "approval-lapsed", name = name, week = week),
            };
            html.text("📝 ").bold(title.as_str()).nl();
            html.text(&what_counts(words, plan)).nl();
        }
        PlanState::Submitted => waiting(words, view, html),
        PlanState::Approved => {
            let title = if plan.edited {
                say!(words, "approval-approved-edited", name = name, week = week)
            } else {
                say!(words, "approval-approved", name = name, week = week)
            };
            html.text("✅ ").bold(title.as_str()).nl();
            html.text(&say!(words, "approval-approved-by", name = decided_by)).nl();
        }
        PlanState::Returned => {
            let title = if plan.reopened {
                say!(words, "approval-reopened", name = name, week = week)
            } else {
                say!(words, "approval-returned", name = name, week = week)
            };
            html.text("↩️ ").bold(title.as_str()).nl();
            html.text(&say!(words, "approval-approved-by", name = decided_by)).nl();
            html.quote(plan.reason.as_deref().unwrap_or_default()).nl();
        }
        PlanState::Draft => {
            html.text("✏️ ").bold(say!(words, "approval-editing", name = name, week = week).as_str()).nl();
            html.text(&say!(words, "approval-writing"));
            if plan.is_change() {
                html.nl().text(&say!(words, "version-in-force"));
            }
        }
    }
}

/// Writes the head of a plan that waits: its version, whether it is late, and its doubts.
fn waiting(words: Words<'_>, view: &ApprovalView<'_>, html: &mut Html) {
    let plan = view.plan;
    let (name, week) = (view.author.name.as_str(), words.week(plan.week));
    html.text("📝 ").bold(say!(words, "approval-title", name = name, week = week).as_str());
    if plan.version > 1 {
        html.text(" · ").text(&say!(words, "approval-version", version = plan.version));
    }
    if plan.late {
        html.text(" · ").text(&say!(words, "approval-late"));
    }
    html.nl();
    for doubt in &view.doubts {
        html.text("⚠️ ").text(&doubt::text(words, view, doubt)).nl();
        if let (Doubt::OverBudget, Some(reason)) = (doubt, &view.over_reason) {
            html.text("    ").text(&say!(words, "approval-over-reason", reason = reason.as_str())).nl();
        }
    }
}

/// Adds the decisions on a plan that waits, or what the approver is asked before they return it.
fn to_decide(words: Words<'_>, view: &ApprovalView<'_>, history: (String, Action), mut card: Card) -> Card {
    let plan = view.plan;
    let (id, version) = (plan.id, plan.version);
    match view.asking {
        Asking::Nothing => {
            let give_back = Action::Approval(ApprovalAction::Return { plan: id, version });
            let (edit, ask) = (
                Action::Approval(ApprovalAction::Edit { plan: id, version }),
                Action::Plan(PlanAction::Ask { plan: id }),
            );
            let history = (version > 1).then_some((history.0, &history.1));
            let card = card
                .button(say!(words, "btn-approve"), &Action::Approval(ApprovalAction::Approve { plan: id, version }))
                .row([
                    (say!(words, "btn-return"), &give_back),
                    (say!(words, "btn-change"), &edit),
                    (say!(words, "btn-ask"), &ask),
                ])
                .row(history);
            back(words, view, card)
        }
        Asking::Why => {
            card.html.nl().bold(say!(words, "approval-why").as_str());
            for (reason, text) in (0u8..).zip(usual_reasons(words)) {
                card =
                    card.button(text, &Action::Approval(ApprovalAction::ReturnBecause { plan: id, version, reason }));
            }
            card.button(say!(words, "btn-point"), &Action::Approval(ApprovalAction::PointOut { plan: id, version }))
                .button(say!(words, "btn-back"), &Action::Approval(ApprovalAction::Open { plan: id }))
        }
        Asking::Where(comments) => line_comment::choose(words, plan, &view.own_metrics(), comments, card),
        Asking::About(spot) => line_comment::ask(words, plan, &view.own_metrics(), spot, card),
    }
}

/// Adds the button back to the list, where the card stands in the inbox.
fn back(words: Words<'_>, view: &ApprovalView<'_>, card: Card) -> Card {
    match view.waiting {
        None => card,
        Some(0) => card.button(say!(words, "btn-inbox"), &Action::Approval(ApprovalAction::Inbox)),
        Some(count) => {
            card.button(say!(words, "btn-inbox-count", count = count), &Action::Approval(ApprovalAction::Inbox))
        }
    }
}
