//! `planerka export`: the register of one or several weeks.

use std::io::{IsTerminal as _, Write as _};

use anyhow::{Context as _, anyhow};

use crate::cli::arguments::{ExportArgs, Format};
use crate::cli::{database, output};
use crate::config::Settings;
use crate::domain::calendar::week::Week;
use crate::domain::company::TeamId;
use crate::export::{csv, json, registers, workbook};
use crate::storage::company;
use crate::texts::Texts;

pub(super) async fn export(settings: &Settings, args: &ExportArgs) -> anyhow::Result<String> {
    let db = database::open_existing(settings).await?;
    let mut tx = db.begin().await.context("cannot read the database")?;
    let roster = company::load(&mut tx).await?;
    let roster = roster.ok_or_else(|| anyhow!("no company is declared yet; run: planerka apply company.toml"))?;
    let first = args.week.unwrap_or_else(|| Week::at(settings.clock().now(), roster.timezone));
    let last = args.until.unwrap_or(first);
    anyhow::ensure!(first <= last, "--until {last} is before {first}");
    let teams: Vec<TeamId> = match &args.team {
        None => roster.teams.iter().map(|team| team.id).collect(),
        Some(key) => {
            let team = roster.teams.iter().find(|team| team.key == *key);
            vec![team.ok_or_else(|| anyhow!("there is no team '{key}'"))?.id]
        }
    };
    let registers = registers(&mut tx, &roster, first, last, &teams).await?;
    tx.rollback().await?;
    let bytes = match args.format {
        Format::Json => (json(&registers)? + "\n").into_bytes(),
        Format::Csv => csv(&registers)?.into_bytes(),
        Format::Xlsx => workbook(Texts::load()?.of(roster.locale), &roster, &registers)?,
    };
    let Some(file) = &args.out else {
        let mut out = std::io::stdout().lock();
        anyhow::ensure!(
            args.format != Format::Xlsx || !out.is_terminal(),
            "a workbook is nothing for a terminal: name a file with --out FILE"
        );
        // A closed pipe is no error.
        let _ = out.write_all(&bytes).and_then(|()| out.flush());
        return Ok(String::new());
    };
    output::write_file(file, &bytes)?;
    let plans: usize = registers.iter().map(|register| register.plans.len()).sum();
    let weeks = if first == last { first.to_string() } else { format!("{first} to {last}") };
    Ok(format!("{plans} plans of {weeks} in {}\n", file.display()))
}
