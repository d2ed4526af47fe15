//! What is allowed in the file and probably not meant.

use crate::domain::company::Role;
use crate::domain::company::declaration::check;
use crate::domain::company::declaration::zone::odd_zone;
use crate::domain::company::declaration::{Declaration, DeclaredTeam};
use crate::domain::meeting::goal::Level;
use crate::domain::numbers::definitions::MOST_METRICS;

/// What is allowed and probably not meant.
pub(super) fn warnings(declaration: &Declaration) -> Vec<String> {
    let mut warnings = Vec::new();
    names(declaration, &mut warnings);
    zones(declaration, &mut warnings);
    heads(declaration, &mut warnings);
    if !declaration.people.iter().any(|person| person.role == Role::Admin) {
        warnings
            .push("nobody is admin: give one [[person]] role = \"admin\", who can settle what others cannot".into());
    }
    for goal in declaration.goals.iter().filter(|goal| goal.level == Level::Tactical) {
        for (what, lacks) in [("owner", goal.owner.is_none()), ("due", goal.due.is_none())] {
            if lacks {
                warnings.push(format!("[[goal]] {} is tactical and has no {what}", goal.key));
            }
        }
    }
    for person in declaration.people.iter().filter(|person| person.metrics.len() > MOST_METRICS) {
        let count = person.metrics.len();
        warnings
            .push(format!("[[person]] {} has {count} metrics: three to five are what one can steer by", person.key));
    }
    for team in &declaration.teams {
        let manager = team.manager.as_ref().and_then(|key| declaration.people.iter().find(|p| p.key == *key));
        match manager {
            Some(manager) if manager.role == Role::Employee => warnings.push(format!(
                "{} manages {} with role \"employee\": give them role = \"manager\" for the manager's commands",
                manager.key, team.key
            )),
            None => warnings.push(format!("[[team]] {} has no manager: the admins approve its plans", team.key)),
            Some(_) => {}
        }
        if !declaration.people.iter().any(|person| person.team == team.key) {
            warnings.push(format!("[[team]] {} has no people", team.key));
        }
        let ritual = team.ritual.over(&declaration.company.ritual);
        if check::minute_of_week(ritual.digest) < check::minute_of_week(ritual.report_due) {
            warnings.push(format!(
                "the digest of {} ({}) comes before its reports are due ({})",
                team.key, ritual.digest, ritual.report_due
            ));
        }
    }
    warnings
}

/// Two of one name: in the chat nobody could tell them apart.
fn names(declaration: &Declaration, warnings: &mut Vec<String>) {
    let metrics = declaration.metrics.iter().map(|metric| (metric.key.as_str(), metric.name.as_str()));
    let people = declaration.people.iter().map(|person| (person.key.as_str(), person.name.as_str()));
    let teams = declaration.teams.iter().map(|team| (team.key.as_str(), team.name.as_str()));
    let syncs = declaration.syncs.iter().map(|sync| (sync.key.as_str(), sync.name.as_str()));
    for (kind, all) in [
        ("metric", metrics.collect::<Vec<_>>()),
        ("person", people.collect()),
        ("team", teams.collect()),
        ("sync", syncs.collect()),
    ] {
        let folded = |name: &str| name.to_lowercase().replace('ё', "е");
        for (i, (key, name)) in all.iter().enumerate() {
            if let Some((other, _)) = all[..i].iter().find(|(_, earlier)| folded(earlier) == folded(name)) {
                warnings.push(format!(
                    "[[{kind}]] {other} and {key} have one name, \"{name}\": nobody can tell them apart in the chat"
                ));
            }
        }
    }
}

fn zones(declaration: &Declaration, warnings: &mut Vec<String>) {
    let company = [("[company]".to_owned(), Some(declaration.company.timezone))];
    let teams = declaration.teams.iter().map(|team| (format!("[[team]] {}", team.key), team.timezone));
    let people = declaration.people.iter().map(|person| (format!("[[person]] {}", person.key), person.timezone));
    for (place, zone) in company.into_iter().chain(teams).chain(people) {
        warnings.extend(zone.and_then(odd_zone).map(|odd| format!("timezone in {place}: {odd}")));
    }
}

/// Heads who head each other, directly or in a circle: each of them would approve the plans of who approves theirs.
fn heads(declaration: &Declaration, warnings: &mut Vec<String>) {
    let team_of = |person: &str| -> Option<&DeclaredTeam> {
        let person = declaration.people.iter().find(|known| known.key == person)?;
        declaration.teams.iter().find(|team| team.key == person.team)
    };
    let head_of = |person: &str| team_of(person)?.manager.as_deref().filter(|head| *head != person);
    let mut told: Vec<&str> = Vec::new();
    for start in declaration.teams.iter().filter_map(|team| team.manager.as_deref()) {
        let mut circle = vec![start];
        while let Some(head) = circle.last().and_then(|last| head_of(last)).filter(|head| !circle.contains(head)) {
            circle.push(head);
        }
        let closes = circle.len() > 1 && circle.last().and_then(|last| head_of(last)) == Some(start);
        if closes && !told.contains(&start) {
            warnings.push(format!(
                "{} head each other: let one of them be in a team that an admin or nobody of them heads",
                circle.join(" and ")
            ));
            told.extend(circle);
        }
    }
}
