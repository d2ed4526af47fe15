//! `planerka apply`: the company's file into the database.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::Path;

use anyhow::{Context as _, anyhow, bail, ensure};
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::cli::arguments::ApplyArgs;
use crate::cli::bot_name::{link, user_name};
use crate::cli::database;
use crate::cli::output::{self, note, of_database};
use crate::cli::text_file::read_text;
use crate::config::Settings;
use crate::domain::calendar::ritual::Due;
use crate::domain::company::declaration::Declaration;
use crate::domain::company::{PersonId, Roster, Team};
use crate::jobs::{self, Behind};
use crate::storage::Db;
use crate::storage::company::{self, Applied, Change};

#[derive(Serialize)]
struct Answer<'a> {
    people: Vec<Invited<'a>>,
    changes: &'a [Change],
    /// What of it should have been meant.
    doubts: Vec<String>,
    warnings: &'a [String],
    next: Vec<Next<'a>>,
}

/// What the calendar does next in a team.
#[derive(Serialize)]
struct Next<'a> {
    team: &'a str,
    moment: String,
    /// Where the team is.
    at: String,
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

    let db = if args.dry_run && !settings.db.exists() {
        Db::open(Path::new(":memory:")).await?
    } else {
        database::open(settings).await?
    };
    // First to see what it comes to: nothing is held while somebody thinks about it.
    let tried = carry_out(&db, settings, &declaration, None).await?;
    if !args.dry_run && !args.yes && !tried.applied.doubts.is_empty() {
        confirm(args, &tried)?;
    }
    let done = match args.dry_run {
        true => tried,
        false => carry_out(&db, settings, &declaration, Some(&tried.applied)).await?,
    };
    db.close().await;

    let Outcome { roster, codes, applied, behind } = done;
    let next = next(&roster, &behind, settings.clock().now());
    let bot = if codes.is_empty() { None } else { user_name(settings).await };
    let people = invited(&roster, &codes, bot.as_deref());
    for warning in &declaration.warnings {
        note(&format!("warning: {warning}"));
    }
    if args.json {
        let doubts = applied.doubts.iter().map(ToString::to_string).collect();
        let (changes, warnings) = (&applied.changes, &declaration.warnings);
        return Ok(serde_json::to_string_pretty(&Answer { people, changes, doubts, warnings, next })?);
    }
    let mut out = in_words(&roster, &people, &applied, args.dry_run)?;
    if args.dry_run {
        say_next(&mut out, &next)?;
    }
    Ok(out)
}

/// What comes next in each team, soonest first.
fn next<'a>(roster: &'a Roster, behind: &Behind, now: DateTime<Utc>) -> Vec<Next<'a>> {
    let mut all = jobs::next_moments(roster, behind, now);
    all.sort_by_key(|(_, due)| due.at);
    let next = |(team, due): (&'a Team, Due)| {
        let at = due.at.with_timezone(&roster.team_timezone(team)).format("%a %Y-%m-%d %H:%M").to_string();
        Next { team: &team.key, moment: due.moment.to_string(), at }
    };
    all.into_iter().map(next).collect()
}

fn say_next(out: &mut String, next: &[Next<'_>]) -> anyhow::Result<()> {
    writeln!(out, "\nNext, where each team is:")?;
    for Next { team, moment, at } in next {
        writeln!(out, "  {at}  {team}: {moment}")?;
    }
    Ok(())
}

/// What applying the file came to.
struct Outcome {
    roster: Roster,
    codes: HashMap<PersonId, String>,
    applied: Applied,
    /// What of the calendar lies behind.
    behind: Behind,
}

/// Applies the file in one transaction. Keeps what came of it where that is what was `seen`; without that, undoes it.
async fn carry_out(
    db: &Db,
    settings: &Settings,
    declaration: &Declaration,
    seen: Option<&Applied>,
) -> anyhow::Result<Outcome> {
    let now = settings.clock().now();
    let mut tx = db.begin().await.context("cannot write to the database")?;
    let applied = company::apply_with_doubts(&mut tx, declaration, now).await;
    let applied = applied.map_err(|error| of_database(settings, error))?;
    let mut codes = HashMap::new();
    if let Some(seen) = seen {
        ensure!(applied == *seen, "the company was changed meanwhile, so nothing was; apply the file again");
        codes.extend(company::invite_for_unjoined(&mut tx, now).await?);
    }
    let roster = company::load(&mut tx).await?.ok_or_else(|| anyhow!("the company is not there after all"))?;
    let behind = jobs::behind(&mut tx, &roster, now).await?;
    if seen.is_some() {
        tx.commit().await.context("cannot write to the database")?;
    } else {
        tx.rollback().await?;
    }
    Ok(Outcome { roster, codes, applied, behind })
}

/// Asks at a terminal; elsewhere refuses and says what it would do.
fn confirm(args: &ApplyArgs, tried: &Outcome) -> anyhow::Result<()> {
    let doubts: Vec<String> = tried.applied.doubts.iter().map(ToString::to_string).collect();
    let command = format!("planerka apply {} --yes", args.file.display());
    if args.json || !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        if !args.json {
            output::print(&listed(&tried.applied));
        }
        bail!("nothing was changed, for {}; if that is meant: {command}", doubts.join("; "));
    }
    note(listed(&tried.applied).trim_end());
    for doubt in &doubts {
        note(&format!("? {doubt}"));
    }
    note("Apply it? [y/N]");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).context("cannot read the answer")?;
    ensure!(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "д" | "да"), "nothing was changed");
    Ok(())
}

/// The changes, a line each.
fn listed(applied: &Applied) -> String {
    applied.changes.iter().map(|change| format!("{change}\n")).collect()
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

fn in_words(roster: &Roster, people: &[Invited<'_>], applied: &Applied, dry_run: bool) -> anyhow::Result<String> {
    let mut out = listed(applied);
    if dry_run {
        for doubt in &applied.doubts {
            writeln!(out, "? {doubt}: needs --yes")?;
        }
    }
    let count = match applied.changes.len() {
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
