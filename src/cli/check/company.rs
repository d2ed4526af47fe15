//! The company: who has joined, who approves whose plans, public holidays, and the systems that are asked for numbers.

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};

use crate::cli::check::findings::Findings;
use crate::cli::output;
use crate::config::Settings;
use crate::domain::approval::chain::Decider;
use crate::domain::company::{Deputy, Locale, Person, Roster, Team};
use crate::fetch::{Sources, week_to_check};
use crate::render::numbers::source::reason;
use crate::texts::Texts;

/// How far ahead public holidays should be known.
const HOLIDAYS_AHEAD: TimeDelta = TimeDelta::days(60);

/// Checks that each source belongs to somebody and answers, and shows the number it gives.
pub(super) async fn sources(settings: &Settings, roster: &Roster, findings: &mut Findings) {
    let ready = settings.sources().and_then(|all| Ok((all, Sources::new(all.to_vec())?, Texts::load()?)));
    let (all, client, texts) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            return findings.broken(format!("sources: {}", output::sentence(&error)), "set it for the service");
        }
    };
    for source in all {
        let name = &source.name;
        let (person, metric) = match source.target(roster) {
            Ok(target) => target,
            Err(misfit) => {
                findings.broken(format!("source {name}: {misfit}"), "mend [[source]] in planerka.toml or company.toml");
                continue;
            }
        };
        let (week, zone) = week_to_check(roster, person, settings.clock().now());
        let what = format!("source {name}: {} of {} in {week}", metric.key, person.key);
        match client.ask(source, week, zone).await {
            Ok(value) => findings.fine(format!("{what} is {value}")),
            Err(trouble) => findings.broken(
                format!("{what}: {}", reason(texts.of(Locale::En), &trouble)),
                "try its url by hand with the same headers; until then people type the number in",
            ),
        }
    }
}

/// Checks that the country's public holidays are known far enough ahead.
pub(super) fn holidays(settings: &Settings, roster: &Roster, findings: &mut Findings) {
    let Some(country) = &roster.country else { return };
    let soon = (settings.clock().now() + HOLIDAYS_AHEAD).with_timezone(&roster.timezone).year();
    match roster.holidays().years() {
        Some(years) if years.contains(&soon) => {
            findings.fine(format!("public holidays of {country}: {} to {}", years.start(), years.end()));
        }
        Some(years) => findings.warn(
            format!(
                "public holidays of {country} are known for {} to {}: in {soon} none are counted",
                years.start(),
                years.end()
            ),
            "install a newer version of planerka",
        ),
        None => findings.warn(
            format!("country {country}: its public holidays are not known, none are counted"),
            "name one of the known countries in company.toml, or none",
        ),
    }
}

pub(super) fn people(roster: &Roster, findings: &mut Findings) {
    let here: Vec<&Person> = roster.people.iter().filter(|person| !person.left).collect();
    let joined = here.iter().filter(|person| person.active()).count();
    if joined == here.len() {
        findings.fine("everybody has joined");
    }
    let who = |person: &Person| format!("{} ({})", person.name, person.key);
    let waiting: Vec<String> = here.iter().filter(|person| !person.active()).map(|person| who(person)).collect();
    if !waiting.is_empty() {
        findings.warn(
            format!("{} of {} have not joined: {}", waiting.len(), here.len(), waiting.join(", ")),
            "planerka apply prints everybody's link, planerka invite KEY makes a new one",
        );
    }
    for person in &here {
        if let Some(since) = person.unreachable_since {
            let mend = "ask them to unblock the bot and send it /start";
            let since = since.format("%Y-%m-%d %H:%M UTC");
            findings.warn(format!("{} cannot be reached since {since}", who(person)), mend);
        }
    }
}

/// Shows who approves whose plans at present, and warns if that is nobody, the author alone, or somebody who cannot be reached.
pub(super) fn approvals(roster: &Roster, now: DateTime<Utc>, findings: &mut Findings) {
    for team in &roster.teams {
        stand_ins(roster, team, now, findings);
        let mut groups: Vec<(Vec<Decider<'_>>, Vec<&str>)> = Vec::new();
        for person in roster.members(team.id) {
            let deciders = roster.deciders(person, now, 0);
            if deciders.iter().any(|d| d.person.id == person.id) {
                findings.warn(
                    format!("{} ({}) approves their own plans: nobody else is above them", person.name, person.key),
                    "give a second person role = \"admin\"",
                );
                continue;
            }
            match groups.iter_mut().find(|(known, _)| *known == deciders) {
                Some((_, people)) => people.push(&person.key),
                None => groups.push((deciders, vec![&person.key])),
            }
        }
        for (deciders, people) in groups {
            let people = people.join(", ");
            let names: Vec<String> = deciders.iter().map(decider_name).collect();
            if deciders.is_empty() {
                findings.warn(
                    format!("nobody who has joined approves the plans of {people} (team {})", team.key),
                    "let the team's manager or an admin join",
                );
            } else if !deciders.iter().any(|d| d.person.reachable()) {
                findings.warn(
                    format!(
                        "plans of {people} (team {}) go to {}, who cannot be reached",
                        team.key,
                        names.join(" or ")
                    ),
                    "let the team's manager or an admin unblock the bot",
                );
            } else {
                findings.fine(format!("plans of {people} (team {}) go to {}", team.key, names.join(" or ")));
            }
        }
    }
}

fn decider_name(decider: &Decider<'_>) -> String {
    match decider.instead_of {
        Some(head) => format!("{} (for {})", decider.person.name, head.name),
        None => decider.person.name.clone(),
    }
}

/// Warns of managers who have left, and of deputies who have left or not joined.
fn stand_ins(roster: &Roster, team: &Team, now: DateTime<Utc>, findings: &mut Findings) {
    let who = |person: &Person| format!("{} ({})", person.name, person.key);
    let manager = team.manager.and_then(|id| roster.person(id));
    if let Some(manager) = manager.filter(|manager| manager.left) {
        findings.warn(
            format!("team {}: its manager {} has left", team.key, who(manager)),
            "name another manager in company.toml",
        );
    }
    let today = now.with_timezone(&roster.team_timezone(team)).date_naive();
    let current = |d: &&Deputy| Some(d.manager) == team.manager && d.days.is_none_or(|(_, to)| to >= today);
    let named = roster.deputies.iter().filter(current).map(|d| (d.person, "/deputy"));
    for (id, place) in team.deputy.map(|id| (id, "company.toml")).into_iter().chain(named) {
        let Some(deputy) = roster.person(id).filter(|deputy| !deputy.active()) else { continue };
        let why = if deputy.left { "has left" } else { "has not joined" };
        let mend = format!("let them join, or name another deputy ({place})");
        findings.warn(format!("team {}: the deputy {} {why}", team.key, who(deputy)), &mend);
    }
}
