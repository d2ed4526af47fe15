//! A consistent copy of the database, made while everything goes on.

use std::fs::{hard_link, remove_file, rename};
use std::io;
use std::path::Path;

use anyhow::{Context as _, bail};
use sqlx::Connection as _;

use crate::storage::Db;
use crate::storage::db::connect;
use crate::storage::private_file::{create_new, sync_directory, with_suffix};

impl Db {
    /// Writes a copy, whole, or nothing: the name appears when all of it is on the disk.
    ///
    /// # Errors
    /// Where something of that name is there, the copy cannot be written, or what was copied is damaged.
    pub async fn backup(&self, target: &Path) -> anyhow::Result<()> {
        if target.symlink_metadata().is_ok() {
            bail!("{} exists already; name a new file", target.display());
        }
        let unfinished = with_suffix(target, &format!(".unfinished-{}", std::process::id()));
        let written = self.copy_into(&unfinished).await.with_context(|| format!("cannot write {}", target.display()));
        let done = written.and_then(|()| put_in_place(&unfinished, target));
        if done.is_err() {
            // It is half a copy; and where it was never made there is nothing to remove.
            let _ = remove_file(&unfinished);
        }
        done
    }

    async fn copy_into(&self, file: &Path) -> anyhow::Result<()> {
        let name = file.to_str().context("its path is not UTF-8")?.to_owned();
        let made = create_new(file)?;
        let mut conn = connect(self.path(), false).await?;
        // SQLite takes an empty file for one that is not there.
        let copied = sqlx::query("VACUUM INTO ?").bind(&name).execute(&mut conn).await;
        conn.close().await.ok();
        copied?;
        made.sync_all()?;
        Ok(())
    }
}

/// Gives the finished copy its name, unless something of that name has come up meanwhile.
fn put_in_place(finished: &Path, target: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", target.display());
    match hard_link(finished, target) {
        Ok(()) => remove_file(finished).with_context(cannot)?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} exists already; name a new file", target.display())
        }
        // A file system without hard links.
        Err(_) if target.symlink_metadata().is_err() => rename(finished, target).with_context(cannot)?,
        Err(error) => return Err(error).with_context(cannot),
    }
    sync_directory(target).with_context(cannot)
}
