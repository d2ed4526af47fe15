//! A year of the ritual in a company of 300: what a week costs the bot when it has 51 weeks behind it, against one that has as
//! many behind it as anybody looks back at. Whatever reads all that ever was shows here as a ratio that grows.
//!
//! `cargo bench --bench year`. Linux: it reads `/proc`. `PLANERKA_BENCH_WEEKS` plays fewer or more weeks than 52.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark that surprises us stops"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use planerka::app::{App, stay_on_one_core};
use planerka::clock::Clock;
use planerka::domain::calendar::ritual::WeekTime;
use planerka::domain::calendar::week::Week;
use planerka::domain::company::declaration::Declaration;
use planerka::jobs;
use planerka::sandbox::Sandbox;
use planerka::storage::{Db, company};
use planerka::texts::Texts;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use teloxide::Bot;

const TEAMS: usize = 30;
/// With their head.
const IN_A_TEAM: usize = 10;
const PEOPLE: usize = TEAMS * IN_A_TEAM;
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Moscow;
/// Telegram is played by threads of this name: what they do is not the bot's.
const TELEGRAM: &str = "telegram";
/// Summaries and suggestions look back eight weeks: from this one on nothing should grow.
const FULL: usize = 10;
/// The parts of a week that are told apart, in the order they happen.
const PARTS: [&str; 6] = ["agenda", "the week", "plans", "approval", "reports", "digest"];

/// 30 teams with a chat and a head, a director, three metrics each, one sync of the first three teams.
fn company() -> String {
    let mut toml = String::from("[company]\nname = \"ТП Лаб\"\ntimezone = \"Europe/Moscow\"\nlocale = \"ru\"\n");
    for (key, name) in [("leads", "Лиды"), ("traffic", "Трафик"), ("calls", "Звонки")] {
        write!(toml, "\n[[metric]]\nkey = \"{key}\"\nname = \"{name}\"\n").unwrap();
    }
    let mut people =
        String::from("\n[[person]]\nkey = \"director\"\nname = \"Дарья Первая\"\nteam = \"t0\"\nrole = \"admin\"\n");
    for team in 0..TEAMS {
        let function = ["marketing", "sales", "support"][team % 3];
        let chat = -1_001_000_000_001 - i64::try_from(team).unwrap();
        write!(
            toml,
            "\n[[team]]\nkey = \"t{team}\"\nname = \"Команда {team}\"\nfunction = \"{function}\"\nmanager = \"p{}\"\nchat = {chat}\n",
            team * IN_A_TEAM
        )
        .unwrap();
        for member in 0..IN_A_TEAM {
            let role = if member == 0 { "manager" } else { "employee" };
            write!(
                people,
                "\n[[person]]\nkey = \"p{0}\"\nname = \"Имя{0} Фамилия\"\nteam = \"t{team}\"\nrole = \"{role}\"\nmetrics = [\"leads\", \"traffic\", \"calls\"]\n",
                team * IN_A_TEAM + member
            )
            .unwrap();
        }
    }
    toml + &people
        + "\n[[sync]]\nkey = \"s\"\nname = \"Планёрка\"\nteams = [\"t0\", \"t1\", \"t2\"]\nchat = -1001000000999\n"
}

fn plan(week: usize, person: usize) -> String {
    format!(
        "План\nМетрики:\nЛиды: {}\nТрафик: {}\nЗвонки: 42\nЗадачи:\n\
         - Запустить лендинг «Ритейл {week}» => страница опубликована, форма принимает заявки ~ 6ч\n\
         - Подготовить вебинар {week} => программа и 3 спикера подтверждены ~ 5ч\n\
         - Разобрать заявки {week} => 120 заявок закрыты, очередь пуста ~ 8ч\n\
         - Письмо базе => письмо ушло, открытия посчитаны ~ {}ч",
        110 + week,
        14_200 + week,
        3 + person % 3
    )
}

/// The CPU time of the bot so far: that of this process without Telegram's thread, in the hundredths of a second that Linux
/// counts.
fn cpu() -> Duration {
    let ticks = |of: &Path| -> u64 {
        let stat = std::fs::read_to_string(of.join("stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let telegrams = std::fs::read_dir("/proc/self/task").unwrap().map(|task| task.unwrap().path());
    // A thread may end meanwhile.
    let telegrams =
        telegrams.filter(|t| std::fs::read_to_string(t.join("comm")).is_ok_and(|name| name.trim() == TELEGRAM));
    Duration::from_millis(10 * (ticks(Path::new("/proc/self")) - telegrams.map(|t| ticks(&t)).sum::<u64>()))
}

/// What a part of a week cost.
#[derive(Clone, Copy, Default)]
struct Cost {
    cpu: Duration,
    /// The longest that one step of it took on the wall clock, with Telegram's part.
    longest: Duration,
}

struct Company {
    tg: &'static Sandbox,
    app: App,
    clock: Clock,
    people: Vec<i64>,
    costs: [Cost; PARTS.len()],
}

impl Company {
    async fn founded(tg: &'static Sandbox, db: &Path) -> Self {
        let start = "Thu 09:00".parse::<WeekTime>().unwrap().instant("2026-W01".parse().unwrap(), ZONE);
        tg.set_now(start.timestamp());
        let declared = Declaration::parse("company.toml", &company()).unwrap();
        let people: Vec<i64> = declared.people.iter().map(|person| tg.add_user(&person.name, "", None, "ru")).collect();
        let chats = declared.teams.iter().filter_map(|t| t.chat).chain(declared.syncs.iter().filter_map(|s| s.chat));
        for chat in chats {
            tg.add_group_with_id(chat, "Чат", &people);
        }
        let db = Db::open(db).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        company::apply(&mut tx, &declared, start).await.unwrap();
        let codes = company::invite_for_unjoined(&mut tx, start).await.unwrap();
        tx.commit().await.unwrap();
        let clock = Clock::manual(start);
        let bot = Bot::new(tg.token()).set_api_url(tg.url().parse().unwrap());
        let app = App::new(db, clock.clone(), Texts::load().unwrap(), bot);
        for ((_, code), account) in codes.iter().zip(&people) {
            tg.say(*account, *account, &format!("/start {code}"));
        }
        app.settle().await.unwrap();
        Self { tg, app, clock, people, costs: [Cost::default(); PARTS.len()] }
    }

    /// All that comes of what was done is this part's cost.
    async fn settle(&mut self, part: &str) {
        let (before, began) = (cpu(), Instant::now());
        self.app.settle().await.unwrap();
        let cost = &mut self.costs[PARTS.iter().position(|p| *p == part).unwrap()];
        cost.cpu += cpu().saturating_sub(before);
        cost.longest = cost.longest.max(began.elapsed());
    }

    /// The calendar goes on to the next such time; every moment on the way happens when it is due.
    async fn goes_to(&mut self, time: &str, part: &str) {
        let (time, now): (WeekTime, _) = (time.parse().unwrap(), self.clock.now());
        let this = time.instant(Week::at(now, ZONE), ZONE);
        let target = if this > now { this } else { time.instant(Week::at(now, ZONE).next(), ZONE) };
        while self.clock.now() < target {
            let due = jobs::next_due(&self.app.ctx.known_roster().unwrap(), self.clock.now());
            self.sets(due.filter(|due| *due < target).unwrap_or(target));
            self.settle(part).await;
        }
    }

    fn sets(&self, now: DateTime<Utc>) {
        self.clock.set(now);
        self.tg.set_now(now.timestamp());
    }

    async fn all_say(&mut self, part: &str, words: impl Fn(usize) -> String) {
        for (n, account) in self.people.iter().enumerate() {
            self.tg.say(*account, *account, &words(n));
        }
        self.settle(part).await;
    }

    async fn all_tap(&mut self, part: &str, button: &str) {
        for account in &self.people {
            // Who has no such button has nothing to do.
            let _ = self.tg.tap_latest(*account, *account, button);
        }
        self.settle(part).await;
    }

    /// From one Thursday noon to the next: on Friday everybody reports and plans in one sitting.
    async fn week(&mut self, n: usize) {
        self.goes_to("Fri 14:10", "reports").await;
        self.all_say("reports", |person| format!("Лиды {}, трафик {}, звонки 41", 101 + n + person % 7, 14_100 + n))
            .await;
        self.all_tap("reports", "Всё сделано").await;
        self.all_tap("reports", "Отчёт").await;
        self.all_say("plans", |person| plan(n, person)).await;
        self.all_tap("plans", "Отправить").await;
        self.goes_to("Fri 15:30", "approval").await;
        for _ in 0..IN_A_TEAM {
            self.all_tap("approval", "Утвердить").await;
        }
        self.goes_to("Fri 18:05", "digest").await;
        self.goes_to("Mon 10:05", "agenda").await;
        self.goes_to("Wed 11:00", "the week").await;
        self.all_say("the week", |_| "/add срочное письмо клиенту => письмо ушло ~ 1ч".to_owned()).await;
        self.all_say("the week", |_| "/week".to_owned()).await;
        self.all_tap("the week", "1 ✅").await;
        self.goes_to("Thu 16:00", "the week").await;
    }
}

fn sandbox() -> &'static Sandbox {
    let (hand, receive) = std::sync::mpsc::channel();
    std::thread::Builder::new()
        .name(TELEGRAM.to_owned())
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let tg: &'static Sandbox = Box::leak(Box::new(Sandbox::start().await.unwrap()));
                tg.keep_messages(20);
                hand.send(tg).unwrap();
                std::future::pending::<()>().await;
            });
        })
        .unwrap();
    receive.recv().unwrap()
}

fn megabytes(file: &Path) -> f64 {
    std::fs::metadata(file).map_or(0.0, |meta| meta.len() as f64 / 1e6)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let weeks = std::env::var("PLANERKA_BENCH_WEEKS").ok().and_then(|n| n.parse().ok()).unwrap_or(52);
    let dir = tempfile::tempdir().unwrap();
    let db = dir.path().join("year.db");
    let tg = sandbox();
    // As `planerka run` does.
    stay_on_one_core();
    let mut office = Company::founded(tg, &db).await;
    println!(
        "{} people, {TEAMS} teams; CPU of the bot in ms (the longest step on the wall clock)",
        office.people.len()
    );
    println!("week {}  database", PARTS.map(|part| format!("{part:>16}")).join(" "));
    let mut full = None;
    for n in 1..=weeks {
        office.costs = [Cost::default(); PARTS.len()];
        office.week(n).await;
        let costs = office.costs;
        if n == FULL {
            full = Some(costs);
        }
        if n <= 2 || n % 10 == 0 || n == weeks {
            let ms = |d: Duration| d.as_secs_f64() * 1e3;
            let cells = costs.map(|cost| format!("{:>8.0} ({:>5.0})", ms(cost.cpu), ms(cost.longest)));
            let mut conn = SqliteConnectOptions::new().filename(&db).connect().await.unwrap();
            let held: (i64, i64, i64) = sqlx::query_as(
                "SELECT (SELECT count(*) FROM plan WHERE state = 'approved'), (SELECT count(*) FROM report WHERE state = 'sent'),
                        (SELECT count(*) FROM failed_update)",
            )
            .fetch_one(&mut conn)
            .await
            .unwrap();
            conn.close().await.unwrap();
            // A flow that stopped being the ritual would measure something else.
            assert_eq!(held, ((PEOPLE * n) as i64, (PEOPLE * n) as i64, 0), "approved, reported, failed by week {n}");
            println!("{n:>4} {}  {:.1} MB", cells.join(" "), megabytes(&db));
        }
        if n == weeks
            && let Some(full) = full
        {
            let ratio = |part: usize| costs[part].cpu.as_secs_f64() / full[part].cpu.as_secs_f64();
            let ratios: Vec<String> = (0..PARTS.len()).map(|part| format!("{:>16.2}", ratio(part))).collect();
            println!("week {n} against week {FULL}:\n     {}", ratios.join(" "));
        }
    }
}
