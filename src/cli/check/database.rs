//! The database: whether it can be read, is whole, and whether a bot works on it.

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};

use crate::cli::check::findings::Findings;
use crate::cli::{database, output};
use crate::config::Settings;
use crate::domain::company::Roster;
use crate::domain::health::{ConflictCause, Health};
use crate::storage::health::health;
use crate::storage::lock::{self, Holder, Killed, Purpose, Standing, shown};
use crate::storage::{Outage, company, outage};

/// A bot that works hears Telegram every ten seconds, and notes it once a minute.
const SILENT: TimeDelta = TimeDelta::minutes(5);

/// What the database holds.
pub(super) enum Found {
    /// The company.
    Company(Box<Roster>),
    /// No company was declared yet.
    NoCompany,
    /// It is there and cannot be read, which is said already.
    Unreadable,
}

pub(super) async fn database(settings: &Settings, findings: &mut Findings) -> Found {
    // Before it is opened: then nothing is left to see of it.
    let killed = lock::killed(&settings.db);
    match read(settings).await {
        Ok((health, roster)) => {
            state(settings, &health, findings);
            running(settings, &health, killed, findings);
            roster.map_or(Found::NoCompany, |roster| Found::Company(Box::new(roster)))
        }
        Err(error) => {
            findings.broken(format!("database: {}", output::sentence(&error)), mend(&error));
            if settings.db.exists() { Found::Unreadable } else { Found::NoCompany }
        }
    }
}

async fn read(settings: &Settings) -> anyhow::Result<(Health, Option<Roster>)> {
    let db = database::open_existing(settings).await?;
    let mut tx = db.begin().await.context("cannot write to it")?;
    let found = (health(&mut tx).await?, company::load(&mut tx).await?);
    tx.rollback().await?;
    db.close().await;
    Ok(found)
}

/// How to mend a database that cannot be read.
fn mend(error: &anyhow::Error) -> &'static str {
    match outage(error) {
        Some(Outage::Damaged) => "stop the bot and restore the last backup: planerka restore BACKUP",
        Some(Outage::NotADatabase) => {
            "name another file in PLANERKA_DB, or restore the last backup: planerka restore BACKUP"
        }
        Some(Outage::Full) => "make room on the disk",
        Some(Outage::ReadOnly) => "let the account of the bot own the database and the files beside it, and write them",
        Some(Outage::Busy) => "another process holds it: find it with fuser, and stop it",
        Some(Outage::Disk) => {
            "look at the disk (the system's log); then restore the last backup: planerka restore BACKUP"
        }
        Some(Outage::CannotOpen | Outage::Other) | None => "name another file in PLANERKA_DB, or mend this one",
    }
}

fn state(settings: &Settings, health: &Health, findings: &mut Findings) {
    let size = std::fs::metadata(&settings.db).map_or(0, |file| file.len().div_ceil(1024));
    let name = settings.db.display();
    match &health.damage {
        None => findings.fine(format!("database {name}: version {}, {size} KB", health.version)),
        Some(damage) => findings.broken(
            format!("database {name} is damaged: {damage}"),
            "stop the bot and restore the last backup: planerka restore BACKUP",
        ),
    }
    if let Some(at) = health.log_lost_lately(settings.clock().now()) {
        findings.warn(
            format!(
                "on {} the database was opened after the bot had been killed, and {name}-wal was missing: \
                 what was written last before that may be lost",
                shown(at)
            ),
            "the files planerka.db, -wal and -shm belong together: copy with planerka backup, never with cp",
        );
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

/// Whether a bot runs on the database, and when it last heard Telegram.
fn running(settings: &Settings, health: &Health, killed: Option<Killed>, findings: &mut Findings) {
    let now = settings.clock().now();
    let heard = health
        .heard_at
        .map_or("it has not heard Telegram yet".to_owned(), |at| format!("it last heard Telegram on {}", shown(at)));
    match lock::standing(&settings.db) {
        Standing::Held(Some(Holder { purpose: Purpose::Restore, pid, .. })) => {
            findings.warn(format!("the database is being restored by process {pid}"), "wait, then check again");
        }
        Standing::Held(holder) => {
            let who = holder.map_or(String::new(), |h| format!(" (process {}, since {})", h.pid, shown(h.since)));
            let what = format!("a bot is running{who}; {heard}");
            if is_silent(health.heard_at, holder, now) {
                findings.broken(what, "its log says why: journalctl -u planerka");
            } else {
                findings.fine(what);
            }
        }
        Standing::Free(_) if killed.is_some() => {
            findings.warn(format!("no bot is running: it was killed; {heard}"), "start it: planerka run");
        }
        Standing::Free(_) | Standing::Never => {
            findings.warn(format!("no bot is running; {heard}"), "start it: planerka run");
        }
    }
    if let Some(conflict) = health.conflict_now(now) {
        let (since, last) = (shown(conflict.since), shown(conflict.last));
        match conflict.cause {
            ConflictCause::AnotherBot => findings.broken(
                format!(
                    "another bot with the same token takes this one's messages, since {since}, last noticed {last}"
                ),
                "stop the other one (another machine, another database), or get a new token from @BotFather",
            ),
            ConflictCause::Webhook => findings.broken(
                format!("a webhook takes the bot's messages, since {since}, last noticed {last}"),
                "call deleteWebhook once",
            ),
        }
    }
}

/// A bot that runs and should have heard Telegram by now.
fn is_silent(heard_at: Option<DateTime<Utc>>, holder: Option<Holder>, now: DateTime<Utc>) -> bool {
    let last = heard_at.max(holder.map(|holder| holder.since));
    last.is_some_and(|last| now - last > SILENT)
}
