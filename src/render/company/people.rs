//! Lists of people: who has handed in their plan and report, and who has joined.

use chrono::NaiveDate;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::company::absence::Absence;
use crate::domain::plan::PlanState;
use crate::render::buttons::{Action, ReportAction};
use crate::render::card::Card;
use crate::render::company::absence;
use crate::say;
use crate::texts::Words;

/// One line of `/team`.
#[derive(Debug)]
pub struct TeamLine<'a> {
    /// Whose line it is.
    pub person: PersonId,
    /// Their name.
    pub name: &'a str,
    /// The plan's state, and whether it was late; none where there is no plan.
    pub plan: Option<(PlanState, bool)>,
    /// Whether the report is sent, and whether it was late; none where there is no report.
    pub report: Option<(bool, bool)>,
    /// Whether the person works in the week that is planned, and in the week that is reported.
    pub works: (bool, bool),
    /// The absence that covers today, or the whole week that is planned.
    pub away: Option<&'a Absence>,
}

/// `/team` for one team.
pub fn team(words: Words<'_>, name: &str, plan: Week, report: Week, lines: &[TeamLine<'_>]) -> Card {
    let mut card = Card::default();
    let title = say!(words, "team-title", team = name, plan = words.week(plan), report = words.week(report));
    card.html.bold(title.as_str()).nl();
    for line in lines {
        let plan = match line.plan {
            None | Some((PlanState::Draft, _)) if !line.works.0 => say!(words, "state-not-needed"),
            None => say!(words, "state-none"),
            Some((state, late)) => late_too(words, state_name(words, state), late),
        };
        let report = match line.report {
            None | Some((false, _)) if !line.works.1 => say!(words, "state-not-needed"),
            None => say!(words, "state-none"),
            Some((false, _)) => say!(words, "state-draft"),
            Some((true, late)) => late_too(words, say!(words, "state-sent"), late),
        };
        card.html.text("• ").text(&say!(words, "team-line", name = line.name, plan = plan, report = report));
        if let Some(absence) = line.away {
            card.html.text(" · ").text(&absence::until(words, absence));
        }
        card.html.nl();
    }
    let sent = lines.iter().filter(|line| line.report.is_some_and(|(sent, _)| sent));
    let buttons: Vec<(String, Action)> = sent
        .map(|line| {
            let see = ReportAction::See { person: line.person, week: report };
            (say!(words, "btn-reported", name = line.name), Action::Report(see))
        })
        .collect();
    for pair in buttons.chunks(2) {
        card = card.row(pair.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

fn state_name(words: Words<'_>, state: PlanState) -> String {
    match state {
        PlanState::Draft => say!(words, "state-draft"),
        PlanState::Submitted => say!(words, "state-submitted"),
        PlanState::Returned => say!(words, "state-returned"),
        PlanState::Approved => say!(words, "state-approved"),
    }
}

fn late_too(words: Words<'_>, state: String, late: bool) -> String {
    if late { format!("{state} ({})", say!(words, "state-late")) } else { state }
}

/// `/people`: who has not joined yet, who cannot be reached.
pub fn people(words: Words<'_>, joined: usize, total: usize, waiting: &[String], unreachable: &[String]) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.bold(say!(words, "people-title", joined = joined, total = total).as_str()).nl();
    for (title, names) in [(say!(words, "people-waiting"), waiting), (say!(words, "people-unreachable"), unreachable)] {
        if !names.is_empty() {
            html.nl().bold(title.as_str()).nl();
            for name in names {
                html.text("• ").text(name).nl();
            }
        }
    }
    html.nl().text(&say!(words, "people-invite"));
    card
}

/// A new personal link.
pub fn invitation(words: Words<'_>, name: &str, until: NaiveDate, link: &str) -> Card {
    let mut card = Card::default();
    card.html.text(&say!(words, "invite-link", name = name, date = words.day_month(until))).nl().text(link);
    card
}
