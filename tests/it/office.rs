//! The harness of the stories: a company, its bot on a manual clock, and a local Telegram. After everything that people
//! do, the bot is run until it has nothing left to do; nothing sleeps.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, Utc};
use planerka::app::App;
use planerka::clock::Clock;
use planerka::domain::calendar::ritual::WeekTime;
use planerka::domain::calendar::week::Week;
use planerka::domain::company::declaration::Declaration;
use planerka::jobs;
use planerka::render::buttons::Action;
use planerka::sandbox::{ChatId, Sandbox, UserId};
use planerka::storage::report::sent;
use planerka::storage::{Db, Tx, company, failed_job};
use planerka::texts::Texts;
use rust_decimal::Decimal;
use teloxide::Bot;

use crate::seen;

/// The company of most stories. Its week has the default times.
pub const COMPANY: &str = include_str!("company.toml");

/// Marketing's chat.
pub const MARKETING: ChatId = -1_001_000_000_001;
/// The chat of the sync.
pub const PLANERKA: ChatId = -1_001_000_000_009;

pub const MOSCOW: chrono_tz::Tz = chrono_tz::Europe::Moscow;

/// Bytes that Telegram takes for a JPEG, by their beginning.
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0 a photo";

/// A company at work.
pub struct Office {
    pub tg: Sandbox,
    pub app: App,
    clock: Clock,
    dir: tempfile::TempDir,
    /// Keys and Telegram ids.
    people: Vec<(String, UserId)>,
    /// How far the sandbox's log has been read.
    cursor: Cell<usize>,
    /// The lines of the transcript that no story has looked at yet.
    unread: RefCell<Vec<String>>,
    /// The time of the transcript's last heading.
    headed: Cell<Option<DateTime<Utc>>>,
    /// The chat to which nothing can be delivered; 0 for none.
    undelivered: Cell<ChatId>,
}

impl Office {
    /// The usual company at a time such as `Thu 15:00` of week 48 (23 to 27 November 2026) in Moscow. Everybody joined
    /// an hour before.
    pub async fn on(time: &str) -> Self {
        Self::of(COMPANY, time).await
    }

    /// Like [`Office::on`], with another company.
    pub async fn of(declaration: &str, time: &str) -> Self {
        let mut office = Self::before_joining(declaration, time).await;
        let codes = office.codes().await;
        for (key, code) in codes {
            let account = office.account(&key);
            office.tg.say(account, account, &format!("/start {code}"));
        }
        office.people.sort_by_key(|(_, id)| *id);
        office.settle().await;
        office.jump(office.now() + Duration::hours(1)).await;
        office.skip();
        office
    }

    /// A company that is declared and that nobody has joined yet, an hour before the given time.
    pub async fn before_joining(declaration: &str, time: &str) -> Self {
        let week: Week = "2026-W48".parse().unwrap();
        let start = time.parse::<WeekTime>().unwrap().instant(week, MOSCOW) - Duration::hours(1);
        let tg = Sandbox::start().await.unwrap();
        tg.set_now(start.timestamp());
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&dir.path().join("office.db")).await.unwrap();
        let declared = Declaration::parse("company.toml", declaration).unwrap();
        let people = declared.people.iter().map(|person| {
            let (first, last) = person.name.split_once(' ').unwrap();
            (person.key.clone(), tg.add_user(first, last, Some(&person.key), "ru"))
        });
        let people: Vec<_> = people.collect();
        let members: Vec<UserId> = people.iter().map(|(_, id)| *id).collect();
        for (chat, title) in declared.teams.iter().map(|t| (t.chat, format!("Чат: {}", t.name))) {
            if let Some(chat) = chat {
                tg.add_group_with_id(chat, &title, &members);
            }
        }
        for sync in &declared.syncs {
            if let Some(chat) = sync.chat {
                tg.add_group_with_id(chat, &format!("Чат: {}", sync.name), &members);
            }
        }
        let mut tx = db.begin().await.unwrap();
        company::apply(&mut tx, &declared, start).await.unwrap();
        tx.commit().await.unwrap();
        let clock = Clock::manual(start);
        let app = app_on(&tg, db, &clock);
        let office = Self {
            tg,
            app,
            clock,
            dir,
            people,
            cursor: Cell::new(0),
            unread: RefCell::default(),
            headed: Cell::new(None),
            undelivered: Cell::new(0),
        };
        office.settle().await;
        office.skip();
        office
    }

    /// The keys and the new join codes of everybody who has not joined.
    pub async fn codes(&self) -> Vec<(String, String)> {
        let mut tx = self.tx().await;
        let codes = company::invite_for_unjoined(&mut tx, self.now()).await.unwrap();
        let roster = company::load(&mut tx).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        codes.into_iter().map(|(id, code)| (roster.person(id).unwrap().key.clone(), code)).collect()
    }

    pub fn dmitry(&self) -> Person<'_> {
        self.person("dmitry")
    }

    pub fn olga(&self) -> Person<'_> {
        self.person("olga")
    }

    pub fn anna(&self) -> Person<'_> {
        self.person("anna")
    }

    pub fn pyotr(&self) -> Person<'_> {
        self.person("pyotr")
    }

    pub fn igor(&self) -> Person<'_> {
        self.person("igor")
    }

    pub fn vera(&self) -> Person<'_> {
        self.person("vera")
    }

    /// The person with this key.
    pub fn person(&self, key: &str) -> Person<'_> {
        Person { office: self, account: self.account(key) }
    }

    /// A new person whom the company does not know.
    pub fn stranger(&self, language: &str) -> Person<'_> {
        Person { office: self, account: self.tg.add_user("Стёпа", "Чужой", None, language) }
    }

    pub fn account(&self, key: &str) -> UserId {
        self.people.iter().find(|(k, _)| k == key).unwrap().1
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Lets time pass until the next such time of a week. Everything that is due on the way happens at its moment.
    pub async fn goes_to(&self, time: &str) {
        let target = self.next(time);
        loop {
            let roster = self.app.ctx.known_roster().unwrap();
            match jobs::next_due(&roster, self.now()).filter(|at| *at <= target) {
                Some(at) => self.jump(at).await,
                None => break,
            }
        }
        self.jump(target).await;
    }

    /// Stops the bot and starts it again at the next such time of a week.
    pub async fn is_down_until(&mut self, time: &str) {
        self.set(self.next(time));
        self.restarts().await;
    }

    /// Jumps ahead. Everything that was due on the way happens at the end.
    pub async fn later(&self, time: Duration) {
        self.jump(self.now() + time).await;
    }

    fn next(&self, time: &str) -> DateTime<Utc> {
        let (time, week): (WeekTime, _) = (time.parse().unwrap(), Week::at(self.now(), MOSCOW));
        let this = time.instant(week, MOSCOW);
        if this > self.now() { this } else { time.instant(week.next(), MOSCOW) }
    }

    async fn jump(&self, to: DateTime<Utc>) {
        self.set(to);
        self.settle().await;
    }

    /// It is this time of the week, and nothing has happened yet.
    pub fn strikes(&self, time: &str) {
        self.set(self.next(time));
    }

    fn set(&self, to: DateTime<Utc>) {
        self.clock.set(to);
        self.tg.set_now(to.timestamp());
    }

    /// Ends the process and starts another one on the same database.
    pub async fn restarts(&mut self) {
        let db = Db::open(&self.db()).await.unwrap();
        self.app = app_on(&self.tg, db, &self.clock);
        self.settle().await;
    }

    pub fn db(&self) -> PathBuf {
        self.dir.path().join("office.db")
    }

    pub async fn tx(&self) -> Tx {
        self.app.ctx.db.begin().await.unwrap()
    }

    /// Applies another `company.toml` while the bot runs.
    pub async fn declares(&self, company: &str) {
        let declared = Declaration::parse("company.toml", company).unwrap();
        let mut tx = self.tx().await;
        company::apply(&mut tx, &declared, self.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.settle().await;
    }

    /// Changes the database in a way that people cannot.
    pub async fn writes(&self, sql: &'static str) {
        let mut tx = self.tx().await;
        sqlx::query(sql).execute(tx.conn()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// One number out of the database.
    pub async fn count(&self, sql: &'static str) -> i64 {
        sqlx::query_scalar(sql).fetch_one(self.tx().await.conn()).await.unwrap()
    }

    /// Gives a person a report for last week with this number, as if they had sent it then.
    pub async fn had(&self, key: &str, metric: &str, value: i64) {
        let mut tx = self.tx().await;
        let roster = company::load(&mut tx).await.unwrap().unwrap();
        let person = roster.people.iter().find(|p| p.key == key).unwrap().id;
        let week = Week::at(self.now(), MOSCOW).previous();
        sent::open(&mut tx, person, week).await.unwrap();
        let key = sent::ActualKey { person, metric, week };
        sent::set_actual(&mut tx, key, Decimal::from(value), self.now()).await.unwrap();
        sent::send(&mut tx, person, week, false, self.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Runs the bot until it has nothing left to do, and adds what everybody did and saw to the transcript.
    pub async fn settle(&self) {
        self.app.settle().await.unwrap();
        let (events, cursor) = self.tg.log_since(self.cursor.replace(0));
        self.cursor.set(cursor);
        let lines = seen::lines(&self.tg, events);
        if lines.is_empty() {
            return;
        }
        let mut unread = self.unread.borrow_mut();
        if self.headed.replace(Some(self.now())) != Some(self.now()) {
            unread.push(self.now().with_timezone(&MOSCOW).format("== %a %d.%m %H:%M").to_string());
        }
        unread.extend(lines);
    }

    /// What everybody did and saw since the last call.
    pub fn transcript(&self) -> String {
        self.unread.take().join("\n")
    }

    /// Forgets what everybody did and saw since the last transcript.
    pub fn skip(&self) {
        self.unread.take();
    }

    /// Tells [`Office::close`] that messages to this chat cannot be delivered in this story.
    pub fn cannot_deliver_to(&self, chat: ChatId) {
        self.undelivered.set(chat);
    }

    /// Keeps a copy of the database, for [`Office::goes_back_to`].
    pub async fn keeps(&self) -> PathBuf {
        let kept = self.dir.path().join("kept.db");
        self.app.ctx.db.backup(&kept).await.unwrap();
        kept
    }

    /// Goes on with a copy of the database. Telegram is not taken back.
    pub async fn goes_back_to(&mut self, kept: &Path) {
        let again = tempfile::NamedTempFile::new_in(self.dir.path()).unwrap().into_temp_path().keep().unwrap();
        std::fs::copy(kept, &again).unwrap();
        self.app = app_on(&self.tg, Db::open(&again).await.unwrap(), &self.clock);
    }

    /// Ends the story; fails if anything is unread, unsent, unanswered or failed.
    pub async fn close(self) {
        self.is_in_order().await;
    }

    /// Fails if anything is unread, unsent, unanswered or failed.
    pub async fn is_in_order(&self) {
        assert_eq!(self.transcript(), "", "nobody looked at this");
        assert!(self.tg.unanswered_taps().is_empty(), "unanswered: {:?}", self.tg.unanswered_taps());
        assert!(self.tg.unknown_calls().is_empty(), "unknown calls: {:?}", self.tg.unknown_calls());
        assert_eq!((self.tg.unconfirmed(), self.tg.expired_updates(), self.tg.faults_left()), (0, 0, 0));
        let mut tx = self.tx().await;
        let causes: Vec<String> =
            sqlx::query_scalar("SELECT cause FROM failed_update").fetch_all(tx.conn()).await.unwrap();
        assert!(causes.is_empty(), "failed updates: {causes:?}");
        let jobs = failed_job::all(&mut tx).await.unwrap();
        assert!(jobs.is_empty(), "failed jobs of the calendar: {jobs:?}");
        let unsent: Vec<(i64, String, String, Option<String>)> =
            sqlx::query_as("SELECT chat_id, state, payload, error FROM outbox WHERE state <> 'sent' ORDER BY id")
                .fetch_all(tx.conn())
                .await
                .unwrap();
        let expected = |chat: &i64, state: &str| state == "failed" && *chat == self.undelivered.get();
        assert!(unsent.iter().all(|(chat, state, ..)| expected(chat, state)), "not sent: {unsent:#?}");
        assert_eq!(unsent.is_empty(), self.undelivered.get() == 0, "all was delivered");
    }
}

fn app_on(tg: &Sandbox, db: Db, clock: &Clock) -> App {
    let bot = Bot::new(tg.token()).set_api_url(tg.url().parse().unwrap());
    App::new(db, clock.clone(), Texts::load().unwrap(), bot)
}

/// A person of the company, or a stranger, who uses Telegram.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    office: &'a Office,
    pub account: UserId,
}

impl Person<'_> {
    /// Writes to the bot. Returns the message's id.
    pub async fn says(&self, text: &str) -> i64 {
        self.says_in(self.account, text).await
    }

    /// Writes in a group.
    pub async fn says_in(&self, chat: ChatId, text: &str) -> i64 {
        let id = self.office.tg.say(self.account, chat, text);
        self.office.settle().await;
        id
    }

    /// Sends a message with these fields, as Telegram names them.
    pub async fn sends(&self, fields: serde_json::Value) -> i64 {
        let id = self.office.tg.say_raw(self.account, self.account, fields);
        self.office.settle().await;
        id
    }

    /// Sends a file with a caption, which may be empty.
    pub async fn sends_file(&self, name: &str, bytes: impl Into<Vec<u8>>, caption: &str) -> i64 {
        let id = self.office.tg.say_document(self.account, self.account, name, bytes.into(), caption);
        self.office.settle().await;
        id
    }

    /// Sends a photo.
    pub async fn shows(&self, caption: &str) -> i64 {
        let id = self.office.tg.say_photo(self.account, self.account, JPEG, caption);
        self.office.settle().await;
        id
    }

    /// Sends a photo of an album.
    pub async fn shows_together(&self, album: &str, caption: &str) -> i64 {
        let id = self.office.tg.say_album(self.account, self.account, JPEG, caption, Some(album));
        self.office.settle().await;
        id
    }

    /// Sends a file whose content does not matter.
    pub async fn hands(&self, name: &str, caption: &str) -> i64 {
        let id = self.office.tg.say_document(self.account, self.account, name, "12345", caption);
        self.office.settle().await;
        id
    }

    /// Edits a message of theirs.
    pub async fn edits(&self, message: i64, text: &str) {
        self.office.tg.edit(self.account, self.account, message, text);
        self.office.settle().await;
    }

    /// Taps the newest button whose label contains these words.
    pub async fn taps(&self, label: &str) {
        self.taps_in(self.account, label).await;
    }

    /// Taps the newest such button in a group.
    pub async fn taps_in(&self, chat: ChatId, label: &str) {
        self.office.tg.tap_latest(self.account, chat, label).unwrap();
        self.office.settle().await;
    }

    /// Taps a button that does not exist, with this callback data.
    pub async fn forges(&self, data: &str) {
        self.office.tg.tap_data(self.account, self.account, 1, data);
        self.office.settle().await;
    }

    /// Taps a button that does not exist, with this action.
    pub async fn forges_action(&self, action: Action) {
        self.forges(&action.encode()).await;
    }

    /// The bot's newest message, with its buttons.
    pub fn reads(&self) -> String {
        let message = self.office.tg.latest(self.account).expect("the bot wrote nothing");
        seen::body(&message.text, &message).join("\n")
    }

    pub async fn blocks(&self) {
        self.office.tg.block(self.account);
        self.office.settle().await;
    }

    pub async fn unblocks(&self) {
        self.office.tg.unblock(self.account);
        self.office.settle().await;
    }
}
