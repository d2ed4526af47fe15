//! The hours of a plan against the budget.

use crate::domain::plan::budget::Load;
use crate::render::html::Html;
use crate::render::plan::view::PlanView;
use crate::say;
use crate::texts::Words;

/// Writes «Задачи · 11 из 24–28 ч».
pub fn load(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    let draft = &view.plan.draft;
    let budget = view.budget;
    let (low, high) = (words.bare_hours(budget.low), words.bare_hours(budget.high));
    let sum = words.bare_hours(draft.minutes());
    html.bold(say!(words, "plan-tasks").as_str()).text(" · ");
    if view.work.days == 0 {
        html.text(&words.hours(draft.minutes()));
    } else {
        html.text(&say!(words, "plan-load", sum = sum.as_str(), low = low.as_str(), high = high.as_str()));
    }
    if budget.load(draft.minutes()) == Load::Amber {
        html.text(" · ").text(&say!(words, "plan-amber"));
    }
}
