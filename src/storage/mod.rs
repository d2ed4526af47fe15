//! What is kept, and the one door to it.
//!
//! One connection, one writer. Every change is made between [`Db::begin`] (`BEGIN IMMEDIATE`) and [`Tx::commit`];
//! functions of the submodules work on the open transaction and never begin or end one.

pub mod approval;
pub mod company;
pub mod conversation;
pub mod failed_job;
pub mod health;
mod json;
pub mod meeting;
pub mod moment;
pub mod numbers;
pub mod outbox;
pub mod plan;
pub mod report;
pub mod stamp;
pub mod updates;
pub mod week;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tokio::sync::{Mutex, OwnedMutexGuard};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// The database file. Cheap to clone; all clones share one connection.
#[derive(Debug, Clone)]
pub struct Db {
    path: PathBuf,
    slot: Arc<Mutex<Slot>>,
}

/// The connection, or none when it has to be opened anew.
#[derive(Debug, Default)]
struct Slot {
    conn: Option<SqliteConnection>,
    /// A transaction was dropped half-way: roll back before the next.
    dirty: bool,
}

/// An open `BEGIN IMMEDIATE` transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    slot: OwnedMutexGuard<Slot>,
    /// What the chats shall be told: gathered, and written when it is committed, for one statement for all of it costs a
    /// fraction of one for each, and of what is said twice about one card only the newest goes. Everything else is read and
    /// written at once.
    write_set: outbox::WriteSet,
}

impl Db {
    /// Opens the file, creates it where there is none, and migrates it.
    ///
    /// # Errors
    /// Where the file cannot be opened or written, or comes from a newer version of the program.
    pub async fn open(path: &Path) -> anyhow::Result<Self> {
        let db = Self { path: path.to_owned(), slot: Arc::default() };
        let mut conn = connect(path, true).await.with_context(|| format!("cannot open database {}", path.display()))?;
        match MIGRATIONS.run(&mut conn).await {
            Ok(()) => {}
            Err(MigrateError::VersionMissing(version)) => anyhow::bail!(
                "database {} comes from a newer version of planerka (it has migration {version}); \
                 run that version or restore an older backup",
                path.display()
            ),
            Err(error) => return Err(error).with_context(|| format!("cannot prepare database {}", path.display())),
        }
        db.slot.lock().await.conn = Some(conn);
        Ok(db)
    }

    /// Opens an existing file, and migrates it where it is older than the program: for commands that need a company.
    ///
    /// # Errors
    /// Where there is no such file or it cannot be read.
    pub async fn open_existing(path: &Path) -> anyhow::Result<Self> {
        if !path.exists() {
            anyhow::bail!(
                "there is no database {}; declare the company first: planerka apply company.toml",
                path.display()
            );
        }
        Self::open(path).await
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins a transaction; waits for the one before it. Reads also go through here: one connection, no surprises.
    ///
    /// # Errors
    /// Where the database cannot be reached or locked within the busy timeout.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        let mut slot = Arc::clone(&self.slot).lock_owned().await;
        if std::mem::take(&mut slot.dirty)
            && let Some(conn) = slot.conn.as_mut()
            && sqlx::query("ROLLBACK").execute(conn).await.is_err()
        {
            // Nothing was open (SQLite rolled back by itself) or the connection is broken: either way a fresh one is safe.
            slot.conn = None;
        }
        if slot.conn.is_none() {
            slot.conn = Some(connect(&self.path, false).await?);
        }
        // Before it has begun: who waits for this may be cut short, and SQLite begins it all the same.
        slot.dirty = true;
        let conn = slot.conn.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        sqlx::query("BEGIN IMMEDIATE").execute(conn).await?;
        Ok(Tx { slot, write_set: outbox::WriteSet::default() })
    }

    /// Writes a consistent copy while everything goes on.
    ///
    /// # Errors
    /// Where the target exists or cannot be written.
    pub async fn backup(&self, target: &Path) -> anyhow::Result<()> {
        if target.exists() {
            anyhow::bail!("{} exists already; name a new file", target.display());
        }
        let name = target.to_str().context("the backup's path is not UTF-8")?.to_owned();
        let mut conn = connect(&self.path, false).await?;
        sqlx::query("VACUUM INTO ?")
            .bind(name)
            .execute(&mut conn)
            .await
            .with_context(|| format!("cannot write {}", target.display()))?;
        conn.close().await.ok();
        Ok(())
    }

    /// Closes the connection, which also folds the write-ahead log into the file.
    pub async fn close(&self) {
        if let Some(conn) = self.slot.lock().await.conn.take() {
            conn.close().await.ok();
        }
    }
}

impl Tx {
    /// The connection the transaction is open on: for statements of this module, and of tests.
    #[expect(clippy::expect_used, reason = "`begin` put it there, only `commit` and `rollback` take it away")]
    pub fn conn(&mut self) -> &mut SqliteConnection {
        self.slot.conn.as_mut().expect("an open transaction has a connection")
    }

    /// Whether anything was said that becomes rows of the outbox.
    pub fn says_something(&self) -> bool {
        !self.write_set.is_empty()
    }

    /// Puts what was said into the outbox and makes everything since [`Db::begin`] durable.
    ///
    /// # Errors
    /// Where the disk refuses; then nothing of it is there, and the connection is opened anew for the next transaction.
    pub async fn commit(mut self) -> Result<(), sqlx::Error> {
        let write_set = std::mem::take(&mut self.write_set);
        outbox::flush(&mut self, write_set).await?;
        let result = sqlx::query("COMMIT").execute(self.conn()).await;
        self.slot.dirty = false;
        if result.is_err() {
            self.slot.conn = None;
        }
        result.map(|_| ())
    }

    /// Undoes everything since [`Db::begin`].
    ///
    /// # Errors
    /// Where the connection is broken; it is opened anew for the next transaction.
    pub async fn rollback(mut self) -> Result<(), sqlx::Error> {
        let result = sqlx::query("ROLLBACK").execute(self.conn()).await;
        self.slot.dirty = false;
        if result.is_err() {
            self.slot.conn = None;
        }
        result.map(|_| ())
    }
}

async fn connect(path: &Path, create: bool) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // Else every statement that may have to be undone by itself makes a file for that.
        .pragma("temp_store", "memory")
        .statement_cache_capacity(256)
        .disable_statement_logging()
        .connect()
        .await
}

/// Whether the database itself is in trouble (full, read-only, locked, unreadable), as opposed to one statement being
/// wrong: then nothing is confirmed to Telegram and all is tried again.
pub fn is_outage(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<sqlx::Error>()).any(|error| match error {
        sqlx::Error::Database(inner) => {
            // Primary result codes: BUSY 5, LOCKED 6, READONLY 8, IOERR 10, CORRUPT 11, FULL 13, CANTOPEN 14, NOTADB 26.
            let code = inner.code().and_then(|c| c.parse::<u32>().ok()).unwrap_or(0) & 0xff;
            matches!(code, 5 | 6 | 8 | 10 | 11 | 13 | 14 | 26)
        }
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed => true,
        _ => false,
    })
}
