//! The real `planerka run` under 200 people in a closed loop, through the sandbox over loopback: what an interaction
//! (one message answered, or one tap answered) costs the bot's process.
//!
//! `cargo bench --bench interactions`. Linux: it reads `/proc`, and starts the bot by `chrt` of util-linux.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark that surprises us stops"
)]

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use planerka::domain::calendar::ritual::Ritual;
use planerka::sandbox::Sandbox;
use planerka::storage::Db;

const PEOPLE: usize = 200;
/// Who approves: one for ten, as in a company.
const MANAGERS: usize = PEOPLE / 10;
const WARM_UP: Duration = Duration::from_secs(3);
const MEASURE: Duration = Duration::from_secs(12);

/// When it all happens: the calendar has nothing to say.
const TUESDAY: &str = "2026-11-24T09:00:00Z";

/// A whole plan, always of one size and a little different each time.
fn plan(n: usize) -> String {
    let hours = 1 + n % 7;
    format!(
        "План\nЗадачи:\n- Запустить лендинг => страница опубликована, форма принимает заявки ~ {hours}ч\n\
         - Подготовить вебинар => программа и 3 спикера подтверждены ~ 5ч"
    )
}

/// What is said: a plan, or (to tell the handler's cost from the path's) a note with `PLANERKA_BENCH=note`, which is one
/// row and one answer.
fn words(n: usize) -> String {
    if notes() { format!("/blocker камень {n}") } else { plan(n) }
}

fn notes() -> bool {
    std::env::var("PLANERKA_BENCH").is_ok_and(|what| what == "note")
}

/// The process under test; does not outlive the benchmark.
struct Bot(Child);

impl Bot {
    fn start(tg: &Sandbox, db: &Path) -> Self {
        // As deploy/planerka.service starts it.
        let child = Command::new("chrt")
            .args(["--batch", "0", env!("CARGO_BIN_EXE_planerka"), "run"])
            .env("PLANERKA_TOKEN", tg.token())
            .env("PLANERKA_API_URL", tg.url())
            .env("PLANERKA_DB", db)
            .env("PLANERKA_NOW", TUESDAY)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self(child)
    }

    /// User and system time so far. Linux counts in hundredths of a second.
    fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 10)
    }

    fn memory(&self, what: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(what)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
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
    for team in 1..=MANAGERS {
        // People get their ids in order, the managers first.
        sqlx::query(
            "INSERT INTO team (id, key, name, function, manager_id, position) VALUES (?1, 't' || ?1, 'М', 'other', ?1, ?1)",
        )
        .bind(i64::try_from(team).unwrap())
        .execute(tx.conn())
        .await
        .unwrap();
    }
    for (n, person) in people.iter().enumerate() {
        sqlx::query(
            "INSERT INTO person (key, name, team_id, role, telegram_id, joined_at, position) \
             VALUES (?, 'Имя Фамилия', ?, ?, ?, ?, 0)",
        )
        .bind(format!("p{n}"))
        .bind(i64::try_from(n % MANAGERS + 1).unwrap())
        .bind(if n < MANAGERS { "manager" } else { "employee" })
        .bind(person)
        .bind(at)
        .execute(tx.conn())
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

/// From the start of the process to its first `getUpdates`.
async fn start_up(tg: &Sandbox, db: &Path) -> (Bot, Duration) {
    let before = tg.calls("getUpdates");
    let began = Instant::now();
    let bot = Bot::start(tg, db);
    while tg.calls("getUpdates") == before {
        tokio::time::sleep(Duration::from_micros(200)).await;
    }
    (bot, began.elapsed())
}

/// One person (but the approvers): writes the plan, sends it, takes it back, again and again, each time only once the bot
/// has wholly answered: else the loop would not be closed.
async fn person(tg: &Sandbox, chat: i64, done: &Cell<usize>, waits: &RefCell<Vec<Duration>>) {
    for n in 0.. {
        let began = Instant::now();
        let tap = if notes() {
            None
        } else {
            [None, Some(("Отправить", "Изменить")), Some(("Изменить", "Отправить"))][n % 3]
        };
        let before = tg.latest(chat).map(|message| message.id);
        let own = match tap {
            None => Some(tg.say(chat, chat, &words(n))),
            Some((button, _)) => {
                tg.tap_latest(chat, chat, button).unwrap();
                None
            }
        };
        let answered = || match (own, tap) {
            (Some(_), _) if notes() => tg.latest(chat).map(|message| message.id) > own.max(before),
            // The receipt comes behind the card.
            (Some(own), _) => tg.message(chat, own).is_some_and(|message| message.reaction.is_some()),
            (None, Some((_, next))) => tg.messages(chat).iter().any(|m| !m.deleted && m.button(next).is_some()),
            (None, None) => true,
        };
        // The version at once holds our own doing; the next is the bot's.
        let mut seen = tg.wait_chat(chat, 0).await;
        let mut first = None;
        while !answered() {
            match tokio::time::timeout(Duration::from_secs(20), tg.wait_chat(chat, seen)).await {
                Ok(version) => seen = version,
                Err(_) => unreachable!("no answer to interaction {n} of {chat} within 20 s"),
            }
            first.get_or_insert_with(|| began.elapsed());
        }
        waits.borrow_mut().push(first.unwrap_or_default());
        done.set(done.get() + 1);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tg = Sandbox::start().await.unwrap();
    tg.keep_messages(20);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bench.db");
    let people: Vec<i64> = (0..MANAGERS + PEOPLE).map(|n| tg.add_user(&format!("P{n}"), "", None, "ru")).collect();
    let db = Db::open(&path).await.unwrap();
    declare(&db, &people).await;
    db.close().await;
    // The approvers have pressed Start.
    for manager in &people[..MANAGERS] {
        tg.say(*manager, *manager, "/start");
    }

    let (bot, _) = start_up(&tg, &path).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let idle = bot.memory("VmRSS");

    let (done, waits) = (Cell::new(0), RefCell::new(Vec::new()));
    let crowd = futures::future::join_all(people.iter().skip(MANAGERS).map(|chat| person(&tg, *chat, &done, &waits)));
    let measured = async {
        tokio::time::sleep(WARM_UP).await;
        waits.borrow_mut().clear();
        let (before, cpu, began) = (done.get(), bot.cpu(), Instant::now());
        tokio::time::sleep(MEASURE).await;
        (done.get() - before, bot.cpu() - cpu, began.elapsed())
    };
    let (count, cpu, took) = tokio::select! {
        measured = measured => measured,
        _ = crowd => return,
    };
    let mut waits = waits.into_inner();
    waits.sort_unstable();
    let at = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or_default();
    let peak = bot.memory("VmHWM");
    drop(bot);

    let mut starts = Vec::new();
    for _ in 0..9 {
        let (bot, took) = start_up(&tg, &path).await;
        starts.push(took);
        drop(bot);
    }
    starts.sort_unstable();

    let per = |total: Duration| total.as_secs_f64() * 1e6 / count.max(1) as f64;
    println!("{PEOPLE} people in a closed loop, {count} interactions in {:.1} s", took.as_secs_f64());
    println!("interactions/s        {:>8.0}", count as f64 / took.as_secs_f64());
    println!("CPU per interaction   {:>8.0} µs", per(cpu));
    println!("first reply p50       {:>8.1} ms", at(50).as_secs_f64() * 1e3);
    println!("first reply p99       {:>8.1} ms", at(99).as_secs_f64() * 1e3);
    println!("memory idle           {idle:>8.1} MB");
    println!("memory peak           {peak:>8.1} MB");
    println!("start-up              {:>8.1} ms", starts[starts.len() / 2].as_secs_f64() * 1e3);
}
