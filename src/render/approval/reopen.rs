//! Opening an approved plan or a sent report again.

use crate::domain::calendar::week::Week;
use crate::domain::company::Person;
use crate::domain::plan::Plan;
use crate::render::buttons::{Action, ApprovalAction, ReopenAction};
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// The usual reasons for opening something again, by their number in callback data.
pub fn usual_reasons(words: Words<'_>) -> [String; 4] {
    [
        say!(words, "reopen-reason-numbers"),
        say!(words, "reopen-reason-incomplete"),
        say!(words, "reopen-reason-priorities"),
        say!(words, "reopen-reason-asked"),
    ]
}

/// Adds the button under an approved plan to open it again, or, once that was tapped, the usual reasons.
pub fn under_plan(words: Words<'_>, plan: &Plan, asking_why: bool, mut card: Card) -> Card {
    let (id, version) = (plan.id, plan.version);
    if !asking_why {
        return card.button(say!(words, "btn-reopen"), &Action::Reopen(ReopenAction::Plan { plan: id, version }));
    }
    card.html.nl().bold(say!(words, "reopen-why").as_str());
    for (reason, text) in (0u8..).zip(usual_reasons(words)) {
        card = card.button(text, &Action::Reopen(ReopenAction::PlanBecause { plan: id, version, reason }));
    }
    card.button(say!(words, "btn-back"), &Action::Approval(ApprovalAction::Open { plan: id }))
}

/// The plans and the report of a person that can be opened again.
#[derive(Debug, Default)]
pub struct Reopenable {
    /// Approved plans of weeks that are not over: id, version, week.
    pub plans: Vec<(i64, i64, Week)>,
    /// The week of the last report, where it is sent.
    pub report: Option<Week>,
}

impl Reopenable {
    /// Whether nothing can be opened again.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty() && self.report.is_none()
    }
}

/// The choice of a person, among those who have something that can be opened again.
pub fn people(words: Words<'_>, people: &[&Person]) -> Card {
    let mut card = Card::default();
    if people.is_empty() {
        card.html.text(&say!(words, "reopen-nobody"));
        return card;
    }
    card.html.bold(say!(words, "reopen-whose").as_str());
    let buttons: Vec<(String, Action)> =
        people.iter().map(|p| (p.name.clone(), Action::Reopen(ReopenAction::Of { person: p.id }))).collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// The choice of a plan or report of somebody that is to be opened again.
pub fn choice(words: Words<'_>, person: &Person, what: &Reopenable) -> Card {
    let mut card = Card::default();
    card.html.bold(&*person.name).nl();
    if what.is_empty() {
        card.html.text(&say!(words, "reopen-nothing"));
        return card;
    }
    card.html.text(&say!(words, "reopen-what"));
    for (plan, version, week) in &what.plans {
        let label = say!(words, "btn-reopen-plan", week = words.week(*week));
        card = card.button(label, &Action::Reopen(ReopenAction::Plan { plan: *plan, version: *version }));
    }
    if let Some(week) = what.report {
        let label = say!(words, "btn-reopen-report", week = words.week(week));
        card = card.button(label, &Action::Reopen(ReopenAction::Report { person: person.id, week }));
    }
    card
}

/// The question why a report is opened again, with the usual reasons.
pub fn why_report(words: Words<'_>, person: &Person, week: Week) -> Card {
    let mut card = Card::default();
    let title = say!(words, "reopen-report-title", name = person.name.as_str(), week = words.week(week));
    card.html.bold(title.as_str()).nl().text(&say!(words, "reopen-why"));
    for (reason, text) in (0u8..).zip(usual_reasons(words)) {
        card = card.button(text, &Action::Reopen(ReopenAction::ReportBecause { person: person.id, week, reason }));
    }
    card.button(say!(words, "btn-back"), &Action::Reopen(ReopenAction::Of { person: person.id }))
}

/// Says that a report was opened again, in place of the question.
pub fn report_reopened(words: Words<'_>, person: &Person, week: Week, reason: &str) -> Card {
    let mut card = Card::default();
    let (name, week) = (person.name.as_str(), words.week(week));
    card.html.text("↩️ ").bold(say!(words, "reopen-report-done", name = name, week = week).as_str()).nl();
    card.html.quote(reason);
    card
}

/// Tells the author that their report is open again, and why.
pub fn to_author_of_report(words: Words<'_>, by: &str, week: Week, reason: &str) -> Card {
    let mut card = Card::default();
    let title = say!(words, "reopen-report-yours", name = by, week = words.week(week));
    card.html.text("↩️ ").bold(title.as_str()).nl();
    card.html.quote(reason).nl().text(&say!(words, "reopen-report-next"));
    card
}
