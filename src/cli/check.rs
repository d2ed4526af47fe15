//! `planerka check`: what is wrong with the set-up and how to mend it.

use std::fmt::Write as _;
use std::future::Future;
use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use teloxide::prelude::Requester as _;
use teloxide::types::{ChatId, ChatMemberKind, Me};
use teloxide::{ApiError, Bot, RequestError};

use crate::cli::{bot_name, output};
use crate::config::Settings;
use crate::domain::approval::chain::Decider;
use crate::domain::company::Deputy;
use crate::domain::company::{Locale, Person, Roster, Team};
use crate::domain::health::Health;
use crate::fetch::{Sources, week_to_check};
use crate::render::numbers::source::reason;
use crate::storage::health::health;
use crate::storage::{Db, company};
use crate::texts::Texts;

/// How long to wait for one answer of the Bot API.
const PATIENCE: Duration = Duration::from_secs(5);

/// How far ahead public holidays should be known.
const HOLIDAYS_AHEAD: TimeDelta = TimeDelta::days(60);

/// Whose chat the digest over all teams is posted in: what the findings call it.
const COMPANY: &str = "company";

/// The findings so far: ✓ fine, ! worth knowing, ✗ broken.
#[derive(Default)]
struct Findings {
    text: String,
    broken: usize,
}

impl Findings {
    fn fine(&mut self, what: impl AsRef<str>) {
        self.add('✓', what.as_ref(), "");
    }

    fn warn(&mut self, what: impl AsRef<str>, mend: &str) {
        self.add('!', what.as_ref(), mend);
    }

    fn broken(&mut self, what: impl AsRef<str>, mend: &str) {
        self.broken += 1;
        self.add('✗', what.as_ref(), mend);
    }

    fn add(&mut self, mark: char, what: &str, mend: &str) {
        // Writing to a String does not fail.
        let _ = writeln!(self.text, "{mark} {what}");
        if !mend.is_empty() {
            let _ = writeln!(self.text, "    → {mend}");
        }
    }
}

pub(super) async fn check(settings: anyhow::Result<Settings>) -> anyhow::Result<String> {
    let mut findings = Findings::default();
    match settings {
        Ok(settings) => look(&settings, &mut findings).await,
        Err(error) => {
            findings.broken(format!("settings: {}", output::sentence(&error)), "mend the setting and check again")
        }
    }
    if findings.broken == 0 {
        return Ok(findings.text);
    }
    output::print(&findings.text);
    let things = if findings.broken == 1 { "1 thing is" } else { &format!("{} things are", findings.broken) };
    bail!("{things} broken, marked ✗ above")
}

async fn look(settings: &Settings, findings: &mut Findings) {
    match settings.now {
        Some(now) => findings
            .warn(format!("settings: the clock starts at {now} (rehearsal)"), "for real work unset PLANERKA_NOW"),
        None => findings.fine("settings"),
    }
    let roster = match read(settings).await {
        Ok((health, roster)) => {
            database(settings, &health, findings);
            roster
        }
        Err(error) => {
            findings.broken(
                format!("database: {}", output::sentence(&error)),
                "name another file in PLANERKA_DB, or mend this one",
            );
            None
        }
    };
    let me = token(settings, findings).await;
    let Some(roster) = roster else {
        findings.broken("company: not declared", "planerka apply company.toml");
        return;
    };
    let here = roster.people.iter().filter(|person| !person.left).count();
    let (teams, s) = (roster.teams.len(), if roster.teams.len() == 1 { "" } else { "s" });
    findings.fine(format!("company: {}, {teams} team{s}, {here} people", roster.company));
    holidays(settings, &roster, findings);
    chats(settings, &roster, me.as_ref(), findings).await;
    people(&roster, findings);
    approvals(&roster, settings.clock().now(), findings);
    sources(settings, &roster, findings).await;
}

/// Checks that each source belongs to somebody and answers, and shows the number it gives.
async fn sources(settings: &Settings, roster: &Roster, findings: &mut Findings) {
    let ready = settings.sources().and_then(|all| Ok((all, Sources::new(all.to_vec())?, Texts::load()?)));
    let (all, client, texts) = match ready {
        Ok(ready) => ready,
        Err(error) => {
            return findings.broken(format!("sources: {}", output::sentence(&error)), "set it for the service");
        }
    };
    for source in all {
        let name = &source.name;
        let (person, metric) = match source.target(roster) {
            Ok(target) => target,
            Err(misfit) => {
                findings.broken(format!("source {name}: {misfit}"), "mend [[source]] in planerka.toml or company.toml");
                continue;
            }
        };
        let (week, zone) = week_to_check(roster, person, settings.clock().now());
        let what = format!("source {name}: {} of {} in {week}", metric.key, person.key);
        match client.ask(source, week, zone).await {
            Ok(value) => findings.fine(format!("{what} is {value}")),
            Err(trouble) => findings.broken(
                format!("{what}: {}", reason(texts.of(Locale::En), &trouble)),
                "try its url by hand with the same headers; until then people type the number in",
            ),
        }
    }
}

async fn read(settings: &Settings) -> anyhow::Result<(Health, Option<Roster>)> {
    let db = Db::open_existing(&settings.db).await?;
    let mut tx = db.begin().await.context("cannot write to it")?;
    let found = (health(&mut tx).await?, company::load(&mut tx).await?);
    tx.rollback().await?;
    db.close().await;
    Ok(found)
}

fn database(settings: &Settings, health: &Health, findings: &mut Findings) {
    let size = std::fs::metadata(&settings.db).map_or(0, |file| file.len().div_ceil(1024));
    let name = settings.db.display();
    match &health.damage {
        None => findings.fine(format!("database {name}: version {}, {size} KB", health.version)),
        Some(damage) => findings.broken(format!("database {name} is damaged: {damage}"), "restore the last backup"),
    }
    if health.failed_updates > 0 {
        findings.warn(
            format!("{} updates could not be handled and were set aside", health.failed_updates),
            "the log and the table failed_update say why; please report it",
        );
    }
    for failed in &health.failed_jobs {
        findings.warn(
            format!(
                "calendar: {} failed {} times and is set aside until {}: {}",
                failed.job, failed.attempts, failed.retry_at, failed.cause
            ),
            "it is tried again by itself; the log and the table failed_job say why; please report it",
        );
    }
    if health.failed_messages > 0 {
        findings.warn(
            format!("{} messages were refused by Telegram for good", health.failed_messages),
            "the column outbox.error says why",
        );
    }
    if health.queued > 100 {
        findings.warn(format!("{} messages wait to be sent", health.queued), "is the bot running? planerka run");
    }
}

async fn token(settings: &Settings, findings: &mut Findings) -> Option<Me> {
    let me = match bot_name::me(settings).await {
        Ok(me) => me,
        Err(why) => {
            let mend = if settings.has_token() { "mend the token or the network, then check again" } else { "" };
            findings.broken(format!("token: {why}"), mend);
            return None;
        }
    };
    findings.fine(format!("token: the bot is @{}", me.username()));
    if let Ok(bot) = settings.bot()
        && let Some(Ok(hook)) = in_time(async { bot.get_webhook_info().await }).await
        && hook.url.is_some_and(|url| !url.as_str().is_empty())
    {
        findings.broken("a webhook is set: Telegram gives its updates to somebody else", "call deleteWebhook once");
    }
    Some(me)
}

/// Checks that the country's public holidays are known far enough ahead.
fn holidays(settings: &Settings, roster: &Roster, findings: &mut Findings) {
    let Some(country) = &roster.country else { return };
    let soon = (settings.clock().now() + HOLIDAYS_AHEAD).with_timezone(&roster.timezone).year();
    match roster.holidays().years() {
        Some(years) if years.contains(&soon) => {
            findings.fine(format!("public holidays of {country}: {} to {}", years.start(), years.end()));
        }
        Some(years) => findings.warn(
            format!(
                "public holidays of {country} are known for {} to {}: in {soon} none are counted",
                years.start(),
                years.end()
            ),
            "install a newer version of planerka",
        ),
        None => findings.warn(
            format!("country {country}: its public holidays are not known, none are counted"),
            "name one of the known countries in company.toml, or none",
        ),
    }
}

async fn chats(settings: &Settings, roster: &Roster, me: Option<&Me>, findings: &mut Findings) {
    let teams = roster.teams.iter().map(|team| (format!("team {}", team.key), "digest", team.chat));
    let syncs = roster.syncs.iter().map(|sync| (format!("sync {}", sync.key), "agenda", sync.chat));
    // If the company has no chat, admins get its digest in private, which is no fault.
    let company = (COMPANY.to_owned(), "digest", roster.chat);
    for (who, what, chat) in teams.chain(syncs).chain([company]) {
        let Some(chat) = chat else {
            if who != COMPANY {
                let mend = "add the bot to the chat, then an admin sends /link there";
                let to = if what == "digest" { "its manager" } else { "the manager of its first team" };
                findings.warn(format!("{who}: no chat is linked, its {what} goes to {to}"), mend);
            }
            continue;
        };
        match (me, settings.bot()) {
            (Some(me), Ok(bot)) => rights(&bot, me, chat, &format!("{who}: {what} chat"), findings).await,
            _ => findings.warn(format!("{who}: {what} chat {chat} is linked, rights not checked"), "mend the token"),
        }
    }
}

/// Checks that the bot can write to a chat; `what` is the chat's use.
async fn rights(bot: &Bot, me: &Me, chat: i64, what: &str, findings: &mut Findings) {
    const ADD: &str = "add the bot to the chat again, or link another with /link";
    let info = in_time(async { bot.get_chat(ChatId(chat)).await }).await.and_then(Result::ok);
    let title = info.as_ref().and_then(|info| info.title()).map(|title| format!(" «{title}»")).unwrap_or_default();
    let what = format!("{what} {chat}{title}");
    let channel = info.is_some_and(|info| info.is_channel());
    match in_time(async { bot.get_chat_member(ChatId(chat), me.id).await }).await {
        Some(Ok(member)) => match &member.kind {
            ChatMemberKind::Left | ChatMemberKind::Banned(_) => {
                findings.broken(format!("{what}: the bot is not in it"), ADD);
            }
            ChatMemberKind::Restricted(rights) if !(rights.is_member && rights.can_send_messages) => {
                findings
                    .broken(format!("{what}: the bot may not write"), "let it send messages in the chat's settings");
            }
            _ if channel && !member.can_post_messages() => {
                findings.broken(format!("{what}: the bot may not post"), "make it an administrator who can post");
            }
            _ => findings.fine(format!("{what}: the bot can write")),
        },
        Some(Err(RequestError::MigrateToChatId(new))) => {
            findings.warn(format!("{what} has become {new}"), "the bot follows by itself with its next message");
        }
        Some(Err(RequestError::Api(error @ (ApiError::ChatNotFound | ApiError::Unknown(_))))) => {
            findings.broken(format!("{what}: {error}"), ADD);
        }
        Some(Err(RequestError::Api(error))) => findings.broken(format!("{what}: {error}"), ADD),
        Some(Err(_)) | None => findings.warn(format!("{what}: rights not checked, no answer"), "check again"),
    }
}

fn people(roster: &Roster, findings: &mut Findings) {
    let here: Vec<&Person> = roster.people.iter().filter(|person| !person.left).collect();
    let joined = here.iter().filter(|person| person.active()).count();
    if joined == here.len() {
        findings.fine("everybody has joined");
    }
    let who = |person: &Person| format!("{} ({})", person.name, person.key);
    let waiting: Vec<String> = here.iter().filter(|person| !person.active()).map(|person| who(person)).collect();
    if !waiting.is_empty() {
        findings.warn(
            format!("{} of {} have not joined: {}", waiting.len(), here.len(), waiting.join(", ")),
            "planerka apply prints everybody's link, planerka invite KEY makes a new one",
        );
    }
    for person in &here {
        if let Some(since) = person.unreachable_since {
            let mend = "ask them to unblock the bot and send it /start";
            let since = since.format("%Y-%m-%d %H:%M UTC");
            findings.warn(format!("{} cannot be reached since {since}", who(person)), mend);
        }
    }
}

/// Shows who approves whose plans at present, and warns if that is nobody, the author alone, or somebody who cannot be reached.
fn approvals(roster: &Roster, now: DateTime<Utc>, findings: &mut Findings) {
    for team in &roster.teams {
        stand_ins(roster, team, now, findings);
        let mut groups: Vec<(Vec<Decider<'_>>, Vec<&str>)> = Vec::new();
        for person in roster.members(team.id) {
            let deciders = roster.deciders(person, now, 0);
            if deciders.iter().any(|d| d.person.id == person.id) {
                findings.warn(
                    format!("{} ({}) approves their own plans: nobody else is above them", person.name, person.key),
                    "give a second person role = \"admin\"",
                );
                continue;
            }
            match groups.iter_mut().find(|(known, _)| *known == deciders) {
                Some((_, people)) => people.push(&person.key),
                None => groups.push((deciders, vec![&person.key])),
            }
        }
        for (deciders, people) in groups {
            let people = people.join(", ");
            let names: Vec<String> = deciders.iter().map(decider_name).collect();
            if deciders.is_empty() {
                findings.warn(
                    format!("nobody who has joined approves the plans of {people} (team {})", team.key),
                    "let the team's manager or an admin join",
                );
            } else if !deciders.iter().any(|d| d.person.reachable()) {
                findings.warn(
                    format!(
                        "plans of {people} (team {}) go to {}, who cannot be reached",
                        team.key,
                        names.join(" or ")
                    ),
                    "let the team's manager or an admin unblock the bot",
                );
            } else {
                findings.fine(format!("plans of {people} (team {}) go to {}", team.key, names.join(" or ")));
            }
        }
    }
}

fn decider_name(decider: &Decider<'_>) -> String {
    match decider.instead_of {
        Some(head) => format!("{} (for {})", decider.person.name, head.name),
        None => decider.person.name.clone(),
    }
}

/// Warns of managers who have left, and of deputies who have left or not joined.
fn stand_ins(roster: &Roster, team: &Team, now: DateTime<Utc>, findings: &mut Findings) {
    let who = |person: &Person| format!("{} ({})", person.name, person.key);
    let manager = team.manager.and_then(|id| roster.person(id));
    if let Some(manager) = manager.filter(|manager| manager.left) {
        findings.warn(
            format!("team {}: its manager {} has left", team.key, who(manager)),
            "name another manager in company.toml",
        );
    }
    let today = now.with_timezone(&roster.team_timezone(team)).date_naive();
    let current = |d: &&Deputy| Some(d.manager) == team.manager && d.days.is_none_or(|(_, to)| to >= today);
    let named = roster.deputies.iter().filter(current).map(|d| (d.person, "/deputy"));
    for (id, place) in team.deputy.map(|id| (id, "company.toml")).into_iter().chain(named) {
        let Some(deputy) = roster.person(id).filter(|deputy| !deputy.active()) else { continue };
        let why = if deputy.left { "has left" } else { "has not joined" };
        let mend = format!("let them join, or name another deputy ({place})");
        findings.warn(format!("team {}: the deputy {} {why}", team.key, who(deputy)), &mend);
    }
}

async fn in_time<T>(asked: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(PATIENCE, asked).await.ok()
}
