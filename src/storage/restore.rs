//! A backup in the place of the database.
//!
//! Nothing is touched before a copy of the backup lies beside the database, has been checked and can be opened by this
//! version of the program. The files that were there are renamed, never deleted.

use std::fs::{File, remove_file, rename};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use chrono::{DateTime, Utc};
use sqlx::{Connection as _, SqliteConnection};

use crate::storage::db::{connect, newest_migration};
use crate::storage::health::in_one_line;
use crate::storage::private_file::{make_private, open_beside, real, sync_directory, with_suffix};
use crate::storage::{Db, SQLITE_HEAD, bot_state};

/// What SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];
/// Tables that have been there from the first version on.
const OURS: [&str; 4] = ["_sqlx_migrations", "company", "person", "update_offset"];

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The company in the backup; none where none was declared.
    pub company: Option<String>,
    /// How many people are in it.
    pub people: i64,
    /// When the bot last heard Telegram before the backup was made.
    pub heard_at: Option<DateTime<Utc>>,
    /// What the database is called now that was there; none where there was none.
    pub aside: Option<PathBuf>,
}

/// Puts a backup in the place of the database. The caller holds the database's lock.
///
/// # Errors
/// Where the backup is none, is damaged, comes from a newer version, or a file cannot be written: then all is as before.
pub async fn restore(backup: &Path, db: &Path, now: DateTime<Utc>) -> anyhow::Result<Restored> {
    look_at_head(backup)?;
    let target = real(db).with_context(|| format!("cannot write {}", db.display()))?;
    ensure!(!is_same_file(backup, &target), "{} is the database itself; name a backup", backup.display());
    let copy = with_suffix(&target, ".restoring");
    discard(&copy);
    let checked = match copied(backup, &copy) {
        Ok(()) => check(backup, &copy).await,
        Err(error) => Err(error).with_context(|| format!("cannot copy {} to {}", backup.display(), copy.display())),
    };
    let swapped = checked.and_then(|found| Ok(Restored { aside: swap(&copy, &target, now)?, ..found }));
    if swapped.is_err() {
        discard(&copy);
    }
    swapped
}

/// Refuses what is no SQLite database by its first bytes.
fn look_at_head(backup: &Path) -> anyhow::Result<()> {
    let name = backup.display();
    let mut head = Vec::new();
    let file = File::open(backup).with_context(|| format!("cannot read {name}"))?;
    file.take(16).read_to_end(&mut head).with_context(|| format!("cannot read {name}"))?;
    match head.as_slice() {
        head if head == SQLITE_HEAD => Ok(()),
        [] => bail!("{name} is empty: it is no backup"),
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] | [b'P', b'K', ..] => {
            bail!("{name} is compressed: unpack it first")
        }
        _ => bail!("{name} is no SQLite database"),
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let id = |path: &Path| path.metadata().ok().map(|file| (file.dev(), file.ino()));
    id(one).is_some() && id(one) == id(other)
}

/// The backup and, where it was copied by hand, the write-ahead log that belongs to it.
fn copied(backup: &Path, copy: &Path) -> io::Result<()> {
    for suffix in ["", "-wal"] {
        let from = with_suffix(backup, suffix);
        if suffix.is_empty() || from.exists() {
            let mut to = open_beside(&with_suffix(copy, suffix))?;
            make_private(&to)?;
            io::copy(&mut File::open(from)?, &mut to)?;
            to.sync_all()?;
        }
    }
    Ok(())
}

/// Checks the copy and brings it to this version of the program.
async fn check(backup: &Path, copy: &Path) -> anyhow::Result<Restored> {
    let name = backup.display();
    let damaged = || format!("{name} is damaged; take another backup");
    let mut conn = connect(copy, false).await.with_context(damaged)?;
    let version = verdict(&mut conn).await;
    conn.close().await.ok();
    match version.with_context(damaged)? {
        Verdict::Foreign => bail!("{name} is a database, and not one of planerka"),
        Verdict::Damaged(what) => bail!("{name} is damaged ({what}); take another backup"),
        Verdict::Version(version) if version > newest_migration() => bail!(
            "{name} comes from a newer version of planerka (it has migration {version}, this version knows {}); \
             restore it with that version",
            newest_migration()
        ),
        Verdict::Version(_) => {}
    }
    let opened = Db::open(copy).await.with_context(|| format!("cannot bring {name} to this version"))?;
    let found = summary(&opened).await;
    opened.close().await;
    found.with_context(damaged)
}

enum Verdict {
    /// No database of ours.
    Foreign,
    /// What SQLite finds wrong.
    Damaged(String),
    /// Whole; its newest migration.
    Version(i64),
}

async fn verdict(conn: &mut SqliteConnection) -> Result<Verdict, sqlx::Error> {
    let wrong: String = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut *conn).await?;
    if wrong != "ok" {
        return Ok(Verdict::Damaged(in_one_line(&wrong)));
    }
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'").fetch_all(&mut *conn).await?;
    if !OURS.iter().all(|ours| tables.iter().any(|table| table == ours)) {
        return Ok(Verdict::Foreign);
    }
    let version: Option<i64> =
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(&mut *conn).await?;
    Ok(version.map_or(Verdict::Foreign, Verdict::Version))
}

async fn summary(db: &Db) -> anyhow::Result<Restored> {
    let mut tx = db.begin().await?;
    let company: Option<String> = sqlx::query_scalar("SELECT name FROM company").fetch_optional(tx.conn()).await?;
    let people: i64 =
        sqlx::query_scalar("SELECT count(*) FROM person WHERE left_at IS NULL").fetch_one(tx.conn()).await?;
    let heard_at = bot_state::load(&mut tx).await?.heard_at;
    tx.rollback().await?;
    Ok(Restored { company, people, heard_at, aside: None })
}

/// Renames the files that are there and gives the copy their name; what the old database is called now.
fn swap(copy: &Path, target: &Path, now: DateTime<Utc>) -> anyhow::Result<Option<PathBuf>> {
    let aside = free_name(target, now);
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut renamed = |from: PathBuf, to: PathBuf| -> io::Result<()> {
        rename(&from, &to)?;
        moved.push((from, to));
        Ok(())
    };
    let all = (|| {
        for suffix in ["-wal", "-shm", "-journal", ""] {
            let from = with_suffix(target, suffix);
            if from.exists() {
                renamed(from, with_suffix(&aside, suffix))?;
            }
        }
        renamed(copy.to_owned(), target.to_owned())?;
        sync_directory(target)
    })();
    if let Err(error) = all {
        for (from, to) in moved.into_iter().rev() {
            // What cannot be renamed back is still there under the other name.
            let _ = rename(to, from);
        }
        return Err(error).with_context(|| format!("cannot put the backup in the place of {}", target.display()));
    }
    Ok(Some(aside).filter(|aside| aside.exists()))
}

/// `planerka.db.before-restore-2026-11-27-172028`, with a number where there is one already.
fn free_name(target: &Path, now: DateTime<Utc>) -> PathBuf {
    let dated = with_suffix(target, &format!(".before-restore-{}", now.format("%Y-%m-%d-%H%M%S")));
    let taken = |name: &Path| name.symlink_metadata().is_ok() || BESIDE.iter().any(|s| with_suffix(name, s).exists());
    if !taken(&dated) {
        return dated;
    }
    let numbered = (2..).map(|n: u32| with_suffix(&dated, &format!("-{n}")));
    numbered.into_iter().find(|name| !taken(name)).unwrap_or(dated)
}

/// Removes a copy that was not finished.
fn discard(copy: &Path) {
    let _ = remove_file(copy);
    for suffix in BESIDE {
        let _ = remove_file(with_suffix(copy, suffix));
    }
}
