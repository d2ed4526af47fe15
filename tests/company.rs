//! The company: its file, its command line and what the database makes of both.
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where the world is not as it should be")]

#[path = "company/command.rs"]
mod command;
#[path = "company/deputies.rs"]
mod deputies;
#[path = "company/disk.rs"]
mod disk;
#[path = "company/doubts.rs"]
mod doubts;
#[path = "company/file.rs"]
mod file;
#[path = "company/goals.rs"]
mod goals;
#[path = "company/metrics.rs"]
mod metrics;
#[path = "company/migration.rs"]
mod migration;
#[path = "company/numbers.rs"]
mod numbers;
#[path = "company/redirect.rs"]
mod redirect;
#[path = "company/running.rs"]
mod running;
#[path = "company/store.rs"]
mod store;

/// A small company whose lines the tests bend.
const COMPANY: &str = r#"[company]
name = "ТП Лаб"
timezone = "Europe/Moscow"

[[metric]]
key = "leads"
name = "Лиды"

[[metric]]
key = "spend"
name = "Расход"
unit = "money"

[[metric]]
key = "cpl"
name = "CPL"
formula = "spend / leads"

[[team]]
key = "marketing"
name = "Маркетинг"
manager = "olga"

[team.ritual]
digest = "Fri 19:00"

[[person]]
key = "olga"
name = "Ольга Белова"
team = "marketing"
role = "admin"

[[person]]
key = "anna"
name = "Анна Смирнова"
team = "marketing"
metrics = ["leads", "spend"]
reactive_share = 0.4

[[sync]]
key = "planerka"
name = "Планёрка"
teams = ["marketing"]
"#;
