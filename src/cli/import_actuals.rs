//! `planerka import-actuals`: takes numbers from a file, row by row. The running bot notices them within half a minute, updates
//! its cards and tells people.

use anyhow::{Context as _, anyhow, bail};

use crate::cli::arguments::ImportArgs;
use crate::cli::database;
use crate::cli::output;
use crate::config::Settings;
use crate::domain::calendar::week::Week;
use crate::domain::company::{Locale, TeamId};
use crate::domain::numbers::import::Scope;
use crate::domain::report::imported_actual::Origin;
use crate::import::table;
use crate::render::numbers::import as render;
use crate::storage::company;
use crate::storage::report::imported_actual;
use crate::texts::Texts;

pub(super) async fn import_actuals(settings: &Settings, args: &ImportArgs) -> anyhow::Result<String> {
    let bytes = std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let name = args.file.display().to_string();
    let texts = Texts::load()?;
    let words = texts.of(Locale::En);
    let lines = table(&bytes).map_err(|why| anyhow!(render::unreadable(words, &name, why)))?;
    let db = database::open_existing(settings).await?;
    let now = settings.clock().now();
    let mut tx = db.begin().await.context("cannot write to the database")?;
    let roster = company::load(&mut tx).await?;
    let roster = roster.ok_or_else(|| anyhow!("no company is declared yet; run: planerka apply company.toml"))?;
    let teams: Vec<TeamId> = roster.teams.iter().map(|team| team.id).collect();
    let running = Week::at(now, roster.timezone);
    let default = args.week.unwrap_or_else(|| roster.ritual.report_week(now, roster.timezone));
    let scope = Scope { roster: &roster, teams: &teams, default, running };
    let outcome = imported_actual::take_table(&mut tx, &lines, scope, Origin::File(None), now).await?;
    let outcome = outcome.map_err(|missing| anyhow!(render::no_head(words, &name, &missing)))?;
    tx.commit().await?;
    let assumed = Some((default, running)).filter(|_| args.week.is_none() && default != running);
    let text = render::plain(words, &roster.in_weeks(outcome.weeks()), &name, &outcome, assumed);
    if outcome.wrong.is_empty() {
        return Ok(text);
    }
    output::print(&text);
    let rows = if outcome.wrong.len() == 1 { "1 row was" } else { &format!("{} rows were", outcome.wrong.len()) };
    bail!("{rows} not taken, listed above; the rest is in")
}
