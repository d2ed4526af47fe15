//! The bot as a process: one a database, what it leaves behind when it is killed, what `check` says of it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use planerka::sandbox::{Fault, FaultRule, Sandbox};
use planerka::storage::Db;
use tempfile::TempDir;

use crate::command::{Ended, desk, planerka};

/// A bot on the database of a directory, which does not outlive the test.
pub struct Bot {
    process: Child,
    /// What it had logged when it had started.
    pub log: String,
    /// Kept open, or the bot could not go on logging.
    _lines: BufReader<ChildStderr>,
}

impl Bot {
    /// Starts the bot and reads its log until a line has these words.
    pub fn starts(dir: &Path, env: &[(&str, &str)], words: &str) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_planerka"))
            .arg("run")
            .current_dir(dir)
            .env_clear()
            .envs(env.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the bot starts");
        let mut lines = BufReader::new(process.stderr.take().expect("a log"));
        let mut log = String::new();
        while !log.lines().last().is_some_and(|line| line.contains(words)) {
            let read = lines.read_line(&mut log).expect("a line");
            assert!(read > 0, "the bot ended without {words:?}:\n{log}");
        }
        Self { process, log, _lines: lines }
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// As systemd stops it.
    pub fn stops(mut self) {
        let told = Command::new("kill").arg(self.pid().to_string()).status().expect("kill");
        assert!(told.success() && self.process.wait().expect("an end").success());
    }

    /// As the system kills what takes too much memory.
    pub fn gets_killed(mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("an end");
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A desk with a declared company, and a Telegram.
pub async fn office() -> (TempDir, Sandbox, Vec<(String, String)>) {
    let tg = Sandbox::start().await.expect("a sandbox");
    let desk = desk();
    let env = vec![
        ("PLANERKA_TOKEN".to_owned(), tg.token().to_owned()),
        ("PLANERKA_API_URL".to_owned(), tg.url()),
        ("PLANERKA_NOW".to_owned(), "2026-11-24T09:00:00Z".to_owned()),
    ];
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &borrowed(&env)).code, 0);
    (desk, tg, env)
}

pub fn borrowed(env: &[(String, String)]) -> Vec<(&str, &str)> {
    env.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

fn check(dir: &Path, env: &[(&str, &str)]) -> Ended {
    planerka(dir, &["check"], env)
}

const STARTED: &str = "started as @";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_bot_a_database_and_the_second_says_who_holds_it() {
    let (desk, _tg, env) = office().await;
    let env = borrowed(&env);
    let bot = Bot::starts(desk.path(), &env, STARTED);
    std::os::unix::fs::symlink("planerka.db", desk.path().join("link.db")).expect("a link");
    for name in ["planerka.db", "link.db"] {
        let second = planerka(desk.path(), &["run"], &[&env[..], &[("PLANERKA_DB", name)]].concat());
        assert_eq!((second.code, second.out.as_str()), (1, ""));
        let sentence = format!(
            "planerka: a bot runs on database {name} already: process {}, since 2026-11-24 09:00 UTC; stop that one first\n",
            bot.pid()
        );
        assert_eq!(second.err, sentence);
    }
    // Everything else works beside it.
    assert_eq!(planerka(desk.path(), &["backup", "copy.db"], &env).code, 0);
    let seen = check(desk.path(), &env);
    let line =
        format!("✓ a bot is running (process {}, since 2026-11-24 09:00 UTC); it last heard Telegram on", bot.pid());
    assert!(seen.out.contains(&line), "{}", seen.out);
    bot.stops();
    let seen = check(desk.path(), &env);
    assert!(seen.out.contains("! no bot is running; it last heard Telegram on 2026-11-24 09:00 UTC"), "{}", seen.out);
    // What was held is free again, also after a kill.
    Bot::starts(desk.path(), &env, STARTED).gets_killed();
    let seen = check(desk.path(), &env);
    assert!(seen.out.contains("! no bot is running: it was killed; it last heard"), "{}", seen.out);
    Bot::starts(desk.path(), &env, STARTED).stops();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_says_at_the_start_who_runs_for_whom_and_what_comes_next() {
    let (desk, tg, env) = office().await;
    let bot = Bot::starts(desk.path(), &borrowed(&env), STARTED);
    let log = &bot.log;
    let wanted = "company ТП Лаб, next moment Wed 2026-11-25 12:00 (Europe/Moscow)";
    assert!(log.contains(wanted), "{log}");
    assert!(!log.contains(tg.token()), "{log}");
    bot.stops();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_bot_without_its_write_ahead_log_is_told_of_in_the_log_and_in_check() {
    let (desk, _tg, env) = office().await;
    let env = borrowed(&env);
    let lost = "planerka.db-wal is not here any more: what it wrote last may be lost";

    // Whatever opens the database next brings in what the log holds, and nothing is missing afterwards.
    Bot::starts(desk.path(), &env, STARTED).gets_killed();
    assert!(desk.path().join("planerka.db-wal").exists());
    assert_eq!(planerka(desk.path(), &["apply", "company.toml"], &env).err, "");
    let bot = Bot::starts(desk.path(), &env, STARTED);
    let log = &bot.log;
    assert!(!log.contains("killed"), "{log}");

    bot.gets_killed();
    std::fs::remove_file(desk.path().join("planerka.db-wal")).expect("it was there");
    let seen = check(desk.path(), &env);
    assert!(seen.err.contains(lost), "{}", seen.err);
    assert!(
        seen.out.contains("! on 2026-11-24 09:00 UTC the database was opened after the bot had been killed"),
        "{}",
        seen.out
    );
    // It is said again by check, and no more by whatever opens the database.
    let again = check(desk.path(), &env);
    assert!(again.out.contains("planerka.db-wal was missing") && !again.err.contains("warning"), "{}", again.err);

    Bot::starts(desk.path(), &env, STARTED).gets_killed();
    std::fs::remove_file(desk.path().join("planerka.db-wal")).expect("it was there");
    let bot = Bot::starts(desk.path(), &env, STARTED);
    let log = &bot.log;
    assert!(log.contains(lost), "{log}");
    bot.stops();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_token_is_said_in_words_in_the_log_and_in_check() {
    let (desk, tg, env) = office().await;
    let env = borrowed(&env);
    let bot = Bot::starts(desk.path(), &env, STARTED);
    bot.stops();
    let body = r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#.to_owned();
    tg.fault(FaultRule::new(Fault::Raw { status: 401, body }).on("getMe").times(1000));
    let bot = Bot::starts(desk.path(), &env, "does not accept the token");
    let log = &bot.log;
    assert!(log.contains("(401): it was revoked or replaced. Take the current one from @BotFather"), "{log}");
    assert!(!log.contains(tg.token()), "{log}");
    let seen = check(desk.path(), &env);
    assert!(seen.out.contains("does not accept the token; take the current one from @BotFather"), "{}", seen.out);
    assert_eq!(seen.code, 1);
    bot.stops();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_that_has_not_heard_telegram_for_five_minutes_is_broken() {
    let (desk, _tg, env) = office().await;
    let env = borrowed(&env);
    let bot = Bot::starts(desk.path(), &env, STARTED);
    let later = [env[0], env[1], ("PLANERKA_NOW", "2026-11-24T09:30:00Z")];
    let seen = check(desk.path(), &later);
    assert!(seen.out.contains("✗ a bot is running (process"), "{}", seen.out);
    assert!(seen.out.contains("→ its log says why: journalctl -u planerka"), "{}", seen.out);
    bot.stops();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_command_of_a_newer_version_migrates_the_database_under_a_running_bot() {
    let (desk, _tg, env) = office().await;
    let env = borrowed(&env);
    let bot = Bot::starts(desk.path(), &env, STARTED);
    let newest = "DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    change(&desk.path().join("planerka.db"), newest).await;
    for args in [&["apply", "company.toml"][..], &["backup", "copy.db"], &["export"]] {
        let refused = planerka(desk.path(), args, &env);
        assert_eq!(refused.code, 1);
        assert!(
            refused.err.contains("a bot of an older version runs on database planerka.db: stop it"),
            "{}",
            refused.err
        );
    }
    bot.stops();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_is_restored_and_what_was_there_is_kept() {
    let (desk, _tg, env) = office().await;
    let env = borrowed(&env);
    let names = |word: &str| -> Vec<String> {
        let files = std::fs::read_dir(desk.path()).expect("a directory");
        let mut names: Vec<String> =
            files.map(|file| file.expect("a file").file_name().into_string().expect("UTF-8")).collect();
        names.retain(|name| name.contains(word));
        names.sort();
        names
    };
    let bot = Bot::starts(desk.path(), &env, STARTED);
    assert_eq!(planerka(desk.path(), &["backup", "copy.db"], &env).code, 0);
    let refused = planerka(desk.path(), &["restore", "copy.db"], &env);
    assert_eq!((refused.code, refused.err.contains("a bot runs on database planerka.db already")), (1, true));
    bot.gets_killed();

    // After the backup the company changed, and the killed bot has left its write-ahead log.
    let path = desk.path().join("planerka.db");
    let kept = std::fs::read(&path).expect("the database");
    let restored = planerka(desk.path(), &["restore", "copy.db"], &env);
    assert_eq!((restored.code, restored.err.as_str()), (0, ""));
    let aside = "planerka.db.before-restore-2026-11-24-090000";
    assert_eq!(names("before-restore"), [aside, &format!("{aside}-shm"), &format!("{aside}-wal")]);
    assert!(restored.out.starts_with("planerka.db now holds what copy.db does: ТП Лаб, 2 people"), "{}", restored.out);
    assert!(restored.out.contains(&format!("{aside}\nnow start the bot, then: planerka check")), "{}", restored.out);
    assert_eq!(std::fs::read(desk.path().join(aside)).expect("the old one"), kept);
    assert!(names("restoring").is_empty() && names("planerka.db-").is_empty(), "{:?}", names("planerka.db"));
    let seen = check(desk.path(), &env);
    assert!(
        seen.out.contains("✓ company: ТП Лаб, 1 team, 2 people") && seen.err.is_empty(),
        "{}{}",
        seen.out,
        seen.err
    );
    // A second restore in the same second finds another name for what it keeps.
    assert_eq!(planerka(desk.path(), &["restore", "copy.db"], &env).code, 0);
    assert!(names("before-restore").contains(&format!("{aside}-2")), "{:?}", names("before-restore"));
    Bot::starts(desk.path(), &env, STARTED).stops();
}

#[tokio::test]
async fn what_is_no_backup_is_refused_and_nothing_is_touched() {
    let dir = desk();
    let path = |name: &str| dir.path().join(name);
    assert_eq!(planerka(dir.path(), &["apply", "company.toml"], &[]).code, 0);
    assert_eq!(planerka(dir.path(), &["backup", "good.db"], &[]).code, 0);
    let good = std::fs::read(path("good.db")).expect("a backup");
    std::fs::write(path("empty.db"), "").expect("a file");
    std::fs::write(path("text.db"), "no database").expect("a file");
    std::fs::write(path("packed.db"), [0x1f, 0x8b, 8, 0]).expect("a file");
    std::fs::write(path("short.db"), &good[..good.len() / 2]).expect("a file");
    let mut bent = good.clone();
    let page = bent.len() / 4096 / 2 * 4096;
    bent[page..page + 4096].fill(0xAA);
    std::fs::write(path("bent.db"), bent).expect("a file");
    std::fs::copy(path("good.db"), path("newer.db")).expect("a copy");
    change(&path("newer.db"), "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await;
    change(&path("foreign.db"), "CREATE TABLE song (name TEXT)").await;
    let before = std::fs::read(path("planerka.db")).expect("the database");
    for (name, sentence) in [
        ("none.db", "cannot read none.db: No such file or directory (os error 2)"),
        ("empty.db", "empty.db is empty: it is no backup"),
        ("text.db", "text.db is no SQLite database"),
        ("packed.db", "packed.db is compressed: unpack it first"),
        ("short.db", "short.db is damaged"),
        ("bent.db", "bent.db is damaged"),
        ("newer.db", "newer.db comes from a newer version of planerka (it has migration 9999, this version knows"),
        ("foreign.db", "foreign.db is a database, and not one of planerka"),
        ("planerka.db", "planerka.db is the database itself; name a backup"),
    ] {
        let ended = planerka(dir.path(), &["restore", name], &[]);
        assert_eq!((ended.code, ended.err.lines().count()), (1, 1), "{}", ended.err);
        assert!(ended.err.contains(sentence), "{}", ended.err);
    }
    assert_eq!(std::fs::read(path("planerka.db")).expect("the database"), before);
    let names: Vec<String> = std::fs::read_dir(dir.path())
        .expect("a directory")
        .map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"))
        .filter(|name| name.contains("before-restore") || name.contains("restoring"))
        .collect();
    assert!(names.is_empty(), "{names:?}");
    // On a new machine there is nothing to keep.
    let ended = planerka(dir.path(), &["restore", "good.db"], &[("PLANERKA_DB", "new.db")]);
    assert!(ended.code == 0 && !ended.out.contains("is kept as"), "{}{}", ended.out, ended.err);
}

async fn change(path: &Path, sql: &'static str) {
    use sqlx::{ConnectOptions as _, Connection as _};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut conn = options.connect().await.expect("a database");
    sqlx::query(sql).execute(&mut conn).await.expect("a change");
    conn.close().await.expect("closed");
}

#[tokio::test]
async fn an_older_backup_is_brought_to_this_version() {
    let dir = crate::migration::old_desk().await;
    std::fs::rename(dir.path().join("planerka.db"), dir.path().join("old.db")).expect("renamed");
    let old = std::fs::read(dir.path().join("old.db")).expect("a backup");
    let ended = planerka(dir.path(), &["restore", "old.db"], &[]);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    assert_eq!(std::fs::read(dir.path().join("old.db")).expect("the backup"), old, "the backup is as it was");
    let db = Db::open(&dir.path().join("planerka.db")).await.expect("a database");
    db.close().await;
}
