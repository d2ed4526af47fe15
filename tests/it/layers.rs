//! The direction of imports, and the one place that asks what time it is.

use crate::texts::sources;

/// The modules of the crate a layer may name; itself always.
const LAYERS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("storage", &["domain"]),
    ("texts", &["domain", "say"]),
    ("render", &["domain", "storage", "texts", "say"]),
    ("cards", &["domain", "storage", "texts", "render", "unit", "say"]),
    ("jobs", &["domain", "storage", "texts", "render", "cards", "context", "runner", "unit", "say"]),
    (
        "chat",
        &[
            "domain", "storage", "texts", "render", "cards", "jobs", "export", "import", "unit", "runner", "context",
            "say",
        ],
    ),
    ("import", &["domain", "texts", "say"]),
    ("fetch", &["domain", "storage", "import", "chat", "jobs", "telegram", "runner", "context", "unit"]),
    ("telegram", &["domain", "storage", "render", "jobs", "chat", "runner", "context", "unit"]),
    ("sandbox", &[]),
];

/// The modules of the crate that a piece of code names.
fn named(code: &str) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .flat_map(|rest| {
            let group = rest.strip_prefix('{').and_then(|r| r.split_once('}'));
            let parts: Vec<&str> = group.map_or_else(|| vec![rest], |(inside, _)| inside.split(',').collect());
            parts.into_iter().map(|part| part.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next())
        })
        .flatten()
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn imports_go_one_way() {
    for (layer, allowed) in LAYERS {
        let files = sources(layer);
        assert!(!files.is_empty(), "{layer}");
        for (path, code) in files {
            let wrong: Vec<String> =
                named(&code).into_iter().filter(|name| name != layer && !allowed.contains(&name.as_str())).collect();
            assert!(wrong.is_empty(), "{} names {wrong:?}", path.display());
        }
    }
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
