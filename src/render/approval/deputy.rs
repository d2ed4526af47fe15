//! Deputies, and plans that are handed to somebody else.

use chrono::NaiveDate;

use crate::domain::approval::chain::Decider;
use crate::domain::company::{Person, Roster};
use crate::domain::plan::{Plan, PlanState};
use crate::render::buttons::{Action, AwayAction};
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// `Вера Лис (за руководителя: Ольга Белова)`.
pub fn names(words: Words<'_>, deciders: &[Decider<'_>]) -> String {
    let one = |decider: &Decider<'_>| {
        let name = decider.person.name.as_str();
        match decider.instead_of {
            Some(head) => say!(words, "decider-instead", name = name, manager = head.name.as_str()),
            None => name.to_owned(),
        }
    };
    deciders.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The first line of the inbox for somebody to whom new plans were handed: whose they are.
pub fn now_yours(words: Words<'_>, roster: &Roster, new: &[&Plan]) -> String {
    let mut teams = new.iter().filter_map(|plan| roster.person(plan.person)).map(|author| author.team);
    let first = teams.next();
    let team = first.filter(|first| teams.all(|team| team == *first)).and_then(|id| roster.team(id));
    let manager = team.and_then(|team| team.manager).and_then(|id| roster.person(id));
    match (team, manager) {
        (Some(team), Some(manager)) if new.iter().all(|plan| plan.level > 0) => {
            say!(words, "approval-escalated", team = team.name.as_str(), manager = manager.name.as_str())
        }
        _ => say!(words, "approval-handed", count = new.len()),
    }
}

/// Tells the author who holds the plan now.
pub fn whose_now(words: Words<'_>, plan: &Plan, deciders: &[Decider<'_>]) -> Card {
    let (week, names) = (words.week(plan.week), names(words, deciders));
    let text = if plan.level > 0 {
        say!(words, "plan-escalated", week = week, names = names)
    } else {
        say!(words, "plan-handed", week = week, names = names)
    };
    Card::sentence(&text)
}

/// The card of a plan in the chat of somebody who no longer decides on it.
pub fn no_longer_yours(words: Words<'_>, author: &Person, plan: &Plan, deciders: &[Decider<'_>]) -> Card {
    let mut card = Card::default();
    let (name, week) = (author.name.as_str(), words.week(plan.week));
    card.html.text("📝 ").bold(say!(words, "approval-title", name = name, week = week).as_str()).nl();
    if author.left {
        card.html.text(&say!(words, "approval-left"));
    } else if plan.state == PlanState::Submitted && !deciders.is_empty() {
        card.html.text(&say!(words, "approval-elsewhere", names = names(words, deciders)));
    } else {
        card.html.text(&say!(words, "approval-not-yours"));
    }
    card
}

/// One of a manager's deputies.
#[derive(Debug, Clone, Copy)]
pub struct DeputyLine<'a> {
    /// The deputy's name.
    pub name: &'a str,
    /// The first and the last day; none for a deputy whenever the manager is not there.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The id of a deputy that was named in the chat and can be cancelled there; none for one of `company.toml`.
    pub id: Option<i64>,
    /// The deputy has left or has not joined yet.
    pub gone: bool,
}

/// Everything the card of `/deputy` shows.
#[derive(Debug)]
pub struct DeputyView<'a> {
    /// The deputies whose days are not over.
    pub deputies: Vec<DeputyLine<'a>>,
    /// The people who are offered as deputies.
    pub candidates: Vec<&'a Person>,
    /// What just happened.
    pub lead: Option<String>,
}

/// `/deputy`.
pub fn card(words: Words<'_>, view: &DeputyView<'_>) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    if let Some(lead) = &view.lead {
        html.text(lead).nl().nl();
    }
    html.bold(say!(words, "deputy-title").as_str()).nl();
    if view.deputies.is_empty() {
        html.text(&say!(words, "deputy-none")).nl();
    }
    for deputy in &view.deputies {
        let when = when(words, deputy.days);
        html.text("• ").text(deputy.name).text(" · ").text(&when);
        if deputy.id.is_none() {
            html.text(" · ").text(&say!(words, "deputy-of-file"));
        }
        if deputy.gone {
            html.text(" · ").text(&say!(words, "deputy-gone"));
        }
        html.nl();
    }
    html.nl().text(&say!(words, "deputy-hint"));
    for deputy in &view.deputies {
        if let Some(id) = deputy.id {
            let label = say!(words, "btn-deputy-cancel", name = deputy.name, when = when(words, deputy.days));
            card = card.button(label, &Action::Away(AwayAction::CancelDeputy { deputy: id }));
        }
    }
    let buttons: Vec<(String, Action)> = view
        .candidates
        .iter()
        .map(|p| (p.name.clone(), Action::Away(AwayAction::NameDeputy { person: p.id })))
        .collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// `30 ноября – 4 декабря`, or whenever the manager is not there.
pub fn when(words: Words<'_>, days: Option<(NaiveDate, NaiveDate)>) -> String {
    match days {
        Some((from, to)) => words.days(from, to),
        None => say!(words, "deputy-always"),
    }
}

/// Tells somebody that they are a deputy now.
pub fn named(words: Words<'_>, manager: &str, days: Option<(NaiveDate, NaiveDate)>) -> Card {
    let text = match days {
        Some((from, to)) => say!(words, "deputy-you-days", manager = manager, days = words.days(from, to)),
        None => say!(words, "deputy-you", manager = manager),
    };
    Card::sentence(&text)
}
