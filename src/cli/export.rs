//! `planerka export`: the register of one week.

use anyhow::{Context as _, anyhow};

use super::ExportArgs;
use crate::config::Settings;
use crate::domain::week::Week;
use crate::storage::{Db, company};

pub(super) async fn export(settings: &Settings, args: &ExportArgs) -> anyhow::Result<String> {
    let db = Db::open_existing(&settings.db).await?;
    let mut tx = db.begin().await.context("cannot read the database")?;
    let roster = company::load(&mut tx).await?;
    let roster = roster.ok_or_else(|| anyhow!("no company is declared yet; run: planerka apply company.toml"))?;
    let week = args.week.unwrap_or_else(|| Week::at(settings.clock().now(), roster.timezone));
    // Dispatch: crate::export::…(&mut tx, &roster, week, args.format), to args.out or as the returned text.
    anyhow::bail!("the export of {week} is not built in yet")
}
