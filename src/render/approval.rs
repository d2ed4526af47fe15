//! What an approver sees: a plan with its doubts first, and the list of what waits.

use rust_decimal::Decimal;

use crate::domain::budget::{Budget, Load};
use crate::domain::company::{Direction, Metric, Person};
use crate::domain::diff::Diff;
use crate::domain::goal::Goal;
use crate::domain::kpi::percent_change;
use crate::domain::plan::{Draft, PlanState};
use crate::domain::week::Week;
use crate::domain::workdays::WorkWeek;
use crate::render::away;
use crate::render::buttons::Action;
use crate::render::card::Card;
use crate::render::diff::Scale;
use crate::render::goal;
use crate::render::html::Html;
use crate::render::html::ellipsis;
use crate::render::nudge::{self, Absent};
use crate::render::prefill::{self, carried_on};
use crate::render::reopen;
use crate::render::version;
use crate::say;
use crate::storage::plan::{Base, Plan};
use crate::texts::Words;

/// Everything the approver's card shows.
#[derive(Debug)]
pub struct ApprovalView<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Whose it is.
    pub author: &'a Person,
    /// Its metrics, each with the last actual.
    pub metrics: Vec<(&'a Metric, Option<Decimal>)>,
    /// Currency of the company.
    pub currency: &'a str,
    /// How much of the author's week may be planned.
    pub budget: Budget,
    /// What is left of the author's week.
    pub work: WorkWeek,
    /// Why it holds more hours than fit, as the author said.
    pub over_reason: Option<String>,
    /// Who decided on it last.
    pub decided_by: Option<&'a Person>,
    /// The company's goals.
    pub goals: &'a [Goal],
    /// The approver pressed «Return» and is asked why.
    pub asking_why: bool,
    /// Agreed, it may still be opened again.
    pub may_reopen: bool,
    /// What the version is compared with.
    pub base: Option<Base>,
    /// What a difference is measured in.
    pub scale: Scale<'a>,
}

/// A fact about a plan that the approver should look at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// More hours than the week holds.
    OverBudget,
    /// Numbers of tasks without an end product.
    NoDeliverable(Vec<usize>),
    /// Keys of metrics whose target is worse than the last actual.
    BelowActual(Vec<String>),
    /// Keys of metrics whose target is easier than in the version before.
    Eased(Vec<String>),
    /// Tasks that are planned for the third week in a row or more: number, and which week it is.
    CarriedOn(Vec<(usize, u32)>),
}

/// The usual reasons for returning a plan, by their number in callback data.
pub fn usual_reasons(words: Words<'_>) -> [String; 4] {
    [
        say!(words, "reason-deliverable"),
        say!(words, "reason-hours"),
        say!(words, "reason-target"),
        say!(words, "reason-priorities"),
    ]
}

/// What the approver should look at first. Facts, shown and never enforced.
pub fn doubts(
    draft: &Draft,
    budget: Budget,
    metrics: &[(&Metric, Option<Decimal>)],
    base: Option<&Base>,
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if let Some(base) = base {
        let way = |key: &str| metrics.iter().find(|(m, _)| m.key == key).map(|(m, _)| m.direction);
        let diff = Diff::between(&base.document, draft);
        let eased: Vec<String> = diff.eased(way).map(str::to_owned).collect();
        if !eased.is_empty() {
            doubts.push(Doubt::Eased(eased));
        }
    }
    if matches!(budget.load(draft.minutes()), Load::Red { .. }) {
        doubts.push(Doubt::OverBudget);
    }
    let open: Vec<usize> =
        draft.tasks.iter().enumerate().filter(|(_, t)| t.deliverable.is_none()).map(|(i, _)| i + 1).collect();
    if !open.is_empty() {
        doubts.push(Doubt::NoDeliverable(open));
    }
    let below: Vec<String> = metrics
        .iter()
        .filter(|(metric, last)| {
            let (Some(target), Some(last)) = (draft.target(&metric.key), last) else { return false };
            match metric.direction {
                Direction::Up => target < *last,
                Direction::Down => target > *last,
            }
        })
        .map(|(metric, _)| metric.key.clone())
        .collect();
    if !below.is_empty() {
        doubts.push(Doubt::BelowActual(below));
    }
    let carried: Vec<(usize, u32)> = carried_on(draft).collect();
    if !carried.is_empty() {
        doubts.push(Doubt::CarriedOn(carried));
    }
    doubts
}

/// The card in whatever state the plan is.
pub fn card(words: Words<'_>, view: &ApprovalView<'_>) -> Card {
    let plan = view.plan;
    let (name, week) = (view.author.name.as_str(), words.week(plan.week));
    let decided_by = view.decided_by.map_or("", |p| p.name.as_str());
    let mut card = Card::default();
    let html = &mut card.html;
    match plan.state {
        PlanState::Submitted => {
            html.text("📝 ").bold(say!(words, "approval-title", name = name, week = week).as_str());
            if plan.version > 1 {
                html.text(" · ").text(&say!(words, "approval-version", version = plan.version));
            }
            if plan.late {
                html.text(" · ").text(&say!(words, "approval-late"));
            }
            html.nl();
            for doubt in doubts(&plan.draft, view.budget, &view.metrics, view.base.as_ref()) {
                html.text("⚠️ ").text(&doubt_text(words, view, &doubt)).nl();
                if let (Doubt::OverBudget, Some(reason)) = (&doubt, &view.over_reason) {
                    html.text("    ").text(&say!(words, "approval-over-reason", reason = reason.as_str())).nl();
                }
            }
        }
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
            return card;
        }
    }
    html.nl();
    version::for_approver(words, view, html);
    let history = Action::PlanHistory { plan: plan.id };
    if plan.state == PlanState::Approved && view.may_reopen {
        let card = reopen::under_plan(words, plan, view.asking_why, card);
        return card.button(say!(words, "btn-history"), &history);
    }
    if plan.state != PlanState::Submitted {
        return card.button(say!(words, "btn-history"), &history);
    }
    let history = (plan.version > 1).then(|| (say!(words, "btn-history"), &history));
    let (plan, version) = (plan.id, plan.version);
    if view.asking_why {
        card.html.nl().bold(say!(words, "approval-why").as_str());
        let mut card = card;
        for (reason, text) in (0u8..).zip(usual_reasons(words)) {
            card = card.button(text, &Action::ReturnBecause { plan, version, reason });
        }
        return card.button(say!(words, "btn-back"), &Action::OpenPlan { plan });
    }
    let give_back = Action::Return { plan, version };
    let (edit, ask) = (Action::EditPlan { plan, version }, Action::AskAboutPlan { plan });
    card.button(say!(words, "btn-approve"), &Action::Approve { plan, version })
        .row([
            (say!(words, "btn-return"), &give_back),
            (say!(words, "btn-change"), &edit),
            (say!(words, "btn-ask"), &ask),
        ])
        .row(history)
}

/// The plan itself: targets, hours, tasks.
pub fn body(words: Words<'_>, view: &ApprovalView<'_>, html: &mut Html) {
    for (metric, last) in &view.metrics {
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
    }
    let sum = words.bare_hours(view.plan.draft.minutes());
    let (low, high) = (words.bare_hours(view.budget.low), words.bare_hours(view.budget.high));
    html.text(&say!(words, "approval-load", sum = sum, low = low, high = high));
    if let Some(note) = away::week_word(words, &view.work) {
        html.text(" · ").text(&note);
    }
    if let Some(share) = goal::share_of(words, view.goals, &view.plan.draft) {
        html.text(" · ").text(&share);
    }
    html.nl().nl();
    for (i, task) in view.plan.draft.tasks.iter().enumerate() {
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
        if let Some(origin) = prefill::origin(words, task) {
            html.text(" · ").italic(origin.as_str());
        }
        html.nl();
    }
    prefill::dropped(words, &view.plan.draft, html);
}

fn doubt_text(words: Words<'_>, view: &ApprovalView<'_>, doubt: &Doubt) -> String {
    match doubt {
        Doubt::OverBudget => {
            let sum = words.bare_hours(view.plan.draft.minutes());
            say!(words, "doubt-over", sum = sum, high = words.bare_hours(view.budget.high))
        }
        Doubt::NoDeliverable(numbers) => {
            let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            say!(words, "doubt-no-deliverable", count = numbers.len(), numbers = list.join(", "))
        }
        Doubt::BelowActual(keys) => {
            let names: Vec<&str> =
                view.metrics.iter().filter(|(m, _)| keys.contains(&m.key)).map(|(m, _)| m.name.as_str()).collect();
            say!(words, "doubt-below", names = names.join(", "))
        }
        Doubt::Eased(keys) => {
            let names: Vec<&str> =
                view.metrics.iter().filter(|(m, _)| keys.contains(&m.key)).map(|(m, _)| m.name.as_str()).collect();
            say!(words, "doubt-eased", names = names.join(", "))
        }
        Doubt::CarriedOn(carried) => {
            let title = |n: usize| view.plan.draft.tasks.get(n.saturating_sub(1)).map_or("", |t| t.title.as_str());
            let one = |(n, week): &(usize, u32)| {
                let title = ellipsis(title(*n), 60);
                say!(words, "doubt-carried-task", title = title, week = i64::from(*week))
            };
            say!(words, "doubt-carried", what = carried.iter().map(one).collect::<Vec<_>>().join("; "))
        }
    }
}

/// One plan in the list of what waits.
#[derive(Debug)]
pub struct Waiting<'a> {
    /// Which.
    pub plan: &'a Plan,
    /// Whose.
    pub author: &'a Person,
    /// How much of the author's week may be planned.
    pub budget: Budget,
    /// How many doubts it raises.
    pub doubts: usize,
}

/// The list of what waits for somebody, and who has not handed in anything.
pub fn inbox(
    words: Words<'_>,
    lead: Option<String>,
    waiting: &[Waiting<'_>],
    missing: &[(Week, Vec<Absent<'_>>)],
) -> Card {
    let mut card = Card::default();
    match lead {
        Some(lead) => card.html.text("⏰ ").bold(lead.as_str()).nl(),
        None if waiting.is_empty() => card.html.text(&say!(words, "inbox-empty")).nl(),
        None => card.html.bold(say!(words, "inbox-title", count = waiting.len()).as_str()).nl(),
    };
    for one in waiting {
        let sum = words.bare_hours(one.plan.draft.minutes());
        let high = words.bare_hours(one.budget.high);
        let (name, week) = (one.author.name.as_str(), words.week(one.plan.week));
        card.html.text("• ").text(&say!(words, "inbox-line", name = name, week = week, sum = sum, high = high));
        if one.doubts > 0 {
            card.html.text(" · ").text(&say!(words, "inbox-doubts", count = one.doubts));
        }
        card.html.nl();
        card = card.button(name.to_owned(), &Action::OpenPlan { plan: one.plan.id });
    }
    for (week, names) in missing.iter().filter(|(_, names)| names.iter().any(|n| n.owes)) {
        card.html.nl().text(&say!(
            words,
            "inbox-missing",
            week = words.week(*week),
            names = nudge::names(words, names)
        ));
    }
    card
}
