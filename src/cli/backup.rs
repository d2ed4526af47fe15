//! `planerka backup`: a consistent copy while the bot runs.

use anyhow::Context as _;

use crate::cli::arguments::BackupArgs;
use crate::cli::database;
use crate::config::Settings;

pub(super) async fn backup(settings: &Settings, args: &BackupArgs) -> anyhow::Result<String> {
    let db = database::open_existing(settings).await?;
    db.backup(&args.file).await?;
    db.close().await;
    let size = std::fs::metadata(&args.file).context("the copy is not there")?.len();
    Ok(format!("{}: {} KB", args.file.display(), size.div_ceil(1024)))
}
