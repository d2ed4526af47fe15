//! What people write, held against what should come of it: `cargo test --test understanding -- --nocapture` prints the table, with
//! `UNDERSTANDING=verbose` also what is not right, `UNDERSTANDING=plan-ru-01` only the entries whose id holds that.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::nonminimal_bool,
    reason = "a test that surprises us stops, and a judge's condition stands as the rule is said"
)]

#[path = "understanding/judge.rs"]
mod judge;
#[path = "understanding/world.rs"]
mod world;

use std::collections::BTreeMap;

use judge::Verdict;
use serde_json::Value;

type Judge = fn(&Value, &world::World, &world::World) -> Verdict;

const PLANS: &str = include_str!("understanding/plans.jsonl");
const REPORTS: &str = include_str!("understanding/reports.jsonl");
const EDITS: &str = include_str!("understanding/edits.jsonl");
const TALK: &str = include_str!("understanding/talk.jsonl");

fn judged(collection: &str, judge: Judge, only: impl Fn(&Value) -> bool) -> BTreeMap<&'static str, usize> {
    let wish = std::env::var("UNDERSTANDING").unwrap_or_default();
    let mut sums = BTreeMap::new();
    for line in collection.lines().filter(|line| !line.trim().is_empty()) {
        let entry: Value = serde_json::from_str(line).expect("an entry");
        let id = entry["id"].as_str().unwrap_or("");
        if !only(&entry) || !wish.is_empty() && wish != "verbose" && !id.contains(&wish) {
            continue;
        }
        let (before, after) = world::play(&entry);
        let verdict = judge(&entry, &before, &after);
        if !wish.is_empty() && !verdict.notes.is_empty() {
            println!("{id} {}\n    {}", entry["messages"], verdict.notes.join("\n    "));
        }
        *sums.entry("texts").or_default() += 1;
        *sums.entry("whole").or_default() += usize::from(verdict.notes.is_empty());
        for (what, n) in verdict.counts {
            *sums.entry(what).or_default() += n;
        }
    }
    sums
}

fn share(sums: &BTreeMap<&'static str, usize>, what: &str, of: &str) -> f64 {
    let count = |what: &str| sums.get(what).copied().unwrap_or(0);
    let all = count(of);
    let part = count(what);
    let per_cent = if all == 0 { 100.0 } else { 100.0 * part as f64 / all as f64 };
    println!("  {what:<28}{part:>4} of {all:<4} {per_cent:>5.1} %");
    per_cent
}

fn form(entry: &Value) -> bool {
    entry["form"].as_array().into_iter().flatten().any(|form| form == "markdown" || form == "spreadsheet")
}

#[test]
fn plans() {
    for (name, written) in [("PLANS, messenger forms", false), ("PLANS, markdown and tables", true)] {
        println!("{name}");
        let sums = judged(PLANS, judge::plan, |entry| form(entry) == written);
        let right = share(&sums, "right", "tasks");
        for what in ["litter", "wrong", "quoted", "lost", "extra"] {
            share(&sums, what, "tasks");
        }
        let targets = share(&sums, "target right", "targets");
        share(&sums, "target extra", "targets");
        share(&sums, "whole", "texts");
        if std::env::var("UNDERSTANDING").is_err() {
            assert!(right >= if written { 90.0 } else { 96.0 } && targets >= 98.0);
            assert_eq!(sums.get("lost"), None);
        }
    }
}

#[test]
fn reports() {
    println!("REPORTS");
    let sums = judged(REPORTS, judge::report, |_| true);
    let right = share(&sums, "right", "states");
    for what in ["wrong", "leaked", "quoted", "lost"] {
        share(&sums, what, "states");
    }
    let actuals = share(&sums, "actual right", "actuals");
    share(&sums, "details right", "details");
    share(&sums, "others right", "others");
    share(&sums, "leaking texts", "texts");
    share(&sums, "false", "texts");
    share(&sums, "whole", "texts");
    share(&sums, "unsafe", "texts");
    if std::env::var("UNDERSTANDING").is_err() {
        assert!(right >= 94.0 && actuals >= 98.0);
        assert_eq!((sums.get("leaked"), sums.get("lost"), sums.get("unsafe")), (None, None, None));
    }
}

#[test]
fn edits() {
    println!("EDITS");
    let sums = judged(EDITS, judge::edit, |_| true);
    let right = share(&sums, "right", "lines");
    let asked = share(&sums, "asked", "lines");
    for what in ["wrong", "became a task", "lost", "unsafe"] {
        share(&sums, what, "lines");
    }
    if std::env::var("UNDERSTANDING").is_err() {
        assert!(right >= 85.0 && right + asked >= 98.0);
        assert_eq!((sums.get("lost"), sums.get("unsafe")), (None, None));
    }
}

#[test]
fn talk() {
    println!("TALK");
    let sums = judged(TALK, judge::talk, |_| true);
    share(&sums, "data", "lines");
    let help = share(&sums, "right help", "offers");
    share(&sums, "chat left alone", "chat");
    if std::env::var("UNDERSTANDING").is_err() {
        assert!(help >= 90.0);
        assert_eq!(sums.get("data"), None);
    }
}
