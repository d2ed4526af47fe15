//! What the database makes of the company.

use std::path::PathBuf;

use chrono::{DateTime, Duration, Utc};
use planerka::domain::calendar::holidays::Holidays;
use planerka::domain::company::declaration::Declaration;
use planerka::domain::company::{Formality, Locale, Role, Roster};
use planerka::domain::plan::budget::OverBudget;
use planerka::storage::company::{self, Redeemed};
use planerka::storage::{Db, Tx};
use tempfile::TempDir;

use crate::COMPANY;

pub struct Office {
    _dir: TempDir,
    path: PathBuf,
    db: Db,
}

pub async fn office() -> Office {
    let dir = TempDir::new().expect("a directory");
    let path = dir.path().join("planerka.db");
    let db = Db::open(&path).await.expect("a database");
    let office = Office { _dir: dir, path, db };
    office.apply(COMPANY).await;
    office
}

pub fn now() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().expect("an instant")
}

impl Office {
    pub async fn apply(&self, text: &str) -> Vec<String> {
        let declaration = Declaration::parse("company.toml", text).expect("a company");
        let mut tx = self.tx().await;
        let changes = company::apply(&mut tx, &declaration, now()).await.expect("changes");
        tx.commit().await.expect("a commit");
        changes.iter().map(ToString::to_string).collect()
    }

    pub async fn tx(&self) -> Tx {
        self.db.begin().await.expect("a transaction")
    }

    pub async fn roster(&self) -> Roster {
        company::load(&mut self.tx().await).await.expect("a read").expect("a company")
    }

    pub async fn id(&self, key: &str) -> i64 {
        self.roster().await.people.iter().find(|p| p.key == key).expect("a person").id
    }

    async fn invite(&self, key: &str) -> String {
        let id = self.id(key).await;
        let mut tx = self.tx().await;
        let code = company::invite(&mut tx, id, now()).await.expect("a code");
        tx.commit().await.expect("a commit");
        code
    }

    async fn redeem(&self, code: &str, account: i64, at: DateTime<Utc>) -> Redeemed {
        let mut tx = self.tx().await;
        let redeemed = company::redeem(&mut tx, code, account, at).await.expect("an answer");
        tx.commit().await.expect("a commit");
        redeemed
    }
}

#[tokio::test]
async fn a_declared_company_reads_back() {
    let office = office().await;
    let roster = office.roster().await;
    assert_eq!((roster.company.as_str(), roster.locale, roster.revision), ("ТП Лаб", Locale::Ru, 1));
    assert_eq!((roster.currency.as_str(), roster.week_minutes, roster.declared_at), ("RUB", 2400, now()));
    let team = &roster.teams[0];
    assert_eq!(team.ritual.digest.to_string(), "Fri 19:00");
    assert_eq!(team.ritual.plan_due, roster.ritual.plan_due);
    let anna = roster.people.iter().find(|p| p.key == "anna").expect("anna");
    assert_eq!((anna.role, anna.reactive_mille, anna.first_name()), (Role::Employee, 400, "Анна"));
    assert_eq!(anna.metrics, ["leads", "spend"]);
    assert_eq!(team.manager.and_then(|id| roster.person(id)).map(|p| p.key.as_str()), Some("olga"));
    assert_eq!(roster.syncs[0].teams, [team.id]);
    assert_eq!(roster.metric("cpl").and_then(|m| m.formula.as_deref()), Some("spend / leads"));

    assert!(office.apply(COMPANY).await.is_empty());
    assert_eq!(office.roster().await, roster);
    office.db.close().await;
}

#[tokio::test]
async fn every_difference_is_said_once_and_then_holds() {
    let office = office().await;
    let text = COMPANY
        .replace("metrics = [\"leads\", \"spend\"]", "metrics = [\"spend\"]\nposition = \"Редактор\"")
        .replace("Fri 19:00\"", "Fri 19:30\"\npulse = \"Wed 11:00\"")
        .replace(
            "timezone = \"Europe/Moscow\"",
            "timezone = \"Europe/Moscow\"\nhours_per_week = 37.5\nover_budget = \"block\"\ncountry = \"KZ\"\nformality = \"informal\"",
        )
        .replace("manager = \"olga\"", "chat = -100\nvisibility = \"totals\"")
        .replace("Планёрка", "Совет");
    assert_eq!(
        office.apply(&text).await,
        [
            "~ company: formality formal → informal",
            "~ company: country (none) → KZ",
            "~ company: hours_per_week 40 → 37.5",
            "~ company: over_budget warn → block",
            "~ team marketing: manager olga → (none)",
            "~ team marketing: chat (none) → -100",
            "~ team marketing: visibility names → totals",
            "~ team marketing: digest Fri 19:00 → Fri 19:30",
            "~ team marketing: pulse (none) → Wed 11:00",
            "~ person anna: position (none) → Редактор",
            "~ person anna: metrics leads, spend → spend",
            "~ sync planerka: name Планёрка → Совет",
        ]
    );
    assert!(office.apply(&text).await.is_empty());
    let roster = office.roster().await;
    assert_eq!((roster.revision, roster.over_budget, roster.formality), (2, OverBudget::Block, Formality::Informal));
    assert_eq!(roster.teams[0].ritual.holidays, Holidays::of("KZ").expect("a known country"), "its teams rest too");
    assert_eq!(office.roster().await.teams[0].manager, None);

    // The other order of people is a difference too.
    let at = COMPANY.find("[[person]]\nkey = \"olga\"").expect("olga");
    let second = COMPANY.find("[[person]]\nkey = \"anna\"").expect("anna");
    let end = COMPANY.find("[[sync]]").expect("the sync");
    let turned = [&COMPANY[..at], &COMPANY[second..end], &COMPANY[at..second], &COMPANY[end..]].concat();
    office.apply(COMPANY).await;
    assert_eq!(office.apply(&turned).await, ["~ people: order olga, anna → anna, olga"]);
    assert!(office.apply(&turned).await.is_empty());
    assert_eq!(office.roster().await.people[0].key, "anna");
}

#[tokio::test]
async fn people_leave_and_come_back_with_their_account() {
    let office = office().await;
    let code = office.invite("anna").await;
    let anna = office.id("anna").await;
    assert_eq!(office.redeem(&code, 77, now()).await, Redeemed::Joined(anna));

    let second = COMPANY.find("[[person]]\nkey = \"anna\"").expect("anna");
    let end = COMPANY.find("[[sync]]").expect("the sync");
    let without = [&COMPANY[..second], &COMPANY[end..]].concat();
    assert_eq!(office.apply(&without).await, ["− person anna: Анна Смирнова"]);
    assert!(office.apply(&without).await.is_empty());
    let roster = office.roster().await;
    let left = roster.person(anna).expect("anna stays in the records");
    assert_eq!((left.left, left.telegram_id, roster.by_telegram(77)), (true, Some(77), None));
    assert_eq!(office.redeem(&code, 78, now()).await, Redeemed::Left);

    assert_eq!(office.apply(COMPANY).await, ["+ person anna: Анна Смирнова"]);
    assert!(office.roster().await.by_telegram(77).is_some_and(|p| p.id == anna && !p.left));
}

#[tokio::test]
async fn teams_metrics_and_syncs_retire_and_come_back() {
    let office = office().await;
    let sales = format!(
        "{COMPANY}\n[[team]]\nkey = \"sales\"\nname = \"Продажи\"\n[[metric]]\nkey = \"deals\"\nname = \"Сделки\"\n\
         [[sync]]\nkey = \"b2b\"\nname = \"B2B\"\nteams = [\"sales\"]\nchat = -5\n"
    );
    let added = office.apply(&sales).await;
    assert_eq!(added, ["+ metric deals: Сделки", "+ team sales: Продажи", "+ sync b2b: B2B"]);
    let id = office.roster().await.teams[1].id;
    let removed = office.apply(COMPANY).await;
    assert_eq!(removed, ["− metric deals: Сделки", "− team sales: Продажи", "− sync b2b: B2B"]);
    assert_eq!(office.roster().await.teams.len(), 1);
    assert_eq!(office.apply(&sales).await, added);
    let roster = office.roster().await;
    assert_eq!((roster.teams[1].id, roster.syncs[1].chat), (id, Some(-5)));
}

#[tokio::test]
async fn an_invitation_works_once_for_one_account_and_not_for_ever() {
    let office = office().await;
    let (olga, anna) = (office.id("olga").await, office.id("anna").await);
    let old = office.invite("anna").await;
    let code = office.invite("anna").await;
    assert!(code.len() >= 24 && code.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)));
    assert_eq!(office.redeem(&old, 77, now()).await, Redeemed::Unknown);
    assert_eq!(office.redeem("", 77, now()).await, Redeemed::Unknown);
    assert_eq!(office.redeem(&code, 77, now() + Duration::days(14)).await, Redeemed::Expired);
    let before = office.roster().await.revision;
    assert_eq!(office.redeem(&code, 77, now() + Duration::days(13)).await, Redeemed::Joined(anna));
    assert_eq!(office.roster().await.revision, before + 1);
    assert_eq!(office.redeem(&code, 77, now() + Duration::days(30)).await, Redeemed::AlreadyYours(anna));
    assert_eq!(office.redeem(&code, 78, now()).await, Redeemed::Used);

    let other = office.invite("olga").await;
    assert_eq!(office.redeem(&other, 77, now()).await, Redeemed::OtherPerson(anna));
    assert_eq!(office.redeem(&other, 78, now()).await, Redeemed::Joined(olga));
    // A fresh invitation moves a person to a new account.
    let moved = office.invite("anna").await;
    assert_eq!(office.redeem(&moved, 79, now()).await, Redeemed::Joined(anna));
    let roster = office.roster().await;
    assert_eq!((roster.by_telegram(77), roster.by_telegram(79).map(|p| p.id)), (None, Some(anna)));
}

#[tokio::test]
async fn everybody_who_waits_gets_a_new_invitation_beside_the_old_until_one_is_used() {
    let office = office().await;
    let anna = office.id("anna").await;
    let mut tx = office.tx().await;
    let first = company::invite_for_unjoined(&mut tx, now()).await.expect("codes");
    let again = company::invite_for_unjoined(&mut tx, now() + Duration::days(13)).await.expect("codes");
    assert_eq!((first.len(), again.len()), (2, 2));
    assert!(first.iter().zip(&again).all(|(one, other)| one.0 == other.0 && one.1 != other.1));
    tx.commit().await.expect("a commit");
    let code = |codes: &[(i64, String)]| codes.iter().find(|(id, _)| *id == anna).expect("anna's").1.clone();
    assert_eq!(office.redeem(&code(&first), 5, now() + Duration::days(14)).await, Redeemed::Expired);
    assert_eq!(office.redeem(&code(&first), 5, now() + Duration::days(1)).await, Redeemed::Joined(anna));
    assert_eq!(office.redeem(&code(&again), 6, now() + Duration::days(1)).await, Redeemed::Used);
    let mut tx = office.tx().await;
    let rest = company::invite_for_unjoined(&mut tx, now() + Duration::days(15)).await.expect("codes");
    assert_eq!(rest.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [first[0].0]);
}

#[tokio::test]
async fn no_code_stands_in_the_database_or_its_backup() {
    let office = office().await;
    let code = office.invite("anna").await;
    let copy = office.path.with_extension("copy");
    office.db.backup(&copy).await.expect("a copy");
    office.db.close().await;
    for file in [&office.path, &copy] {
        let bytes = std::fs::read(file).expect("a database");
        assert!(!bytes.windows(code.len()).any(|window| window == code.as_bytes()), "{}", file.display());
    }
}

#[tokio::test]
async fn chats_and_reachability_are_noted_once_and_count_the_revision() {
    let office = office().await;
    let code = office.invite("anna").await;
    office.redeem(&code, 77, now()).await;
    let (team, sync) = (office.roster().await.teams[0].id, office.roster().await.syncs[0].id);
    let mut tx = office.tx().await;
    let revision = company::revision(&mut tx).await.expect("a revision").expect("a company");
    assert!(company::mark_unreachable(&mut tx, 77, now()).await.expect("done"));
    assert!(!company::mark_unreachable(&mut tx, 77, now()).await.expect("done"));
    assert!(!company::mark_unreachable(&mut tx, 404, now()).await.expect("done"));
    assert!(company::mark_reachable(&mut tx, 77).await.expect("done"));
    assert!(!company::mark_reachable(&mut tx, 77).await.expect("done"));
    assert!(company::link_team_chat(&mut tx, team, -10).await.expect("done"));
    assert!(!company::link_team_chat(&mut tx, team, -10).await.expect("done"));
    assert!(company::link_sync_chat(&mut tx, sync, -10).await.expect("done"));
    assert!(company::link_company_chat(&mut tx, -10).await.expect("done"));
    assert!(!company::link_company_chat(&mut tx, -10).await.expect("done"));
    assert!(company::migrate_chat(&mut tx, -10, -1_000_000).await.expect("done"));
    assert!(!company::migrate_chat(&mut tx, -10, -1_000_000).await.expect("done"));
    assert_eq!(company::revision(&mut tx).await.expect("a revision"), Some(revision + 6));
    tx.commit().await.expect("a commit");

    // A file that names no chat leaves the linked one alone.
    assert!(office.apply(COMPANY).await.is_empty());
    let roster = office.roster().await;
    assert_eq!([roster.teams[0].chat, roster.syncs[0].chat, roster.chat], [Some(-1_000_000); 3]);
    let mut tx = office.tx().await;
    assert!(company::link_team_chat(&mut tx, team, None).await.expect("done"));
}

#[tokio::test]
async fn nothing_is_declared_at_first_and_a_newer_database_is_refused() {
    let dir = TempDir::new().expect("a directory");
    let db = Db::open(&dir.path().join("x.db")).await.expect("a database");
    let mut tx = db.begin().await.expect("a transaction");
    assert_eq!(company::load(&mut tx).await.expect("a read"), None);
    assert_eq!(company::revision(&mut tx).await.expect("a read"), None);
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(tx.conn())
    .await
    .expect("a row");
    tx.commit().await.expect("a commit");
    db.close().await;
    let error = Db::open(db.path()).await.expect_err("a refusal").to_string();
    assert!(error.contains("comes from a newer version of planerka (it has migration 9999)"), "{error}");
}

#[tokio::test]
async fn a_backup_is_a_whole_database() {
    let office = office().await;
    let copy = office.path.with_extension("copy");
    office.db.backup(&copy).await.expect("a copy");
    let copied = Db::open(&copy).await.expect("a database");
    let roster = company::load(&mut copied.begin().await.expect("a transaction")).await.expect("a read");
    assert_eq!(roster, Some(office.roster().await));
    assert!(office.db.backup(&copy).await.expect_err("a refusal").to_string().contains("exists already"));
}
