//! `planerka apply`: the company's file into the database.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use serde::Serialize;

use crate::cli::arguments::ApplyArgs;
use crate::cli::bot_name::{link, user_name};
use crate::cli::database;
use crate::cli::output::{note, of_database};
use crate::cli::text_file::read_text;
use crate::config::Settings;
use crate::domain::company::declaration::Declaration;
use crate::domain::company::{PersonId, Roster};
use crate::storage::Db;
use crate::storage::company::{self, Change};

#[derive(Serialize)]
struct Answer<'a> {
    people: Vec<Invited<'a>>,
    changes: &'a [Change],
    warnings: &'a [String],
}

#[derive(Serialize)]
struct Invited<'a> {
    key: &'a str,
    name: &'a str,
    joined: bool,
    code: Option<&'a str>,
    link: Option<String>,
}

pub(super) async fn apply(settings: &Settings, args: &ApplyArgs) -> anyhow::Result<String> {
    let file = args.file.display().to_string();
    let source = read_text(&args.file).with_context(|| format!("cannot read {file}"))?;
    let declaration = Declaration::parse(&file, &source)?;
    let now = settings.clock().now();

    let db = if args.dry_run && !settings.db.exists() {
        Db::open(Path::new(":memory:")).await?
    } else {
        database::open(settings).await?
    };
    let mut tx = db.begin().await.context("cannot write to the database")?;
    let changes = company::apply(&mut tx, &declaration, now).await.map_err(|error| of_database(settings, error))?;
    let mut codes = HashMap::new();
    if !args.dry_run {
        codes.extend(company::invite_for_unjoined(&mut tx, now).await?);
    }
    let roster = company::load(&mut tx).await?.ok_or_else(|| anyhow!("the company is not there after all"))?;
    if args.dry_run {
        tx.rollback().await?;
    } else {
        tx.commit().await.context("cannot write to the database")?;
    }
    db.close().await;

    let bot = if codes.is_empty() { None } else { user_name(settings).await };
    let people = invited(&roster, &codes, bot.as_deref());
    for warning in &declaration.warnings {
        note(&format!("warning: {warning}"));
    }
    if args.json {
        let answer = Answer { people, changes: &changes, warnings: &declaration.warnings };
        return Ok(serde_json::to_string_pretty(&answer)?);
    }
    in_words(&roster, &people, &changes, args.dry_run)
}

fn invited<'a>(roster: &'a Roster, codes: &'a HashMap<PersonId, String>, bot: Option<&str>) -> Vec<Invited<'a>> {
    let here = roster.people.iter().filter(|person| !person.left);
    here.map(|person| {
        let code = codes.get(&person.id).map(String::as_str);
        Invited {
            key: &person.key,
            name: &person.name,
            joined: person.telegram_id.is_some(),
            code,
            link: code.and_then(|code| link(bot, code)),
        }
    })
    .collect()
}

fn in_words(roster: &Roster, people: &[Invited<'_>], changes: &[Change], dry_run: bool) -> anyhow::Result<String> {
    let mut out = String::new();
    for change in changes {
        writeln!(out, "{change}")?;
    }
    let count = match changes.len() {
        0 => "nothing to change".to_owned(),
        1 => "1 change".to_owned(),
        n => format!("{n} changes"),
    };
    let dry = if dry_run { ", not applied (--dry-run)" } else { "" };
    writeln!(out, "{}: {count}{dry}", roster.company)?;
    let waiting: Vec<&Invited<'_>> = people.iter().filter(|person| person.code.is_some()).collect();
    if waiting.is_empty() {
        return Ok(out);
    }
    writeln!(out, "\nNot joined yet. Send each person their own link; it works once, for 14 days:")?;
    for person in waiting {
        let code = person.code.unwrap_or_default();
        let way = person.link.clone().unwrap_or_else(|| format!("/start {code}"));
        writeln!(out, "  {} ({}): {way}", person.name, person.key)?;
    }
    Ok(out)
}
