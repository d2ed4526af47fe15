//! A team's deputy in the file, and what `check` says about who approves whose plans.

use crate::COMPANY;
use crate::command::{bot_api, desk, planerka};
use crate::store::office;

fn with_deputy() -> String {
    COMPANY.replace("manager = \"olga\"", "manager = \"olga\"\ndeputy = \"anna\"")
}

#[tokio::test]
async fn a_deputy_is_applied_once_changed_and_taken_back() {
    let office = office().await;
    assert_eq!(office.apply(&with_deputy()).await, ["~ team marketing: deputy (none) → anna"]);
    assert_eq!(office.roster().await.teams[0].deputy, Some(office.id("anna").await));
    assert_eq!(office.apply(&with_deputy()).await, Vec::<String>::new());
    assert_eq!(office.apply(COMPANY).await, ["~ team marketing: deputy anna → (none)"]);
    assert_eq!(office.roster().await.teams[0].deputy, None);
}

#[test]
fn check_names_those_whom_nobody_approves() {
    let (desk, api) = (desk(), bot_api());
    let env = [("PLANERKA_TOKEN", "7:good"), ("PLANERKA_API_URL", api.as_str())];
    std::fs::write(desk.path().join("company.toml"), with_deputy()).expect("a file");
    let apply = |env: &[(&str, &str)]| planerka(desk.path(), &["apply", "company.toml"], env);
    let write = |sql: &str| {
        let url = format!("sqlite:{}", desk.path().join("planerka.db").display());
        let sql = sql.to_owned();
        tokio::runtime::Runtime::new().expect("a runtime").block_on(async move {
            let mut db = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.expect("the database");
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("a write");
        });
    };
    apply(&env);
    let says = |line: &str| {
        let found = planerka(desk.path(), &["check"], &env);
        assert!(found.out.lines().any(|l| l == line), "{line}\n{}", found.out);
    };
    says("! nobody who has joined approves the plans of olga, anna (team marketing)");
    says("! team marketing: the deputy Анна Смирнова (anna) has not joined");

    write("UPDATE person SET telegram_id = id");
    says("✓ plans of anna (team marketing) go to Ольга Белова");
    says("! Ольга Белова (olga) approves their own plans: nobody else is above them");

    write("UPDATE person SET unreachable_since = '2026-11-23T09:00:00Z' WHERE key = 'olga'");
    says("! plans of anna (team marketing) go to Ольга Белова, who cannot be reached");

    write("UPDATE person SET left_at = '2026-11-23T09:00:00Z' WHERE key = 'anna'");
    says("! team marketing: the deputy Анна Смирнова (anna) has left");
    write("UPDATE person SET left_at = '2026-11-23T09:00:00Z' WHERE key = 'olga'");
    says("! team marketing: its manager Ольга Белова (olga) has left");
}
