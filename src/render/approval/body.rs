//! The plan on the approver's card: targets, hours, tasks.

use rust_decimal::Decimal;

use crate::domain::approval::doubt::Doubt;
use crate::domain::numbers::kpi::percent_change;
use crate::render::approval::line_comment;
use crate::render::approval::view::ApprovalView;
use crate::render::company::absence;
use crate::render::html::Html;
use crate::render::meeting::goal;
use crate::render::plan::{origin, prefill};
use crate::say;
use crate::texts::Words;

/// Writes the plan's targets, hours and tasks.
pub fn body(words: Words<'_>, view: &ApprovalView<'_>, doubts: &[Doubt], html: &mut Html) {
    for (metric, last) in &view.metrics {
        if doubts.iter().any(|doubt| doubt.is_about_metric(&metric.key)) {
            html.text("⚠️ ");
        }
        let value = |v: Decimal| words.value(metric, view.currency, v);
        let target = view.plan.draft.target(&metric.key);
        html.text(&metric.name).text(": ").text(&target.map_or_else(|| say!(words, "dash"), value));
        if let (Some(target), Some(last)) = (target, last) {
            let was = match percent_change(*last, target).filter(|change| !change.is_zero()) {
                Some(change) => {
                    let change = words.percent_change(change);
                    say!(words, "approval-target-change", value = value(*last), change = change)
                }
                None => say!(words, "approval-target-was", value = value(*last)),
            };
            html.text(" (").text(&was).text(")");
        }
        html.nl();
        line_comment::at_target(view.plan, metric, html);
    }
    let sum = words.bare_hours(view.plan.draft.minutes());
    let (low, high) = (words.bare_hours(view.budget.low), words.bare_hours(view.budget.high));
    html.text(&say!(words, "approval-load", sum = sum, low = low, high = high));
    if let Some(note) = absence::week_word(words, &view.work) {
        html.text(" · ").text(&note);
    }
    if let Some(share) = goal::share_of(words, view.goals, &view.plan.draft) {
        html.text(" · ").text(&share);
    }
    html.nl().nl();
    for (i, task) in view.plan.draft.tasks.iter().enumerate() {
        if doubts.iter().any(|doubt| doubt.is_about_task(i + 1)) {
            html.text("⚠️ ");
        }
        html.text(&format!("{}. ", i + 1)).text(&task.title);
        if let Some(deliverable) = &task.deliverable {
            html.text(" → ").text(deliverable);
        }
        if let Some(minutes) = task.minutes {
            html.text(" · ").text(&words.hours(minutes));
        }
        if let Some(goal) = &task.goal {
            html.text(" · #").text(goal);
        }
        if let Some(origin) = origin::of_task(words, task) {
            html.text(" · ").italic(origin.as_str());
        }
        html.nl();
        line_comment::at_task(view.plan, task, html);
    }
    prefill::dropped(words, &view.plan.draft, html);
}
