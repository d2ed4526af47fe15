//! Greeting, help, and the commands each role has.

use crate::domain::company::Role;
use crate::render::card::Card;
use crate::say;
use crate::texts::Words;

/// The commands a person has, with their descriptions, in the order Telegram shows them.
pub fn commands(words: Words<'_>, role: Role, in_sync: bool) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("plan", say!(words, "cmd-plan")),
        ("week", say!(words, "cmd-week")),
        ("add", say!(words, "cmd-add")),
        ("report", say!(words, "cmd-report")),
        ("me", say!(words, "cmd-me")),
        ("history", say!(words, "cmd-history")),
        ("regular", say!(words, "cmd-regular")),
        ("away", say!(words, "cmd-away")),
        ("goals", say!(words, "cmd-goals")),
    ];
    if role >= Role::Manager {
        all.push(("inbox", say!(words, "cmd-inbox")));
        all.push(("team", say!(words, "cmd-team")));
        all.push(("digest", say!(words, "cmd-digest")));
        all.push(("deputy", say!(words, "cmd-deputy")));
        all.push(("reopen", say!(words, "cmd-reopen")));
        all.push(("target", say!(words, "cmd-target")));
        all.push(("metrics", say!(words, "cmd-metrics")));
    }
    if in_sync {
        all.push(("agenda", say!(words, "cmd-agenda")));
        all.push(("decision", say!(words, "cmd-decision")));
        all.push(("hypothesis", say!(words, "cmd-hypothesis")));
        all.push(("insight", say!(words, "cmd-insight")));
        all.push(("blocker", say!(words, "cmd-blocker")));
    }
    if role >= Role::Manager {
        all.push(("link", say!(words, "cmd-link")));
        all.push(("export", say!(words, "cmd-export")));
        all.push(("import", say!(words, "cmd-import")));
    }
    if role == Role::Admin {
        all.push(("settings", say!(words, "cmd-settings")));
        all.push(("people", say!(words, "cmd-people")));
        all.push(("invite", say!(words, "cmd-invite")));
        all.push(("status", say!(words, "cmd-status")));
    }
    all.push(("language", say!(words, "cmd-language")));
    all.push(("help", say!(words, "cmd-help")));
    all.push(("cancel", say!(words, "cmd-cancel")));
    all
}

/// `/help`.
pub fn card(words: Words<'_>, role: Role, in_sync: bool) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.bold(say!(words, "help-head").as_str()).nl();
    html.text(&say!(words, "help-employee")).nl().nl();
    html.bold(say!(words, "help-commands").as_str()).nl();
    for (name, what) in commands(words, role, in_sync) {
        html.text("/").text(name).text(" — ").text(&what).nl();
    }
    card
}

/// Greets somebody who has just joined. `next` is when they will be asked for a plan; none where they are asked at
/// once.
pub fn welcome(words: Words<'_>, first_name: &str, company: &str, next: Option<&str>, leads: &[&str]) -> Card {
    let mut card = Card::default();
    let html = &mut card.html;
    html.text(&say!(words, "welcome", name = first_name, company = company)).nl();
    if !leads.is_empty() {
        html.text(&say!(words, "welcome-manager", teams = leads.join(", "))).nl();
    }
    if let Some(next) = next {
        html.text(&say!(words, "welcome-next", when = next)).nl();
    }
    html.nl().text(&say!(words, "help-employee"));
    card
}
