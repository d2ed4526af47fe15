//! The database as the commands open it.

use anyhow::{Context as _, bail};

use crate::cli::output::note;
use crate::config::Settings;
use crate::storage::lock::{self, Killed, Standing};
use crate::storage::{Db, bot_state};

/// Opens the database, or makes it where there is none.
pub(super) async fn open(settings: &Settings) -> anyhow::Result<Db> {
    let killed = before_opening(settings).await?;
    let db = Db::open(&settings.db).await?;
    settle(settings, &db, killed).await?;
    Ok(db)
}

/// Opens the database that is there: for commands that need a company.
pub(super) async fn open_existing(settings: &Settings) -> anyhow::Result<Db> {
    let killed = before_opening(settings).await?;
    let db = Db::open_existing(&settings.db).await?;
    settle(settings, &db, killed).await?;
    Ok(db)
}

/// Whether the bot was killed. Refuses to migrate the database under a bot that runs: an older version of the program would go on
/// with statements that the migrated tables do not know.
async fn before_opening(settings: &Settings) -> anyhow::Result<Option<Killed>> {
    if let Standing::Held(_) = lock::standing(&settings.db)
        && Db::is_behind(&settings.db).await
    {
        bail!(
            "a bot of an older version runs on database {}: stop it, install this version for it, and start it again",
            settings.db.display()
        );
    }
    Ok(lock::killed(&settings.db))
}

async fn settle(settings: &Settings, db: &Db, killed: Option<Killed>) -> anyhow::Result<()> {
    let Some(killed) = killed else { return Ok(()) };
    if let Some(warning) = after_kill(settings, db, killed).await? {
        note(&format!("warning: {warning}"));
    }
    // Where the lock file cannot be written, the next command looks again.
    let _ = lock::settle(&settings.db);
    Ok(())
}

/// The database was just opened after the bot had been killed. Where its write-ahead log was missing, that is noted for
/// `check` and `/status`; the sentence says so.
pub(super) async fn after_kill(settings: &Settings, db: &Db, killed: Killed) -> anyhow::Result<Option<String>> {
    if killed.log_is_there {
        return Ok(None);
    }
    let mut tx = db.begin().await.context("cannot write to the database")?;
    bot_state::log_lost(&mut tx, settings.clock().now()).await?;
    tx.commit().await.context("cannot write to the database")?;
    let (pid, since) = (killed.holder.pid, lock::shown(killed.holder.since));
    let name = settings.db.display();
    Ok(Some(format!(
        "the bot (process {pid}, since {since}) was killed, and its file {name}-wal is not here any more: what it wrote last may \
         be lost. Where that file still is, stop the bot, put it back beside {name}, or restore the last backup"
    )))
}
