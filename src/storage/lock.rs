//! One bot a database: the lock file beside it, `planerka.db.lock`.
//!
//! What holds is the operating system's lock on that file, which ends with the process, however it ends. What stands in the
//! file only says who holds it, or who held it last and whether they came to an end in order. The file is never deleted:
//! somebody else could be waiting for it.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};

use crate::storage::private_file::{open_beside, real, with_suffix};
use crate::storage::stamp::{stamp, unstamp};

/// How often a lock that somebody holds is tried again: `check` holds it for an instant, a bot that stops for a little longer.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

/// What the holder of the lock is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The bot runs on the database.
    Run,
    /// Another file is put in the database's place.
    Restore,
}

/// How far the holder of the lock has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It has not opened the database yet.
    Starting,
    /// The database is open. Where nobody holds the lock any more, the process was killed.
    AtWork,
    /// It let the lock go by itself.
    Ended,
}

/// Who holds the lock, or held it last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub pid: u32,
    /// When it took the lock, by its own clock.
    pub since: DateTime<Utc>,
    /// What for.
    pub purpose: Purpose,
    /// How far it has come.
    pub stage: Stage,
}

/// The bot was killed, and its database has not been opened since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed {
    /// The process.
    pub holder: Holder,
    /// Its write-ahead log is still beside the database. It always leaves one; without it, what it wrote last is lost.
    pub log_is_there: bool,
}

/// Whether anybody holds the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody ever took it here.
    Never,
    /// This one does; none where the file does not say who.
    Held(Option<Holder>),
    /// Nobody does; this one held it last.
    Free(Option<Holder>),
}

/// The lock. It is let go when this is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    holder: Holder,
}

impl Lock {
    /// Takes the lock of a database.
    ///
    /// # Errors
    /// Where somebody else holds it, which the error says in words, or where the file cannot be written.
    pub fn take(db: &Path, purpose: Purpose, now: DateTime<Utc>) -> anyhow::Result<Self> {
        let path = path(db).with_context(|| format!("cannot open database {}", db.display()))?;
        let unwritable = || format!("cannot write the lock file {}", path.display());
        let mut file = open_beside(&path).with_context(unwritable)?;
        if !got(&file).with_context(unwritable)? {
            bail!("{}", refusal(db, read(&mut file)));
        }
        let holder = Holder { pid: std::process::id(), since: now, purpose, stage: Stage::Starting };
        let mut lock = Self { file, holder };
        lock.write().with_context(unwritable)?;
        Ok(lock)
    }

    /// The database is open: from now on it leaves a write-ahead log behind if the process is killed.
    pub fn at_work(&mut self) {
        self.note(Stage::AtWork);
    }

    /// Lets the lock go and notes that all came to an end in order.
    pub fn end(mut self) {
        self.note(Stage::Ended);
    }

    fn note(&mut self, stage: Stage) {
        self.holder.stage = stage;
        if let Err(error) = self.write() {
            tracing::warn!("cannot write the lock file: {error}");
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let Holder { pid, since, purpose, stage } = self.holder;
        let purpose = match purpose {
            Purpose::Run => "run",
            Purpose::Restore => "restore",
        };
        let stage = match stage {
            Stage::Starting => "starting",
            Stage::AtWork => "at-work",
            Stage::Ended => "ended",
        };
        let line = format!("{purpose} {pid} {} {stage}\n", stamp(since));
        self.file.rewind()?;
        self.file.set_len(0)?;
        self.file.write_all(line.as_bytes())?;
        self.file.sync_all()
    }
}

/// Whether anybody holds the lock of a database. Looking changes nothing.
pub fn standing(db: &Path) -> Standing {
    let Some(mut file) = path(db).ok().and_then(|path| File::open(path).ok()) else { return Standing::Never };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Standing::Held(read(&mut file)),
        Ok(()) | Err(TryLockError::Error(_)) => Standing::Free(read(&mut file)),
    }
}

/// A process that ran the bot on this database and was killed, if nobody has opened the database since. [`settle`] says that
/// somebody has.
pub fn killed(db: &Path) -> Option<Killed> {
    match standing(db) {
        Standing::Free(Some(holder)) if holder.purpose == Purpose::Run && holder.stage == Stage::AtWork => {
            let log_is_there = real(db).is_ok_and(|db| with_suffix(&db, "-wal").exists());
            Some(Killed { holder, log_is_there })
        }
        _ => None,
    }
}

/// The database has been opened since the process was killed, which brought in what its write-ahead log held.
///
/// # Errors
/// Where the lock file cannot be written. A process that holds the lock by now is let be.
pub fn settle(db: &Path) -> io::Result<()> {
    let Some(Killed { holder, .. }) = killed(db) else { return Ok(()) };
    let file = open_beside(&path(db)?)?;
    match file.try_lock() {
        Ok(()) => Lock { file, holder: Holder { stage: Stage::Ended, ..holder } }.write(),
        Err(_) => Ok(()),
    }
}

fn path(db: &Path) -> io::Result<PathBuf> {
    Ok(with_suffix(&real(db)?, ".lock"))
}

/// Whether the lock could be had. Where the file system knows no locks there is nothing to wait for, and it counts as had.
fn got(file: &File) -> io::Result<bool> {
    for left in (0..TRIES).rev() {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if left > 0 => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                tracing::warn!("this file system knows no locks: see to it that no second bot runs on this database");
                return Ok(true);
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(false)
}

fn refusal(db: &Path, holder: Option<Holder>) -> String {
    let db = db.display();
    match holder {
        Some(Holder { pid, since, purpose: Purpose::Run, .. }) => {
            format!("a bot runs on database {db} already: process {pid}, since {}; stop that one first", shown(since))
        }
        Some(Holder { pid, since, purpose: Purpose::Restore, .. }) => {
            format!("database {db} is being restored by process {pid}, since {}; wait for it", shown(since))
        }
        None => format!("another process holds database {db}; stop that one first"),
    }
}

/// An instant as the command line shows it.
pub fn shown(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

fn read(file: &mut File) -> Option<Holder> {
    let mut line = String::new();
    file.take(200).read_to_string(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let purpose = match words.next()? {
        "run" => Purpose::Run,
        "restore" => Purpose::Restore,
        _ => return None,
    };
    let pid = words.next()?.parse().ok()?;
    let since = unstamp(words.next()?).ok()?;
    let stage = match words.next()? {
        "starting" => Stage::Starting,
        "at-work" => Stage::AtWork,
        _ => Stage::Ended,
    };
    Some(Holder { pid, since, purpose, stage })
}
