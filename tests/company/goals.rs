//! Goals in `company.toml`.

use planerka::domain::company::declaration::Declaration;
use planerka::domain::meeting::goal::GoalFacts;
use planerka::domain::meeting::goal::by_tag;
use planerka::storage::meeting::goal::{add, set_open};
use rstest::rstest;

use crate::COMPANY;
use crate::store::{Office, now, office};

const GOALS: &str = r#"
[[goal]]
key = "growth"
title = "Выручка ×2 к 2030 году"
level = "strategic"

[[goal]]
key = "webinars"
tag = "вебинары"
title = "6 вебинаров, 200 заявок"
level = "tactical"
parent = "growth"
owner = "anna"
due = "2027-03-31"

[[goal.milestone]]
month = "2026-12"
text = "программа и спикеры"

[[goal.milestone]]
month = "2027-01"
text = "2 вебинара"
"#;

fn with_goals() -> String {
    format!("{COMPANY}{GOALS}")
}

#[rstest]
#[case("parent = \"growth\"", "parent = \"grwth\"", &["55: parent in [[goal]] webinars names the unknown goal \"grwth\"; did you mean \"growth\"?"])]
#[case("parent = \"growth\"", "parent = \"webinars\"", &["55: parent in [[goal]] webinars names \"webinars\", which is tactical, and must name a strategic goal"])]
#[case("level = \"strategic\"", "level = \"strategic\"\nparent = \"webinars\"", &["49: parent in [[goal]] growth: a strategic goal has none above it"])]
#[case("owner = \"anna\"", "owner = \"ana\"", &["56: owner in [[goal]] webinars names the unknown person \"ana\"; did you mean \"anna\"?"])]
#[case("2027-03-31", "2027-02-30", &["57: due \"2027-02-30\" in [[goal]] webinars is no date such as \"2027-03-31\""])]
#[case("\"2027-03-31\"", "2027-03-31", &["57: due in [[goal]] webinars must be text in quotes, not a date"])]
#[case("\"tactical\"", "\"tacticl\"", &["54: level \"tacticl\" in [[goal]] webinars is none of strategic, tactical; did you mean \"tactical\"?"])]
#[case("tag = \"вебинары\"", "tag = \"Growth\"", &["52: two [[goal]] have the tag \"Growth\" (the other is on line 46)"])]
#[case("tag = \"вебинары\"", "tag = \"два слова\"", &["52: tag \"два слова\" in [[goal]] webinars is no tag: one word of letters, digits, _ and -, with a letter in it"])]
#[case("key = \"webinars\"", "key = \"growth\"", &["51: two [[goal]] have the key \"growth\" (the other is on line 46)", "55: parent in [[goal]] growth names \"growth\", which is tactical, and must name a strategic goal"])]
#[case("title = \"6 вебинаров, 200 заявок\"\n", "", &["50: [[goal]] webinars has no \"title\""])]
#[case("month = \"2026-12\"", "month = \"декабрь\"", &["60: month \"декабрь\" in [[goal.milestone]] number 1 of [[goal]] webinars is no month such as \"2026-12\""])]
#[case("month = \"2027-01\"", "month = \"2026-12\"", &["64: [[goal]] webinars has two milestones for 2026-12"])]
#[case("text = \"2 вебинара\"", "txt = \"2 вебинара\"", &["63: [[goal.milestone]] number 2 of [[goal]] webinars has no \"text\"", "65: unknown key \"txt\" in [[goal.milestone]] number 2 of [[goal]] webinars; did you mean \"text\"?"])]
fn what_is_wrong_is_named_with_its_line(#[case] from: &str, #[case] to: &str, #[case] problems: &[&str]) {
    let text = with_goals();
    assert!(text.contains(from), "the test bends a line that is there");
    let error = Declaration::parse("company.toml", &text.replacen(from, to, 1)).expect_err("a problem").to_string();
    let wanted: Vec<String> = problems.iter().map(|problem| format!("company.toml:{problem}")).collect();
    assert_eq!(error.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_tactical_goal_without_owner_or_due_is_a_warning() {
    let text = with_goals().replace("owner = \"anna\"\ndue = \"2027-03-31\"\n", "");
    let warnings = Declaration::parse("c.toml", &text).expect("a company").warnings;
    assert_eq!(
        warnings,
        ["[[goal]] webinars is tactical and has no owner", "[[goal]] webinars is tactical and has no due"]
    );
}

#[tokio::test]
async fn goals_are_added_changed_closed_and_come_back() {
    let office = office().await;
    let added = ["+ goal growth: Выручка ×2 к 2030 году", "+ goal webinars: 6 вебинаров, 200 заявок"];
    assert_eq!(office.apply(&with_goals()).await, added);
    assert!(office.apply(&with_goals()).await.is_empty());
    let roster = office.roster().await;
    let goal = by_tag(&roster.goals, "#Вебинары").expect("the goal");
    assert_eq!(roster.goals[0].tag, "growth", "the key, where the file says none");
    assert_eq!((goal.parent, goal.owner), (Some(roster.goals[0].id), Some(office.id("anna").await)));
    assert_eq!((goal.due.map(|d| d.to_string()).as_deref(), goal.milestones.len()), (Some("2027-03-31"), 2));

    let changed = with_goals()
        .replace("owner = \"anna\"", "owner = \"olga\"")
        .replace("2 вебинара", "3 вебинара")
        .replace("parent = \"growth\"\n", "")
        .replace("2027-03-31", "2027-04-30");
    assert_eq!(
        office.apply(&changed).await,
        [
            "~ goal webinars: parent growth → (none)",
            "~ goal webinars: owner anna → olga",
            "~ goal webinars: due 2027-03-31 → 2027-04-30",
            "~ goal webinars: milestones 2026-12 программа и спикеры; 2027-01 2 вебинара → 2026-12 программа и спикеры; 2027-01 3 вебинара",
        ]
    );
    assert!(office.apply(&changed).await.is_empty());

    assert_eq!(
        office.apply(COMPANY).await,
        ["− goal growth: Выручка ×2 к 2030 году", "− goal webinars: 6 вебинаров, 200 заявок"]
    );
    assert!(office.apply(COMPANY).await.is_empty());
    let roster = office.roster().await;
    assert_eq!(roster.goals.iter().filter(|g| g.open).count(), 0);
    assert_eq!(roster.goals.len(), 2, "closed goals are kept");
    assert_eq!(office.apply(&with_goals()).await, added);
    assert_eq!(office.roster().await.goals.iter().filter(|g| g.open).count(), 2);
}

async fn made_in_chat(office: &Office, tag: &str) -> i64 {
    let facts = GoalFacts {
        tag,
        title: "Из чата",
        level: planerka::domain::meeting::goal::Level::Tactical,
        parent: None,
        owner: None,
        due: None,
    };
    let olga = office.id("olga").await;
    let mut tx = office.tx().await;
    let id = add(&mut tx, &facts, olga, now()).await.expect("a goal");
    tx.commit().await.expect("a commit");
    id
}

#[tokio::test]
async fn what_was_made_or_closed_in_chat_stays_so() {
    let office = office().await;
    made_in_chat(&office, "партнёры").await;
    office.apply(&with_goals()).await;
    office.apply(COMPANY).await;
    let open: Vec<String> = office.roster().await.goals.iter().filter(|g| g.open).map(|g| g.tag.clone()).collect();
    assert_eq!(open, ["партнёры"]);

    // A manager has closed a goal that the file still has: it does not come back by itself.
    office.apply(&with_goals()).await;
    let goal = by_tag(&office.roster().await.goals, "вебинары").expect("the goal").id;
    let olga = office.id("olga").await;
    let mut tx = office.tx().await;
    assert!(set_open(&mut tx, goal, false, olga, now()).await.expect("done"));
    assert!(!set_open(&mut tx, goal, false, olga, now()).await.expect("done"));
    tx.commit().await.expect("a commit");
    assert!(office.apply(&with_goals()).await.is_empty());
    assert!(!by_tag(&office.roster().await.goals, "вебинары").expect("the goal").open);
}

#[tokio::test]
async fn the_file_takes_a_goal_of_the_chat_over_by_its_tag() {
    let office = office().await;
    let id = made_in_chat(&office, "Вебинары").await;
    office.apply(&with_goals()).await;
    let roster = office.roster().await;
    let goal = by_tag(&roster.goals, "вебинары").expect("the goal");
    assert_eq!((goal.id, goal.key.as_deref(), goal.title.as_str()), (id, Some("webinars"), "6 вебинаров, 200 заявок"));
    assert_eq!(roster.goals.len(), 2);

    // But a goal the file has already cannot have the tag of another.
    made_in_chat(&office, "партнёры").await;
    let clash = with_goals().replace("tag = \"вебинары\"", "tag = \"партнёры\"");
    let declaration = Declaration::parse("company.toml", &clash).expect("a company");
    let mut tx = office.tx().await;
    let error = planerka::storage::company::apply(&mut tx, &declaration, now()).await.expect_err("a refusal");
    assert_eq!(
        error.to_string(),
        "[[goal]] webinars: the tag \"партнёры\" belongs to the goal \"Из чата\" made in chat: close that one, or choose another tag"
    );
}
