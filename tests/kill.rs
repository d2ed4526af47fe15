//! The real binary, killed with SIGKILL again and again under load: every accepted message has its effect exactly once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that surprises us stops")]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use planerka::domain::calendar::ritual::Ritual;
use planerka::sandbox::Sandbox;
use planerka::storage::Db;

const PEOPLE: usize = 20;
const KILLS: usize = 24;
const BURST: usize = 60;

/// When it all happens: the calendar has nothing to say.
const TUESDAY: &str = "2026-11-24T09:00:00Z";

/// What people say; each is a message with one effect and one answer.
fn words(n: usize) -> String {
    format!("/blocker stone {n}")
}

/// The effects, one row each.
const EFFECTS: &str = "SELECT text FROM note WHERE text LIKE 'stone %'";
/// The answers, one row each, however often they were sent.
const ANSWERS: &str = "SELECT count(*) FROM outbox WHERE kind = 'send'";

/// The bot's process, which does not outlive the test.
struct Bot(Child);

impl Bot {
    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(tg: &Sandbox, db: &Path) -> Bot {
    let child = Command::new(env!("CARGO_BIN_EXE_planerka"))
        .arg("run")
        .env("PLANERKA_TOKEN", tg.token())
        .env("PLANERKA_API_URL", tg.url())
        .env("PLANERKA_DB", db)
        .env("PLANERKA_NOW", TUESDAY)
        .env("RUST_LOG", "error")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    Bot(child)
}

async fn declare(db: &Db, people: &[i64]) {
    let mut tx = db.begin().await.unwrap();
    let at = TUESDAY;
    sqlx::query(
        "INSERT INTO company (id, name, timezone, locale, week_minutes, ritual, declared_at) \
         VALUES (1, 'ТП Лаб', 'Europe/Moscow', 'ru', 2400, ?, ?)",
    )
    .bind(serde_json::to_string(&Ritual::default()).unwrap())
    .bind(at)
    .execute(tx.conn())
    .await
    .unwrap();
    sqlx::query("INSERT INTO team (id, key, name, function, position) VALUES (1, 'm', 'М', 'other', ?)")
        .bind(0)
        .execute(tx.conn())
        .await
        .unwrap();
    for (n, person) in people.iter().enumerate() {
        sqlx::query(
            "INSERT INTO person (key, name, team_id, role, telegram_id, joined_at, position) \
             VALUES (?, 'Имя Фамилия', 1, 'employee', ?, ?, 0)",
        )
        .bind(format!("p{n}"))
        .bind(person)
        .bind(at)
        .execute(tx.conn())
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_message_has_its_effect_exactly_once_however_often_the_process_is_killed() {
    let tg = Sandbox::start().await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kill.db");
    let people: Vec<i64> = (0..PEOPLE).map(|n| tg.add_user(&format!("P{n}"), "", None, "ru")).collect();
    let db = Db::open(&path).await.unwrap();
    declare(&db, &people).await;
    db.close().await;

    let mut said = 0;
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    for round in 0..KILLS {
        let bot = start(&tg, &path);
        let mut next = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        // Odd rounds die so many events after the first, in the middle of batches and sends; even ones at any time,
        // also while starting.
        let (_, cursor) = tg.log_since(0);
        for _ in 0..BURST {
            let person = people[said % PEOPLE];
            tg.say(person, person, &words(said));
            said += 1;
        }
        if round % 2 == 0 {
            tokio::time::sleep(Duration::from_millis(next() % 150)).await;
        } else {
            let events = BURST + usize::try_from(next() % 60).unwrap();
            let _ = tokio::time::timeout(Duration::from_secs(10), tg.wait_past(cursor + events)).await;
        }
        bot.kill();
    }

    let bot = start(&tg, &path);
    let settled = async {
        let db = Db::open(&path).await.unwrap();
        loop {
            let mut tx = db.begin().await.unwrap();
            let queued: i64 = sqlx::query_scalar("SELECT count(*) FROM outbox WHERE state = 'queued'")
                .fetch_one(tx.conn())
                .await
                .unwrap();
            tx.rollback().await.unwrap();
            if tg.unconfirmed() == 0 && queued == 0 {
                break db;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let db = tokio::time::timeout(Duration::from_secs(60), settled).await.expect("it settles");
    bot.kill();

    let mut tx = db.begin().await.unwrap();
    let mut effects: Vec<String> = sqlx::query_scalar(EFFECTS).fetch_all(tx.conn()).await.unwrap();
    effects.sort_unstable();
    let mut expected: Vec<String> = (0..said).map(|n| words(n).trim_start_matches("/blocker ").to_owned()).collect();
    expected.sort_unstable();
    assert_eq!(effects, expected);
    let answers: i64 = sqlx::query_scalar(ANSWERS).fetch_one(tx.conn()).await.unwrap();
    assert_eq!(usize::try_from(answers).unwrap(), said, "each was handled once");
    let aside: i64 = sqlx::query_scalar("SELECT count(*) FROM failed_update").fetch_one(tx.conn()).await.unwrap();
    assert_eq!(aside, 0);
    let arrived: usize = people.iter().map(|p| tg.messages(*p).iter().filter(|m| m.from_bot).count()).sum();
    println!("{KILLS} kills, {said} messages, {arrived} answers arrived, {} of them repeats", arrived - said);
    assert!(arrived >= said && arrived <= said + KILLS * 64, "at most a window of repeats a kill");
}
