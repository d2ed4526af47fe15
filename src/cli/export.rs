//! `planerka export`: the register of one week.

use anyhow::{Context as _, anyhow};

use super::{ExportArgs, Format};
use crate::config::Settings;
use crate::domain::week::Week;
use crate::export::register;
use crate::storage::{Db, company};

pub(super) async fn export(settings: &Settings, args: &ExportArgs) -> anyhow::Result<String> {
    let db = Db::open_existing(&settings.db).await?;
    let mut tx = db.begin().await.context("cannot read the database")?;
    let roster = company::load(&mut tx).await?;
    let roster = roster.ok_or_else(|| anyhow!("no company is declared yet; run: planerka apply company.toml"))?;
    let week = args.week.unwrap_or_else(|| Week::at(settings.clock().now(), roster.timezone));
    let register = register(&mut tx, &roster, week).await?;
    tx.rollback().await?;
    let text = match args.format {
        Format::Json => register.json()? + "\n",
        Format::Csv => register.csv()?,
    };
    let Some(file) = &args.out else { return Ok(text) };
    std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(format!("{} plans of {week} in {}\n", register.plans.len(), file.display()))
}
