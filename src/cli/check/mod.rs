//! `planerka check`: what is wrong with the set-up and how to mend it.

mod company;
mod database;
mod disk;
mod findings;
mod telegram;

use anyhow::bail;

use crate::cli::check::database::Found;
use crate::cli::check::findings::Findings;
use crate::cli::output;
use crate::config::Settings;

pub(super) async fn check(settings: anyhow::Result<Settings>) -> anyhow::Result<String> {
    let mut findings = Findings::default();
    match settings {
        Ok(settings) => look(&settings, &mut findings).await,
        Err(error) => {
            findings.broken(format!("settings: {}", output::sentence(&error)), "mend the setting and check again")
        }
    }
    if findings.broken == 0 {
        return Ok(findings.text);
    }
    output::print(&findings.text);
    let things = if findings.broken == 1 { "1 thing is" } else { &format!("{} things are", findings.broken) };
    bail!("{things} broken, marked ✗ above")
}

async fn look(settings: &Settings, findings: &mut Findings) {
    match settings.now {
        Some(now) => findings
            .warn(format!("settings: the clock starts at {now} (rehearsal)"), "for real work unset PLANERKA_NOW"),
        None => findings.fine("settings"),
    }
    if let Some(danger) = settings.unsafe_api() {
        findings.warn(danger, "set PLANERKA_API_URL to an https address, or to a server on this machine");
    }
    disk::files(&settings.db, findings);
    let found = database::database(settings, findings).await;
    let me = telegram::token(settings, findings).await;
    let roster = match found {
        Found::Company(roster) => roster,
        Found::NoCompany => return findings.broken("company: not declared", "planerka apply company.toml"),
        Found::Unreadable => return,
    };
    let here = roster.people.iter().filter(|person| !person.left).count();
    let (teams, s) = (roster.teams.len(), if roster.teams.len() == 1 { "" } else { "s" });
    findings.fine(format!("company: {}, {teams} team{s}, {here} people", roster.company));
    company::holidays(settings, &roster, findings);
    telegram::chats(settings, &roster, me.as_ref(), findings).await;
    company::people(&roster, findings);
    company::approvals(&roster, settings.clock().now(), findings);
    company::sources(settings, &roster, findings).await;
}
