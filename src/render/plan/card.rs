//! The author's card of a plan: while it is a draft, and when it waits, is returned or is approved.

use rust_decimal::Decimal;

use crate::domain::company::{Metric, Person};
use crate::domain::numbers::target::Suggestion;
use crate::domain::plan::budget::Load;
use crate::domain::plan::{DraftTask, Missing, Plan, PlanState};
use crate::render::approval::{deputy, line_comment};
use crate::render::buttons::{Action, Edit, GoalAction, HintAction, PlanAction};
use crate::render::card::Card;
use crate::render::company::absence;
use crate::render::html::{Html, ellipsis, utf16_len};
use crate::render::meeting::goal;
use crate::render::pages::{Paged, pages};
use crate::render::plan::load::load;
use crate::render::plan::view::{Face, Page, PlanView};
use crate::render::plan::{calibration, editor, hint, origin, over_budget, prefill, version};
use crate::say;
use crate::texts::Words;

/// The card in whatever state the plan is.
pub fn card(words: Words<'_>, view: &PlanView<'_>) -> Card {
    let plan = view.plan;
    let mut card = Card::default();
    let html = &mut card.html;
    if let Some(lead) = &view.lead {
        html.text("⏰ ").bold(lead.as_str()).nl().nl();
    }
    head(words, view, html);
    version::for_author(words, view, html);
    if let Some(note) = absence::week_note(words, &view.work).filter(|_| plan.state != PlanState::Approved) {
        html.text(&note).nl();
    }
    html.nl();
    targets(words, view, html);
    let paged = tasks(words, view, html);
    goal::doubts(words, view.goals, &plan.draft, html);
    if let Face::OverBudget(hurdle) = view.face
        && let Some(question) = over_budget::question(words, hurdle)
    {
        html.nl().bold(question.as_str());
        return over_budget::buttons(words, view, card);
    }
    if plan.state.editable() {
        prefill::notes(words, view, html);
        calibration::note(words, plan, view.usual_ratio, html);
        html.nl();
        if view.face == Face::Offers {
            html.text(&say!(words, "plan-choose"));
            return prefill::choices(words, plan, card);
        }
        if !view.hints.is_empty() {
            hint::lines(words, plan, &view.hints, view.reader, html);
            html.nl();
        }
        if plan.draft.tasks.is_empty() {
            html.text(&say!(words, "plan-hint")).nl();
            html.italic(say!(words, "plan-hint-form").as_str());
        } else {
            html.text(&say!(words, "plan-hint-edit"));
        }
    }
    with_buttons(words, view, &paged, card)
}

/// Writes the week, the plan's state and what comes next.
fn head(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    let plan = view.plan;
    let week = words.week(plan.week);
    match plan.state {
        PlanState::Draft => {
            html.text("📝 ").bold(say!(words, "plan-title", week = week).as_str()).nl();
            html.text(&terms(words, view)).nl();
        }
        PlanState::Returned => {
            let by = view.decided_by.map_or("", |p| p.name.as_str());
            let title = if plan.reopened {
                say!(words, "plan-opened-again", name = by)
            } else {
                say!(words, "plan-returned", name = by)
            };
            html.text("↩️ ").bold(title.as_str()).nl();
            html.quote(plan.reason.as_deref().unwrap_or_default()).nl();
            html.text(&say!(words, "plan-returned-next")).nl().nl();
            html.bold(say!(words, "plan-title", week = week).as_str()).nl();
            html.text(&terms(words, view)).nl();
        }
        PlanState::Submitted if view.versions.over => {
            let title = match plan.is_change() {
                true => say!(words, "plan-lapsed-change", week = week),
                false => say!(words, "plan-lapsed", week = week),
            };
            html.text("📨 ").bold(title.as_str()).nl();
            html.text(&version::what_counts(words, plan)).nl();
        }
        PlanState::Submitted => {
            html.text("📨 ").bold(say!(words, "plan-sent", week = week).as_str()).nl();
            html.text(&say!(words, "plan-waits", name = deputy::names(words, &view.deciders))).nl();
            html.text(&say!(words, "version-waits-edit")).nl();
        }
        PlanState::Approved => {
            let title = if plan.edited {
                say!(words, "plan-approved-edited", week = week)
            } else {
                say!(words, "plan-approved", week = week)
            };
            html.text("✅ ").bold(title.as_str()).nl();
            html.text(&approved_by(words, plan, view.decided_by)).nl();
            html.text(&say!(words, "plan-approved-next")).nl();
        }
    }
}

/// The short message to the author that the plan is approved. The card itself is edited in place.
pub fn approved(words: Words<'_>, plan: &Plan, by: Option<&Person>) -> Card {
    let mut card = Card::default();
    card.html.text("✅ ").bold(say!(words, "plan-approved", week = words.week(plan.week)).as_str()).nl();
    card.html.text(&approved_by(words, plan, by)).nl();
    card.html.text(&say!(words, "plan-approved-next"));
    card
}

/// Says why a plan cannot be handed in yet.
pub fn missing(words: Words<'_>, missing: &Missing, metrics: &[&Metric]) -> String {
    say!(words, "plan-missing", what = lacks(words, missing, metrics))
}

/// Says what a plan lacks.
pub fn lacks(words: Words<'_>, missing: &Missing, metrics: &[&Metric]) -> String {
    let mut what = Vec::new();
    if !missing.targets.is_empty() {
        let names: Vec<&str> =
            metrics.iter().filter(|m| missing.targets.contains(&m.key)).map(|m| m.name.as_str()).collect();
        what.push(say!(words, "plan-missing-targets", names = names.join(", ")));
    }
    if missing.tasks {
        what.push(say!(words, "plan-missing-tasks"));
    }
    if !missing.hours.is_empty() {
        let numbers: Vec<String> = missing.hours.iter().map(ToString::to_string).collect();
        what.push(say!(words, "plan-missing-hours", count = missing.hours.len(), numbers = numbers.join(", ")));
    }
    what.join("; ")
}

fn approved_by(words: Words<'_>, plan: &Plan, by: Option<&Person>) -> String {
    match by {
        Some(by) if by.id == plan.person => say!(words, "plan-approved-self"),
        Some(by) => say!(words, "plan-approved-by", name = by.name.as_str()),
        None => String::new(),
    }
}

fn terms(words: Words<'_>, view: &PlanView<'_>) -> String {
    let due = match view.due {
        Some(due) if view.now > due.at => say!(words, "plan-late", when = words.moment(due)) + " ",
        Some(due) => say!(words, "plan-due", when = words.day_time(due)) + " ",
        None => String::new(),
    };
    let approver = match view.deciders.as_slice() {
        [] => say!(words, "plan-no-approver"),
        [own] if own.person.id == view.plan.person => say!(words, "plan-self"),
        some => say!(words, "plan-approver", name = deputy::names(words, some)),
    };
    due + &approver
}

fn targets(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    if view.metrics.is_empty() {
        return;
    }
    html.bold(say!(words, "plan-targets").as_str()).nl();
    for (metric, suggestion) in &view.metrics {
        let value = |v: Decimal| words.value(metric, view.currency, v);
        let name = metric.name.as_str();
        let planned = view.plan.draft.target(&metric.key);
        let line = match (planned, suggestion) {
            (Some(target), _) => say!(words, "plan-target", name = name, value = value(target)),
            (None, Some(Suggestion { value: better, from: Some(actual) })) => {
                say!(words, "plan-target-suggested", name = name, was = value(*actual), value = value(*better))
            }
            (None, Some(Suggestion { value: last, from: None })) => {
                say!(words, "plan-target-again", name = name, value = value(*last))
            }
            (None, None) => say!(words, "plan-target-open", name = name),
        };
        html.text(&line);
        if let Some(set) = view.plan.set.iter().find(|set| set.metric == metric.key) {
            let (target, note) = (value(set.target), set.note.as_str());
            html.text(" · ").text(&say!(words, "target-counts", target = target, note = note));
        }
        match suggestion.filter(|_| planned.is_some()) {
            Some(Suggestion { from: Some(actual), .. }) => {
                html.text(" · ").text(&say!(words, "plan-was", value = value(actual)));
            }
            Some(Suggestion { value: last, from: None }) => {
                html.text(" · ").text(&say!(words, "plan-last-target", value = value(last)));
            }
            None => {}
        }
        html.nl();
        line_comment::at_target(view.plan, metric, html);
    }
    html.nl();
}

/// Room for a page of tasks, in UTF-16 units: the rest of the card usually fits into the other half of a message.
const ROOM: usize = 2000;
/// The least room for a page of tasks, in UTF-16 units: enough for one task.
const LEAST_ROOM: usize = 700;
/// The longest end product on the card, in characters. The screen of one task shows more.
const PRODUCT: usize = 300;
/// The longest tag on the card, in characters.
const TAG: usize = 60;

/// Writes the tasks, or a page of them where there are many; gives the pages.
fn tasks(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) -> Paged {
    let draft = &view.plan.draft;
    load(words, view, html);
    html.nl();
    if draft.tasks.is_empty() {
        html.text(&say!(words, "plan-no-tasks")).nl();
    }
    let blocks: Vec<Html> = (1..).zip(&draft.tasks).map(|(number, task)| block(words, view, number, task)).collect();
    let lengths: Vec<usize> = blocks.iter().map(Html::utf16_len).collect();
    let reason = view.plan.reason.as_deref().filter(|_| view.plan.state == PlanState::Returned);
    let room = ROOM.saturating_sub(reason.map_or(0, utf16_len)).max(LEAST_ROOM);
    let pages = pages(&lengths, room);
    let shown = match view.page {
        Page::Number(number) => number.min(pages.len().saturating_sub(1)),
        Page::WithTask(at) => pages.iter().position(|page| page.contains(&at)).unwrap_or(0),
    };
    let paged = Paged { pages, shown };
    let range = paged.range();
    for (_, block) in blocks.into_iter().enumerate().filter(|(at, _)| range.contains(at)) {
        html.push(block);
    }
    if paged.pages.len() > 1 {
        let (from, to, count) = (range.start + 1, range.end, draft.tasks.len());
        html.italic(say!(words, "plan-page", from = from, to = to, count = count).as_str()).nl();
    }
    too_much(words, view, html);
    paged
}

fn block(words: Words<'_>, view: &PlanView<'_>, number: usize, task: &DraftTask) -> Html {
    let mut html = Html::new();
    html.text(&format!("{number}. ")).text(&task.title).text(" · ");
    match task.minutes {
        Some(minutes) => html.text(&words.hours(minutes)),
        None => html.bold(say!(words, "plan-hours-open").as_str()),
    };
    if let Some(goal) = &task.goal {
        html.text(" · #").text(&ellipsis(goal, TAG));
    }
    if let Some(origin) = origin::of_task(words, task) {
        html.text(" · ").italic(origin.as_str());
    }
    html.nl().text("    → ");
    match &task.deliverable {
        Some(deliverable) => html.text(&ellipsis(deliverable, PRODUCT)),
        None => html.italic(say!(words, "plan-deliverable-open").as_str()),
    };
    html.nl();
    line_comment::at_task(view.plan, task, &mut html);
    html
}

fn too_much(words: Words<'_>, view: &PlanView<'_>, html: &mut Html) {
    let (draft, budget) = (&view.plan.draft, view.budget);
    let (low, high) = (words.bare_hours(budget.low), words.bare_hours(budget.high));
    let sum = words.bare_hours(draft.minutes());
    if let Load::Red { over } = budget.load(draft.minutes())
        && view.work.days > 0
        && view.plan.state.editable()
    {
        // Rounded up to half an hour: minutes would look more exact than estimates are.
        let over = words.bare_hours(over.div_ceil(30) * 30);
        let text = if view.work.usual() {
            say!(words, "plan-over", sum = sum, low = low, high = high, over = over)
        } else {
            say!(words, "plan-over-this-week", sum = sum, low = low, high = high, over = over)
        };
        html.nl().text("⚠️ ").text(&text).nl();
    }
}

fn with_buttons(words: Words<'_>, view: &PlanView<'_>, paged: &Paged, card: Card) -> Card {
    let plan = view.plan.id;
    let switch = view.other_week.map(|(week, later)| {
        let label = if later { say!(words, "plan-switch-next") } else { say!(words, "plan-switch-this") };
        (label, Action::Plan(PlanAction::TurnTo { week }))
    });
    let switch = switch.as_ref().map(|(label, action)| (label.clone(), action));
    let turn = |card| paged.turn(card, |page| Action::Plan(PlanAction::Edit { plan, edit: Edit::Page { page } }));
    match view.plan.state {
        PlanState::Draft | PlanState::Returned => {
            let take = Action::Plan(PlanAction::TakeTargets { plan });
            let open = view.metrics.iter().any(|(m, s)| s.is_some() && view.plan.draft.target(&m.key).is_none());
            let take = open.then(|| (say!(words, "btn-take-targets"), &take));
            let read = Action::Hint(HintAction::Show { plan });
            let hints = (!view.hints.is_empty()).then(|| (say!(words, "btn-hints"), &read));
            let goals = Action::Goal(GoalAction::OfPlan { plan });
            let linkable = view.goals.iter().any(|g| g.open) && !view.plan.draft.tasks.is_empty();
            let goals = linkable.then(|| (say!(words, "btn-goals"), &goals));
            let tasks = editor::door(words, view, paged.range().start);
            let tasks = tasks.as_ref().map(|(label, action)| (label.clone(), action));
            let card = card.button(say!(words, "btn-submit"), &Action::Plan(PlanAction::Submit { plan })).row(take);
            let card = calibration::button(words, view.plan, view.usual_ratio, card);
            let card = turn(card).row(tasks.into_iter().chain(hints).chain(goals));
            version::way_back(words, view.plan, editor::undo(words, view.plan, 0, card)).row(switch)
        }
        PlanState::Submitted | PlanState::Approved => {
            let card = turn(version::buttons_for_author(words, view, card));
            editor::undo(words, view.plan, 0, card).row(switch)
        }
    }
}
