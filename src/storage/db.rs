//! The database file, and a transaction on it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::storage::code_hash::hash_plain_codes;
use crate::storage::outbox::WriteSet;
use crate::storage::private_file;

/// The name of a database that is nowhere.
const MEMORY: &str = ":memory:";

/// The first bytes of every SQLite database.
pub const SQLITE_HEAD: &[u8; 16] = b"SQLite format 3\0";

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// The database file. Cheap to clone; all clones share one connection.
#[derive(Debug, Clone)]
pub struct Db {
    path: PathBuf,
    slot: Arc<Mutex<Slot>>,
}

/// The connection; none when it has to be opened again.
#[derive(Debug, Default)]
pub(super) struct Slot {
    pub(super) conn: Option<SqliteConnection>,
    /// A transaction was dropped half-way: it is rolled back before the next one begins.
    pub(super) dirty: bool,
}

/// An open `BEGIN IMMEDIATE` transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Tx {
    pub(super) slot: OwnedMutexGuard<Slot>,
    /// The messages of this transaction. They are written at the commit: one statement for all costs a fraction of one
    /// for each, and of a card that changed twice only the newest form is sent. Everything else is written at once.
    pub(super) write_set: WriteSet,
}

impl Db {
    /// Opens the file, creates it where there is none, and migrates it.
    ///
    /// # Errors
    /// Where the file cannot be opened or written, or comes from a newer version of the program.
    pub async fn open(path: &Path) -> anyhow::Result<Self> {
        let db = Self { path: path.to_owned(), slot: Arc::default() };
        if path != Path::new(MEMORY) {
            create_private(path)?;
        }
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
        hash_plain_codes(&mut conn).await.with_context(|| format!("cannot prepare database {}", path.display()))?;
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

    /// Whether opening the file would migrate it. Looking changes nothing; what cannot be read counts as up to date.
    pub async fn is_behind(path: &Path) -> bool {
        if !path.is_file() {
            return false;
        }
        let Ok(mut conn) = connect(path, false).await else { return false };
        let version: Result<Option<i64>, sqlx::Error> =
            sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(&mut conn).await;
        conn.close().await.ok();
        version.is_ok_and(|version| version.is_some_and(|version| version < newest_migration()))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins a transaction, after waiting for the one before it. Reads go through here too: there is one connection.
    ///
    /// # Errors
    /// Where the database cannot be reached or locked within the busy timeout.
    pub async fn begin(&self) -> Result<Tx, sqlx::Error> {
        let mut slot = Arc::clone(&self.slot).lock_owned().await;
        if std::mem::take(&mut slot.dirty)
            && let Some(conn) = slot.conn.as_mut()
            && sqlx::query("ROLLBACK").execute(conn).await.is_err()
        {
            // Nothing was open (SQLite rolled back by itself) or the connection is broken: a new one is safe in both
            // cases.
            slot.conn = None;
        }
        if slot.conn.is_none() {
            slot.conn = Some(connect(&self.path, false).await?);
        }
        // Set before the statement runs: the future may be dropped while it waits, and SQLite begins all the same.
        slot.dirty = true;
        let conn = slot.conn.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        sqlx::query("BEGIN IMMEDIATE").execute(conn).await?;
        Ok(Tx { slot, write_set: WriteSet::default() })
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

    /// Whether this transaction will write to the outbox.
    pub fn says_something(&self) -> bool {
        !self.write_set.is_empty()
    }

    /// Undoes everything since [`Db::begin`].
    ///
    /// # Errors
    /// Where the connection is broken. The next transaction opens a new one.
    pub async fn rollback(mut self) -> Result<(), sqlx::Error> {
        let result = sqlx::query("ROLLBACK").execute(self.conn()).await;
        self.slot.dirty = false;
        if result.is_err() {
            self.slot.conn = None;
        }
        result.map(|_| ())
    }
}

/// The number of the newest migration that this version of the program knows.
pub(super) fn newest_migration() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Makes the file, with mode 0600, before SQLite makes it readable for everybody. What SQLite puts beside it gets its mode.
fn create_private(path: &Path) -> anyhow::Result<()> {
    if path.symlink_metadata().is_ok_and(|file| file.is_symlink()) && !path.exists() {
        anyhow::bail!("database {} is a link that leads nowhere", path.display());
    }
    if !path.exists() {
        // Where this fails, SQLite says why.
        let _ = private_file::open_beside(path);
    }
    Ok(())
}

pub(super) async fn connect(path: &Path, create: bool) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // Otherwise SQLite makes a temporary file for every statement that it may have to undo.
        .pragma("temp_store", "memory")
        // What is deleted or replaced is overwritten where its page is written anyhow: nothing of it is left in a backup.
        .pragma("secure_delete", "fast")
        .statement_cache_capacity(256)
        .disable_statement_logging()
        .connect()
        .await
}
