//! The inbox: the plans that wait for an approver, with hours and doubts, and whose plans are missing.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::budget::Budget;
use crate::domain::plan::{Plan, PlanId};
use crate::render::buttons::{Action, ApprovalAction};
use crate::render::card::Card;
use crate::render::html::Html;
use crate::render::week::nudge;
use crate::render::week::nudge::Absent;
use crate::say;
use crate::texts::Words;

/// How many plans are listed, since Telegram takes a hundred buttons and 4096 characters. The others follow as these
/// are decided.
pub const LISTED: usize = 40;
/// How many names of plans that were left out fit into the answer to a tap.
const NAMED: usize = 3;

/// One plan in the list of what waits.
#[derive(Debug)]
pub struct Waiting<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its author.
    pub author: &'a Person,
    /// How much of the author's week may be planned.
    pub budget: Budget,
    /// How many doubts it raises.
    pub doubts: usize,
}

/// What stands on top of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Top {
    /// How many plans wait.
    Count,
    /// A reminder.
    Reminder(String),
    /// Whose plans are missing: the term is over.
    Missing,
    /// What was just decided, with its sign; the next one is offered.
    Decided(&'static str, String),
}

/// Everything the list shows.
#[derive(Debug)]
pub struct InboxView<'a> {
    /// What stands on top.
    pub top: Top,
    /// The plans: those without a doubt first.
    pub waiting: Vec<Waiting<'a>>,
    /// The number of the offer to approve all plans without a doubt together.
    pub offer: Option<i64>,
    /// Whose plans are missing, by week.
    pub missing: Vec<(Week, Vec<Absent<'a>>)>,
}

/// The list.
pub fn card(words: Words<'_>, view: &InboxView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    let weeks: Vec<Week> = view.waiting.iter().map(|one| one.plan.week).collect();
    let week = weeks.first().copied().filter(|first| weeks.iter().all(|week| week == first));
    match &view.top {
        Top::Reminder(text) => {
            html.text("⏰ ").bold(text.as_str()).nl();
        }
        Top::Decided(sign, text) => {
            html.text(sign).text(" ").text(text).nl().nl();
        }
        Top::Missing => {
            missing(words, view, html);
            if !view.waiting.is_empty() {
                html.nl();
            }
        }
        Top::Count => {}
    }
    match (&view.top, week) {
        (Top::Reminder(_), _) => {}
        (Top::Missing, _) if view.waiting.is_empty() => {}
        _ if view.waiting.is_empty() => {
            html.text(&say!(words, "inbox-empty")).nl();
        }
        (_, Some(week)) => {
            let title = say!(words, "inbox-title-week", count = view.waiting.len(), week = words.week(week));
            html.text("📝 ").bold(title.as_str()).nl();
        }
        (_, None) => {
            html.text("📝 ").bold(say!(words, "inbox-title", count = view.waiting.len()).as_str()).nl();
        }
    }
    let (clean, doubtful): (Vec<&Waiting<'_>>, Vec<_>) =
        view.waiting.iter().take(LISTED).partition(|one| one.doubts == 0);
    for (title, some) in [(say!(words, "inbox-clean"), &clean), (say!(words, "inbox-doubtful"), &doubtful)] {
        if some.is_empty() {
            continue;
        }
        html.nl().text(&title).nl();
        for one in some {
            line(words, one, week.is_none() || matches!(view.top, Top::Reminder(_)), html);
        }
    }
    let more = view.waiting.len().saturating_sub(LISTED);
    if more > 0 {
        html.nl().text(&say!(words, "inbox-more", count = more)).nl();
    }
    if view.top != Top::Missing {
        html.nl();
        missing(words, view, html);
    }
    buttons(words, view, &clean, &doubtful, card)
}

/// Writes whose plans are missing.
fn missing(words: Words<'_>, view: &InboxView<'_>, html: &mut Html) {
    for (week, names) in view.missing.iter().filter(|(_, names)| names.iter().any(|n| n.owes)) {
        let names = nudge::names(words, names);
        html.text(&say!(words, "inbox-missing", week = words.week(*week), names = names)).nl();
    }
}

fn line(words: Words<'_>, one: &Waiting<'_>, with_week: bool, html: &mut Html) {
    let sum = words.bare_hours(one.plan.draft.minutes());
    let high = words.bare_hours(one.budget.high);
    let name = one.author.name.as_str();
    let text = if with_week {
        say!(words, "inbox-line", name = name, week = words.week(one.plan.week), sum = sum, high = high)
    } else {
        say!(words, "inbox-line-short", name = name, sum = sum, high = high)
    };
    html.text("• ").text(&text);
    if one.plan.late {
        html.text(" · ").text(&say!(words, "approval-late"));
    }
    if one.doubts > 0 {
        html.text(" · ").text(&say!(words, "inbox-doubts", count = one.doubts));
    }
    html.nl();
}

fn buttons(
    words: Words<'_>,
    view: &InboxView<'_>,
    clean: &[&Waiting<'_>],
    doubtful: &[&Waiting<'_>],
    mut card: Card,
) -> Card {
    let next = doubtful.first().filter(|_| matches!(view.top, Top::Decided(..)));
    if let Some(next) = next {
        let label = say!(words, "btn-next-plan", name = next.author.name.as_str());
        card = card.button(label, &Action::Approval(ApprovalAction::Open { plan: next.plan.id }));
    }
    match (view.offer, clean) {
        (_, [one]) => {
            let approve = Action::Approval(ApprovalAction::Approve { plan: one.plan.id, version: one.plan.version });
            card = card.button(say!(words, "btn-approve-one"), &approve);
        }
        (Some(offer), _) => {
            card = card.button(
                say!(words, "btn-approve-clean", count = clean.len()),
                &Action::Approval(ApprovalAction::ApproveClean { offer }),
            );
        }
        (None, _) => {}
    }
    let label = |one: &Waiting<'_>| match one.doubts {
        0 => one.author.name.clone(),
        doubts => format!("{} · ⚠️ {doubts}", one.author.name),
    };
    let names: Vec<(String, PlanId)> = clean.iter().chain(doubtful).map(|one| (label(one), one.plan.id)).collect();
    // The only plan that is left is offered already.
    if next.is_some() && names.len() == 1 {
        return card;
    }
    for pair in names.chunks(2) {
        let open: Vec<Action> =
            pair.iter().map(|(_, plan)| Action::Approval(ApprovalAction::Open { plan: *plan })).collect();
        card = card.row(pair.iter().map(|(name, _)| name.clone()).zip(&open));
    }
    card
}

/// The answer to «approve all»: how many plans were approved, and whose were left out and why.
pub fn approved_together(words: Words<'_>, approved: usize, changed: &[&str], doubtful: &[&str]) -> String {
    let mut text = say!(words, "inbox-approved", count = approved);
    for (names, say) in [
        (changed, say!(words, "inbox-left-changed", names = some_names(words, changed))),
        (doubtful, say!(words, "inbox-left-doubtful", names = some_names(words, doubtful))),
    ] {
        if !names.is_empty() {
            text.push(' ');
            text.push_str(&say);
        }
    }
    text
}

/// A few names, and how many more there are.
fn some_names(words: Words<'_>, names: &[&str]) -> String {
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => say!(words, "inbox-and-more", names = shown, count = more),
    }
}
