//! `planerka invite`: a fresh join link for one person.

use anyhow::{Context as _, anyhow, bail};

use crate::cli::arguments::InviteArgs;
use crate::cli::bot_name::{link, user_name};
use crate::cli::database;
use crate::cli::output::{note, of_database};
use crate::config::Settings;
use crate::domain::company::declaration::reader::did_you_mean;
use crate::storage::company;

pub(super) async fn invite(settings: &Settings, args: &InviteArgs) -> anyhow::Result<String> {
    let db = database::open_existing(settings).await?;
    let mut tx = db.begin().await.context("cannot write to the database")?;
    let roster = company::load(&mut tx).await?;
    let roster = roster.ok_or_else(|| anyhow!("no company is declared yet; run: planerka apply company.toml"))?;
    let Some(person) = roster.people.iter().find(|person| person.key == args.key) else {
        let keys: Vec<&str> = roster.people.iter().filter(|p| !p.left).map(|p| p.key.as_str()).collect();
        bail!("there is no person \"{}\" in the company{}", args.key, did_you_mean(&args.key, &keys));
    };
    if person.left {
        bail!(
            "{} ({}) has left the company; put them back into company.toml and apply it first",
            person.name,
            person.key
        );
    }
    let code = company::invite(&mut tx, person.id, settings.clock().now()).await;
    let code = code.map_err(|error| of_database(settings, error))?;
    tx.commit().await.context("cannot write to the database")?;
    db.close().await;

    let bot = user_name(settings).await;
    let link = link(bot.as_deref(), &code);
    if person.telegram_id.is_some() {
        note(&format!("{} has joined already; the link moves them to the account that opens it", person.name));
    }
    if args.json {
        let answer = serde_json::json!({ "key": person.key, "code": code, "link": link });
        return Ok(serde_json::to_string_pretty(&answer)?);
    }
    let link = link.map(|link| format!("{link}\n")).unwrap_or_default();
    Ok(format!("{} ({}), works once, for 14 days:\n{link}/start {code}", person.name, person.key))
}
