//! `/settings`: how the company and each team are set up, short enough for a phone.

use chrono_tz::Tz;

use crate::domain::calendar::ritual::{Ritual, WeekTime};
use crate::domain::calendar::week::Week;
use crate::domain::company::{Formality, Locale, Person, Roster, Team, Visibility};
use crate::domain::plan::budget::{Budget, OverBudget};
use crate::render::buttons::{Action, SettingsAction};
use crate::render::card::Card;
use crate::render::html::{Html, ellipsis};
use crate::say;
use crate::texts::{Words, Zoned};

/// How many teams have a button.
const MOST: usize = 60;
/// The longest label of a button, in characters.
const LABEL: usize = 30;

/// The company: common settings, the calendar, the linked chats.
pub fn company(words: Words<'_>, roster: &Roster, week: Week) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text("⚙️ ").bold(roster.company.as_str()).nl();
    html.text(&match (roster.locale, roster.formality) {
        (Locale::Ru, Formality::Formal) => say!(words, "settings-ru"),
        (Locale::Ru, Formality::Informal) => say!(words, "settings-ru-informal"),
        (Locale::En, _) => say!(words, "settings-en"),
    });
    html.text(" ").text(&say!(words, "settings-zone", zone = roster.timezone.name())).nl();
    let budget = Budget::of(roster.week_minutes, 0);
    let (low, high) = (words.bare_hours(budget.low), words.hours(budget.high));
    html.text(&say!(words, "settings-hours", hours = words.hours(roster.week_minutes), low = low, high = high))
        .text(" ");
    html.text(&match roster.over_budget {
        OverBudget::Warn => say!(words, "settings-over-warn"),
        OverBudget::Block => say!(words, "settings-over-block"),
    });
    html.nl();
    html.text(&match &roster.country {
        Some(country) => say!(words, "settings-holidays", country = country.as_str()),
        None => say!(words, "settings-no-holidays"),
    });
    html.nl();
    ritual(words, &roster.ritual, roster.timezone, week, html);
    let own = |team: &&Team| team.ritual != roster.ritual || roster.team_timezone(team) != roster.timezone;
    let own: Vec<&str> = roster.teams.iter().filter(own).map(|team| team.name.as_str()).collect();
    if !own.is_empty() {
        html.text(&say!(words, "settings-own-times", names = own.join(", "))).nl();
    }
    html.nl().bold(say!(words, "settings-chats").as_str()).nl();
    let syncs = roster.syncs.iter().map(|sync| (sync.name.as_str(), sync.chat));
    for (name, chat) in roster.teams.iter().map(|team| (team.name.as_str(), team.chat)).chain(syncs) {
        html.text(if chat.is_some() { "✅ " } else { "▫️ " }).text(name).nl();
    }
    html.text(&match roster.chat {
        Some(_) => say!(words, "settings-company-chat"),
        None => say!(words, "settings-company-private"),
    });
    html.nl();
    if roster.teams.iter().any(|team| team.chat.is_none()) || roster.syncs.iter().any(|sync| sync.chat.is_none()) {
        html.text(&say!(words, "settings-link")).nl();
    }
    html.nl().text(&say!(words, "settings-where"));
    let keys: Vec<(String, Action)> = roster
        .teams
        .iter()
        .take(MOST)
        .map(|team| (ellipsis(&team.name, LABEL), SettingsAction::Team { team: team.id }.into()))
        .collect();
    for row in keys.chunks(2) {
        card = card.row(row.iter().map(|(label, action)| (label.clone(), action)));
    }
    card
}

/// Everything the card of one team shows.
#[derive(Debug)]
pub struct TeamView<'a> {
    /// Who works here.
    pub roster: &'a Roster,
    /// The team.
    pub team: &'a Team,
    /// The team's people, grouped by who decides on their plans now: the people, then those who decide.
    pub approvals: Vec<(Vec<&'a Person>, Vec<&'a Person>)>,
    /// The running week.
    pub week: Week,
}

/// A team: its manager, who decides on whose plan, its calendar.
pub fn team(words: Words<'_>, view: &TeamView<'_>) -> Card {
    let (roster, team) = (view.roster, view.team);
    let mut card = Card::default();
    let html = &mut card.html;
    html.text("⚙️ ").bold(team.name.as_str()).nl();
    let name = |id| roster.person(id).map(|p: &Person| p.name.as_str());
    html.text(&match team.manager.and_then(name) {
        Some(head) => say!(words, "settings-head", name = head),
        None => say!(words, "settings-no-head"),
    });
    html.nl();
    if let Some(deputy) = team.deputy.and_then(name) {
        html.text(&say!(words, "settings-deputy", name = deputy)).nl();
    }
    html.text(&match team.visibility {
        Visibility::Names => say!(words, "settings-names"),
        Visibility::Totals => say!(words, "settings-totals"),
    });
    html.nl();
    let zone = roster.team_timezone(team);
    if zone != roster.timezone {
        html.text(&say!(words, "settings-zone", zone = zone.name())).nl();
    }
    html.nl().bold(say!(words, "settings-approvals").as_str()).nl();
    for (authors, approvers) in &view.approvals {
        let names = |some: &[&Person]| some.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", ");
        html.text(&match approvers.is_empty() {
            true => say!(words, "settings-approved-by-nobody", people = names(authors)),
            false => say!(words, "settings-approved-by", people = names(authors), approvers = names(approvers)),
        });
        html.nl();
    }
    ritual(words, &team.ritual, zone, view.week, html);
    html.nl().text(&say!(words, "settings-where"));
    card.button(say!(words, "btn-settings-company"), &SettingsAction::Company.into())
}

/// Writes the calendar, in the order of the week's work.
fn ritual(words: Words<'_>, ritual: &Ritual, zone: Tz, week: Week, html: &mut Html) {
    let at = |time: WeekTime| words.day_time(Zoned { at: time.instant(week, zone), zone });
    let all = |times: &[WeekTime]| match times {
        [] => say!(words, "settings-never"),
        times => times.iter().map(|time| at(*time)).collect::<Vec<_>>().join(", "),
    };
    html.nl().bold(say!(words, "settings-week").as_str()).nl();
    let (open, nudges, due) = (at(ritual.plan_open), all(&ritual.plan_nudges), at(ritual.plan_due));
    html.text(&say!(words, "settings-plan", open = open, nudges = nudges, due = due)).nl();
    let (nudges, due) = (all(&ritual.approval_nudges), at(ritual.approval_due));
    html.text(&say!(words, "settings-approval", nudges = nudges, due = due)).nl();
    if let Some(pulse) = ritual.pulse {
        html.text(&say!(words, "settings-pulse", at = at(pulse))).nl();
    }
    let (open, nudges, due) = (at(ritual.report_open), all(&ritual.report_nudges), at(ritual.report_due));
    html.text(&say!(words, "settings-report", open = open, nudges = nudges, due = due)).nl();
    html.text(&say!(words, "settings-posts", digest = at(ritual.digest), agenda = at(ritual.agenda))).nl();
}
