//! A company of two people, the sandbox, and an app without limits whose handler says back what it hears.

use chrono::{DateTime, Duration, Utc};
use planerka::app::App;
use planerka::clock::Clock;
use planerka::domain::calendar::ritual::Ritual;
use planerka::render::message::Message;
use planerka::sandbox::Sandbox;
use planerka::storage::outbox::{self, Lane, Place, Post, TapAnswer};
use planerka::storage::{Db, Tx};
use planerka::telegram::queue::Limits;
use planerka::texts::Texts;
use planerka::unit::Unit;
use teloxide::Bot;
use teloxide::types::{Update, UpdateKind};

const NOON: &str = "2026-11-26T12:00:00Z";

pub struct Wire {
    pub tg: Sandbox,
    pub app: App,
    pub dir: tempfile::TempDir,
    pub anna: i64,
    pub boris: i64,
}

/// Says back what it hears; stumbles over what it is told to stumble over.
pub async fn echo(unit: &mut Unit<'_>, update: &Update) -> anyhow::Result<()> {
    if let UpdateKind::Message(message) = &update.kind
        && let Some(text) = message.text()
    {
        let chat = message.chat.id.0;
        outbox::say(unit.tx, chat, Lane::Interactive, Message::html(format!("echo {text}")), unit.now);
        match text {
            "fail" => anyhow::bail!("told to fail"),
            "panic" => panic!("told to panic"),
            "full" => return Err(sqlx::Error::Io(std::io::Error::other("disk full")).into()),
            _ => {}
        }
    }
    Ok(())
}

pub async fn deaf(_: &mut Unit<'_>, _: &Update) -> anyhow::Result<()> {
    Ok(())
}

pub fn post(chat: i64, key: &str, place: Place) -> Post {
    Post { chat, key: key.parse().unwrap(), lane: Lane::Interactive, place }
}

pub fn tap<'a>(callback_id: &'a str, text: Option<&'a str>) -> TapAnswer<'a> {
    TapAnswer { callback_id, text, alert: false }
}

impl Wire {
    pub async fn open() -> Self {
        let tg = Sandbox::start().await.unwrap();
        let now: DateTime<Utc> = NOON.parse().unwrap();
        tg.set_now(now.timestamp());
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&dir.path().join("wire.db")).await.unwrap();
        let anna = tg.add_user("Анна", "Ким", Some("anna"), "ru");
        let boris = tg.add_user("Борис", "Ли", Some("boris"), "ru");
        let mut tx = db.begin().await.unwrap();
        for sql in [
            "INSERT INTO company (id, name, timezone, locale, week_minutes, ritual, declared_at) \
             VALUES (1, 'ТП Лаб', 'Europe/Moscow', 'ru', 2400, ?1, ?2)",
            "INSERT INTO team (id, key, name, function, chat_id, position) SELECT 1, 'm', 'М', 'other', -500, 0 \
             WHERE ?1 <> ?2",
        ] {
            let ritual = serde_json::to_string(&Ritual::default()).unwrap();
            sqlx::query(sql).bind(ritual).bind(NOON).execute(tx.conn()).await.unwrap();
        }
        for (n, person) in [anna, boris].into_iter().enumerate() {
            sqlx::query(
                "INSERT INTO person (key, name, team_id, role, telegram_id, joined_at, position) \
                 VALUES (?, ?, 1, 'employee', ?, ?, ?)",
            )
            .bind(format!("p{n}"))
            .bind("Имя Фамилия")
            .bind(person)
            .bind(NOON)
            .bind(0)
            .execute(tx.conn())
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let app = app_on(&tg, db, now);
        let wire = Self { tg, app, dir, anna, boris };
        for person in [anna, boris] {
            wire.tg.say(person, person, "/start");
        }
        wire.app.poll_once_with(0, &deaf).await.unwrap();
        wire
    }

    pub async fn tx(&self) -> Tx {
        self.app.ctx.db.begin().await.unwrap()
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.app.ctx.clock.now()
    }

    pub fn pass(&self, seconds: i64) {
        self.app.ctx.clock.set(self.now() + Duration::seconds(seconds));
    }

    pub async fn say(&self, chat: i64, lane: Lane, text: &str) {
        let mut tx = self.tx().await;
        outbox::say(&mut tx, chat, lane, Message::html(text), self.now());
        tx.commit().await.unwrap();
    }

    pub async fn show(&self, chat: i64, key: &str, parts: &[&str], place: Place) {
        let parts: Vec<Message> = parts.iter().map(|text| Message::html(*text)).collect();
        let mut tx = self.tx().await;
        outbox::show(&mut tx, post(chat, key, place), parts, self.now());
        tx.commit().await.unwrap();
    }

    pub async fn hear(&self) -> usize {
        self.app.poll_once_with(0, &echo).await.unwrap()
    }

    pub async fn deliver(&self) {
        self.app.deliver_until_idle().await.unwrap();
    }

    /// What of the bot's stands in the chat.
    pub fn seen(&self, chat: i64) -> Vec<String> {
        self.tg.messages(chat).into_iter().filter(|m| m.from_bot && !m.deleted).map(|m| m.text).collect()
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        let mut tx = self.tx().await;
        sqlx::query_scalar(sql).fetch_one(tx.conn()).await.unwrap()
    }

    pub async fn assert_all_sent(&self) {
        assert_eq!(self.count("SELECT count(*) FROM outbox WHERE state <> 'sent'").await, 0);
    }
}

pub fn app_on(tg: &Sandbox, db: Db, now: DateTime<Utc>) -> App {
    let bot = Bot::new(tg.token()).set_api_url(tg.url().parse().unwrap());
    App::with_limits(db, Clock::manual(now), Texts::load().unwrap(), bot, Limits::NONE)
}
