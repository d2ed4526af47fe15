//! A database of an older version becomes one of this version, with all that is in it.
//!
//! `before/0023.sql` is the dump of a database that the version with migrations up to 0023 had written: the week it plays in its
//! demo, and by hand what later migrations move. `before/2026-W48.json` is what that version exported from it.

use planerka::domain::company::Roster;
use planerka::domain::conversation::question::Question;
use planerka::domain::numbers::definitions::Whose;
use planerka::storage::{Db, Tx, company, conversation};
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;

use crate::command::planerka;

const BEFORE: &str = include_str!("before/0023.sql");
const EXPORTED: &str = include_str!("before/2026-W48.json");

/// A directory with a database of the older version.
pub async fn old_desk() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(dir.path().join("planerka.db"));
    let mut conn = file.create_if_missing(true).connect().await.expect("a database");
    sqlx::raw_sql(BEFORE).execute(&mut conn).await.expect("the dump");
    conn.close().await.expect("the database is closed");
    dir
}

async fn migrated(dir: &TempDir) -> Tx {
    let db = Db::open(&dir.path().join("planerka.db")).await.expect("it is migrated");
    db.begin().await.expect("a transaction")
}

/// What a statement with one column finds.
async fn rows(tx: &mut Tx, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql).fetch_all(tx.conn()).await.expect("rows")
}

async fn roster(tx: &mut Tx) -> Roster {
    company::load(tx).await.expect("a read").expect("a company")
}

#[tokio::test]
async fn a_week_reads_as_it_did() {
    let dir = old_desk().await;
    // The first opening migrates; the second finds all done.
    for _ in 0..2 {
        let ended = planerka(dir.path(), &["export", "--week", "2026-W48", "--format", "json"], &[]);
        assert_eq!((ended.code, ended.err.as_str()), (0, ""));
        assert_eq!(ended.out, EXPORTED);
    }
}

#[tokio::test]
async fn nothing_refers_to_what_is_not_there() {
    let dir = old_desk().await;
    let mut tx = migrated(&dir).await;
    let dangling = r#"SELECT "table" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check"#;
    assert_eq!(rows(&mut tx, dangling).await, [""; 0]);
    assert_eq!(rows(&mut tx, "PRAGMA quick_check").await, ["ok"]);
    let roster = roster(&mut tx).await;
    assert_eq!((roster.people.len(), roster.teams.len(), roster.goals.len()), (7, 4, 4));
}

#[tokio::test]
async fn what_was_known_by_its_words_is_known_by_itself() {
    let dir = old_desk().await;
    let mut tx = migrated(&dir).await;
    // A risk whose task was taken out of the plan is still a risk that was told.
    let risks = "SELECT p.key || '|' || r.week || '|' || coalesce(t.title, '—') FROM pulse_risk r
                 JOIN person p ON p.id = r.person_id LEFT JOIN task t ON t.id = r.task_id ORDER BY r.id";
    assert_eq!(
        rows(&mut tx, risks).await,
        [
            "anna|2026-W48|Подготовить вебинар",
            "anna|2026-W48|Отчёт по каналам",
            "anna|2026-W48|—",
            "olga|2026-W48|Планы и отчёты отдела",
        ]
    );
    // The milestone's very words were all that linked a task to it: one that was renamed before belongs to none.
    let steps = "SELECT t.title || '|' || coalesce(g.tag || ' ' || t.goal_month, '—') FROM task t
                 LEFT JOIN goal g ON g.id = t.goal_id WHERE t.origin = 'goal' ORDER BY t.id";
    assert_eq!(rows(&mut tx, steps).await, ["первый вебинар готов|вебинары 2026-11", "Позвать двух партнёров|—"]);
}

#[tokio::test]
async fn lists_and_teams_are_what_they_were() {
    let dir = old_desk().await;
    let mut tx = migrated(&dir).await;
    let roster = roster(&mut tx).await;
    let list = |key: &str| {
        let team = roster.teams.iter().find(|team| team.key == key).expect("a team");
        let added = |metric: &str| roster.given_in_chat(Whose::Team(team.id), metric);
        let metrics =
            team.metrics.iter().map(|metric| if added(metric) { format!("+{metric}") } else { metric.clone() });
        metrics.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(list("marketing"), "leads traffic qualified_leads cac +spend", "what the file lists too is the file's");
    assert_eq!((list("sales"), list("support")), ("+calls".to_owned(), String::new()));

    let then = roster.in_week("2026-W48".parse().expect("a week"));
    let marketing = then.teams().iter().find(|team| team.key == "marketing").expect("a team");
    assert_eq!(marketing.metrics, ["leads", "cac"]);
    let kirill = then.people().iter().find(|person| person.key == "kirill").expect("somebody");
    assert_eq!(then.team(kirill.team).map(|team| team.key.as_str()), Some("sales"), "where he was in that week");
}

#[tokio::test]
async fn messages_speak_of_what_they_spoke_of() {
    let dir = old_desk().await;
    let mut tx = migrated(&dir).await;
    let said = "SELECT p.key || '|' || e.message_id || '|' || e.kind || '|' || e.subject FROM message_effect e
                JOIN person p ON p.id = e.person_id WHERE e.kind NOT IN ('plan_lines', 'report')
                ORDER BY e.message_id, e.subject";
    assert_eq!(
        rows(&mut tx, said).await,
        [
            "anna|71|unplanned|21",
            "anna|75|task_result|1",
            "kirill|77|note|1",
            "olga|90|risk|2026-W48",
            "anna|91|task_result|28",
            "igor|92|task_reason|29",
            "anna|110|note|2",
            "anna|110|note|3",
            "igor|117|note|4",
            "vera|119|note|5",
            "petr|140|metric_reason|2026-W48 calls",
        ]
    );
    let reports = "SELECT person_id || '|' || message_id || '|' || subject || '|' || said FROM message_effect
                   WHERE kind = 'report' AND person_id IN (1, 7) ORDER BY person_id, message_id";
    assert_eq!(
        rows(&mut tx, reports).await,
        [
            r#"1|56|2026-W47|{"leads":"118","traffic":"14100"}"#,
            r#"1|110|2026-W48|{"leads":"131","traffic":"14200"}"#,
            "7|123|2026-W48|{}",
        ]
    );
}

#[tokio::test]
async fn who_was_asked_is_still_asked() {
    let dir = old_desk().await;
    let mut tx = migrated(&dir).await;
    let roster = roster(&mut tx).await;
    let id = |key: &str| roster.people.iter().find(|person| person.key == key).map(|p| p.id).expect("somebody");
    let week = "2026-W49".parse().expect("a week");
    let asked = conversation::asked(&mut tx, id("anna")).await.expect("a read");
    assert_eq!(asked, Some(Question::Risk { week }));
    assert_eq!(conversation::asked(&mut tx, id("olga")).await.expect("a read"), Some(Question::Metric));
    assert_eq!(conversation::asked(&mut tx, id("petr")).await.expect("a read"), None);
    assert_eq!(conversation::chosen_week(&mut tx, id("anna")).await.expect("a read"), Some(week));
}

#[tokio::test]
async fn nothing_gets_lost() {
    let dir = old_desk().await;
    let mut tx = migrated(&dir).await;
    for (sql, count) in [
        ("SELECT count(*) || '' FROM task", "29"),
        ("SELECT count(*) || '' FROM note", "5"),
        ("SELECT count(*) || '' FROM plan_event", "18"),
        ("SELECT count(*) || '' FROM plan_message", "1"),
        ("SELECT count(*) || '' FROM line_comment", "1"),
        ("SELECT count(*) || '' FROM moment", "204"),
        ("SELECT count(*) || '' FROM imported_actual WHERE note IS NOT NULL", "1"),
        ("SELECT count(*) || '' FROM implausible_value WHERE state = 'right'", "1"),
        ("SELECT count(*) || '' FROM hypothesis", "1"),
        ("SELECT count(*) || '' FROM team_history", "2"),
    ] {
        assert_eq!(rows(&mut tx, sql).await, [count], "{sql}");
    }
}

#[tokio::test]
async fn join_codes_that_were_kept_in_plain_still_work_and_stand_there_no_more() {
    let dir = old_desk().await;
    let plain = "8CDhgU6brnVr8PklPr-vOLKfnhSDwZ1X";
    let mut tx = migrated(&dir).await;
    let now = "2026-11-20T11:00:00Z".parse().expect("an instant");
    // It was used by whoever comes with it again.
    let known = company::redeem(&mut tx, plain, 1001, now).await.expect("an answer");
    assert!(matches!(known, company::Redeemed::AlreadyYours(_)), "{known:?}");
    let kept = rows(&mut tx, "SELECT DISTINCT substr(code_hash, 1, 7) || length(code_hash) FROM invite").await;
    assert_eq!(kept, ["sha256:71"]);
    tx.rollback().await.expect("undone");
    let db = Db::open(&dir.path().join("planerka.db")).await.expect("a database");
    db.close().await;
    for file in ["planerka.db", "planerka.db-wal"] {
        let bytes = std::fs::read(dir.path().join(file)).unwrap_or_default();
        assert!(!bytes.windows(plain.len()).any(|window| window == plain.as_bytes()), "{file}");
    }
}
