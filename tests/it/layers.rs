//! The direction of imports, and the one place that asks what time it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::{imports, within};
use crate::texts::sources;

/// What a layer may import from, beside itself. Of `render`, `storage` knows the messages that wait to be sent, and no more.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("texts", &["domain"]),
    // `Plan` and what belongs to it are on their way into the domain.
    ("render", &["domain", "texts", "storage::plan"]),
    ("storage", &["domain", "render::message"]),
    ("cards", &["domain", "storage", "texts", "render", "unit"]),
    ("jobs", &["domain", "storage", "texts", "render", "cards", "context", "runner", "unit"]),
    (
        "chat",
        &["domain", "storage", "texts", "render", "cards", "jobs", "export", "import", "unit", "runner", "context"],
    ),
    ("import", &["domain", "texts"]),
    ("fetch", &["domain", "storage", "import", "chat", "jobs", "telegram", "runner", "context", "unit"]),
    ("telegram", &["domain", "storage", "render", "jobs", "chat", "runner", "context", "unit"]),
    ("sandbox", &[]),
];

/// Imports that go back, to be turned round one day. Without them, no file imports what imports it in turn.
const BACK: &[(&str, &str)] = &[
    ("chat::plan::over_budget", "chat::plan::writing"),
    ("chat::plan::writing", "chat::plan::version"),
    ("domain::plan", "domain::plan::calibration"),
    ("storage::outbox::card_key", "storage::plan"),
    ("storage::plan", "storage::approval::line_comment"),
    ("storage::plan", "storage::approval::plan_message"),
    ("storage::plan", "storage::approval::waiting"),
    ("storage::plan", "storage::plan::rows"),
    ("storage::plan", "storage::plan::undo"),
    ("storage::plan", "storage::week::task"),
    ("storage::plan::version", "storage::plan::rows"),
];

#[test]
fn imports_go_one_way() {
    let imports = imports();
    for (layer, allowed) in LAYERS {
        assert!(imports.contains_key(*layer), "{layer}");
        for (file, others) in imports.iter().filter(|(file, _)| within(file, layer)) {
            let fits = |other: &str| within(other, layer) || allowed.iter().any(|room| within(other, room));
            let wrong: Vec<&String> = others.iter().filter(|other| !fits(other)).collect();
            assert!(wrong.is_empty(), "{file} imports from {wrong:?}");
        }
    }
}

#[test]
fn no_file_imports_what_imports_it_in_turn() {
    let mut imports = imports();
    for (file, other) in BACK {
        let known = imports.get_mut(*file).is_some_and(|others| others.remove(*other));
        assert!(known, "{file} imports nothing from {other} any more: strike it off");
    }
    for (file, other) in BACK {
        assert!(leads_to(&imports, other, file), "{other} does not need {file} any more: strike it off");
    }
    let circular = |(file, others): (&String, &BTreeSet<String>)| -> Vec<String> {
        let back = others.iter().filter(|other| leads_to(&imports, other, file));
        back.map(|other| format!("{file} -> {other}")).collect()
    };
    let circles: Vec<String> = imports.iter().flat_map(circular).collect();
    assert!(circles.is_empty(), "these import each other in a circle:\n{}", circles.join("\n"));
}

/// Whether a file needs another, directly or through others.
fn leads_to(imports: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        if file == to {
            return true;
        }
        open.extend(imports[file].iter().map(String::as_str).filter(|next| seen.insert(next)));
    }
    false
}

#[test]
fn the_domain_is_pure() {
    for (path, code) in sources("domain") {
        for foreign in ["sqlx", "teloxide", "tokio", "async fn", "std::fs", "std::env"] {
            // `write!` and friends need std::fmt; files and the network belong elsewhere.
            assert!(!code.contains(foreign), "{} uses {foreign}", path.display());
        }
    }
}

#[test]
fn handlers_and_jobs_send_nothing_themselves() {
    for layer in ["chat", "jobs", "cards", "render"] {
        for (path, code) in sources(layer) {
            for foreign in ["teloxide::Bot", "teloxide::requests", "reqwest"] {
                assert!(!code.contains(foreign), "{} uses {foreign}", path.display());
            }
        }
    }
}

#[test]
fn only_the_clock_asks_what_time_it_is() {
    for (path, code) in sources("") {
        let asks = ["Utc::now", "Local::now", "SystemTime::now"].iter().any(|call| code.contains(call));
        assert!(
            !asks || path.ends_with("src/clock.rs") || path.components().any(|c| c.as_os_str() == "sandbox"),
            "{}",
            path.display()
        );
    }
}
