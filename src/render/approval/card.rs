//! What an approver sees of one plan: its doubts first, then every line, and what can be decided.

use rust_decimal::Decimal;

use crate::domain::approval::line_comment::{Mark, Spot};
use crate::domain::calendar::workdays::WorkWeek;
use crate::domain::company::{Direction, Metric, Person};
use crate::domain::meeting::goal::{Goal, by_tag};
use crate::domain::numbers::kpi::percent_change;
use crate::domain::numbers::target::suggest;
use crate::domain::plan::budget::{Budget, Load};
use crate::domain::plan::diff::Diff;
use crate::domain::plan::{Draft, PlanState};
use crate::render::approval::{line_comment, reopen};
use crate::render::buttons::{Action, ApprovalAction, PlanAction};
use crate::render::card::Card;
use crate::render::company::absence;
use crate::render::html::{Html, ellipsis};
use crate::render::meeting::goal;
use crate::render::plan::diff::Scale;
use crate::render::plan::prefill::carried_on;
use crate::render::plan::{prefill, version};
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
    /// What the approver is asked.
    pub asking: Asking<'a>,
    /// Its week is over: what was agreed is not opened again, and what was not stays as it was handed in.
    pub over: bool,
    /// The card stands in the inbox, where so many plans wait.
    pub waiting: Option<usize>,
    /// What the version is compared with.
    pub base: Option<Base>,
    /// What a difference is measured in.
    pub scale: Scale<'a>,
}

/// What the card asks an approver who has pressed «Return».
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Asking<'a> {
    /// Nothing: both decisions are offered.
    Nothing,
    /// Why the plan is returned, or opened again where it was agreed.
    Why,
    /// Which line is wrong; with what was said about others already.
    Where(&'a [Mark]),
    /// What is wrong with this line.
    About(Spot),
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
    /// Keys of metrics whose target is better than the last actual by more than 20 per cent.
    Bold(Vec<String>),
    /// Keys of metrics whose target is easier than in the version before.
    Eased(Vec<String>),
    /// Tasks that are planned for the third week in a row or more: number, and which week it is.
    CarriedOn(Vec<(usize, u32)>),
    /// The company has goals, and no task serves any.
    NoGoal,
}

/// A target further than this from the last actual, in per cent, is bold: the method raises the bar by one.
const BOLD: i64 = 20;

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
    goals: &[Goal],
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
    let bold: Vec<String> =
        metrics.iter().filter(|(m, last)| is_bold(draft, m, *last)).map(|(m, _)| m.key.clone()).collect();
    if !bold.is_empty() {
        doubts.push(Doubt::Bold(bold));
    }
    let carried: Vec<(usize, u32)> = carried_on(draft).collect();
    if !carried.is_empty() {
        doubts.push(Doubt::CarriedOn(carried));
    }
    let serves = |tag: &str| by_tag(goals, tag).is_some_and(|goal| goal.open);
    if goals.iter().any(|goal| goal.open) && !draft.tasks.iter().any(|t| t.goal.as_deref().is_some_and(serves)) {
        doubts.push(Doubt::NoGoal);
    }
    doubts
}

/// Whether a target is better than the last actual by more than 20 per cent. What the bot itself would suggest is not:
/// from three to four is the smallest step there is.
fn is_bold(draft: &Draft, metric: &Metric, last: Option<Decimal>) -> bool {
    let (Some(target), Some(last)) = (draft.target(&metric.key), last) else { return false };
    let suggested = suggest(Some(last), None, metric.direction, metric.unit).map_or(last, |s| s.value);
    let better = match metric.direction {
        Direction::Up => target > suggested,
        Direction::Down => target < suggested,
    };
    better && percent_change(last, target).is_some_and(|change| change.abs() > Decimal::from(BOLD))
}

impl ApprovalView<'_> {
    /// The doubts of the plan as the card has it.
    fn doubts(&self) -> Vec<Doubt> {
        doubts(&self.plan.draft, self.budget, &self.metrics, self.goals, self.base.as_ref())
    }
}

/// Whether a doubt is about this metric.
fn about_metric(doubts: &[Doubt], metric: &Metric) -> bool {
    doubts.iter().any(|doubt| match doubt {
        Doubt::BelowActual(keys) | Doubt::Bold(keys) | Doubt::Eased(keys) => keys.contains(&metric.key),
        Doubt::OverBudget | Doubt::NoDeliverable(_) | Doubt::CarriedOn(_) | Doubt::NoGoal => false,
    })
}

/// Whether a doubt is about the task with this number.
fn about_task(doubts: &[Doubt], number: usize) -> bool {
    doubts.iter().any(|doubt| match doubt {
        Doubt::NoDeliverable(numbers) => numbers.contains(&number),
        Doubt::CarriedOn(carried) => carried.iter().any(|(n, _)| *n == number),
        Doubt::OverBudget | Doubt::BelowActual(_) | Doubt::Bold(_) | Doubt::Eased(_) | Doubt::NoGoal => false,
    })
}

/// The card in whatever state the plan is.
pub fn card(words: Words<'_>, view: &ApprovalView<'_>) -> Card {
    let plan = view.plan;
    let (name, week) = (view.author.name.as_str(), words.week(plan.week));
    let decided_by = view.decided_by.map_or("", |p| p.name.as_str());
    let mut card = Card::default();
    let html = &mut card.html;
    let waits = plan.state == PlanState::Submitted && !view.over;
    let doubts = if waits { view.doubts() } else { Vec::new() };
    match plan.state {
        PlanState::Submitted if view.over => {
            let title = match plan.is_change() {
                true => say!(words, "approval-lapsed-change", name = name, week = week),
                false => say!(words, "approval-lapsed", name = name, week = week),
            };
            html.text("📝 ").bold(title.as_str()).nl();
            html.text(&version::what_counts(words, plan)).nl();
        }
        PlanState::Submitted => {
            html.text("📝 ").bold(say!(words, "approval-title", name = name, week = week).as_str());
            if plan.version > 1 {
                html.text(" · ").text(&say!(words, "approval-version", version = plan.version));
            }
            if plan.late {
                html.text(" · ").text(&say!(words, "approval-late"));
            }
            html.nl();
            for doubt in &doubts {
                html.text("⚠️ ").text(&doubt_text(words, view, doubt)).nl();
                if let (Doubt::OverBudget, Some(reason)) = (doubt, &view.over_reason) {
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
            return back(words, view, card);
        }
    }
    html.nl();
    version::for_approver(words, view, &doubts, html);
    let history = Action::Plan(PlanAction::History { plan: plan.id });
    if plan.state == PlanState::Approved && !view.over {
        let asking_why = view.asking == Asking::Why;
        let card = reopen::under_plan(words, plan, asking_why, card).button(say!(words, "btn-history"), &history);
        return if asking_why { card } else { back(words, view, card) };
    }
    if !waits {
        return back(words, view, card.button(say!(words, "btn-history"), &history));
    }
    let history = (plan.version > 1).then(|| (say!(words, "btn-history"), &history));
    let (id, version) = (plan.id, plan.version);
    match view.asking {
        Asking::Nothing => {
            let give_back = Action::Approval(ApprovalAction::Return { plan: id, version });
            let (edit, ask) = (
                Action::Approval(ApprovalAction::Edit { plan: id, version }),
                Action::Plan(PlanAction::Ask { plan: id }),
            );
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
        Asking::Where(marks) => line_comment::choose(words, plan, &view.metrics, marks, card),
        Asking::About(spot) => line_comment::ask(words, plan, &view.metrics, spot, card),
    }
}

/// The way back to the list, where the card stands in the inbox.
fn back(words: Words<'_>, view: &ApprovalView<'_>, card: Card) -> Card {
    match view.waiting {
        None => card,
        Some(0) => card.button(say!(words, "btn-inbox"), &Action::Approval(ApprovalAction::Inbox)),
        Some(count) => {
            card.button(say!(words, "btn-inbox-count", count = count), &Action::Approval(ApprovalAction::Inbox))
        }
    }
}

/// The plan itself: targets, hours, tasks.
pub fn body(words: Words<'_>, view: &ApprovalView<'_>, doubts: &[Doubt], html: &mut Html) {
    for (metric, last) in &view.metrics {
        if about_metric(doubts, metric) {
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
        if about_task(doubts, i + 1) {
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
        if let Some(origin) = prefill::origin(words, task) {
            html.text(" · ").italic(origin.as_str());
        }
        html.nl();
        line_comment::at_task(view.plan, task, html);
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
        Doubt::BelowActual(keys) => say!(words, "doubt-below", what = far_targets(words, view, keys)),
        Doubt::Bold(keys) => say!(words, "doubt-bold", what = far_targets(words, view, keys)),
        Doubt::NoGoal => say!(words, "doubt-no-goal"),
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

/// «Лиды 120 после 131 (−8 %)» of each of these metrics.
fn far_targets(words: Words<'_>, view: &ApprovalView<'_>, keys: &[String]) -> String {
    let one = |(metric, last): &(&Metric, Option<Decimal>)| {
        let (target, last) = (view.plan.draft.target(&metric.key)?, (*last)?);
        let value = |v: Decimal| words.value(metric, view.currency, v);
        let (name, target_text, last_text) = (metric.name.as_str(), value(target), value(last));
        Some(match percent_change(last, target) {
            Some(change) => {
                let change = words.percent_change(change);
                say!(words, "doubt-target-change", name = name, target = target_text, last = last_text, change = change)
            }
            None => say!(words, "doubt-target", name = name, target = target_text, last = last_text),
        })
    };
    let far = view.metrics.iter().filter(|(metric, _)| keys.contains(&metric.key));
    far.filter_map(one).collect::<Vec<_>>().join("; ")
}
