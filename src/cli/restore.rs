//! `planerka restore`: a backup in the place of the database.

use std::fmt::Write as _;

use crate::cli::arguments::RestoreArgs;
use crate::config::Settings;
use crate::storage::lock::{Lock, Purpose, shown};
use crate::storage::restore::restore as put_in_place;

pub(super) async fn restore(settings: &Settings, args: &RestoreArgs) -> anyhow::Result<String> {
    let now = settings.clock().now();
    let lock = Lock::take(&settings.db, Purpose::Restore, now)?;
    let restored = put_in_place(&args.backup, &settings.db, now).await;
    lock.end();
    let restored = restored?;
    let mut out = String::new();
    let company = restored.company.as_deref().unwrap_or("no company");
    let heard = restored.heard_at.map_or(String::new(), |at| format!(", as of {}", shown(at)));
    let (db, backup) = (settings.db.display(), args.backup.display());
    writeln!(out, "{db} now holds what {backup} does: {company}, {} people{heard}", restored.people)?;
    if let Some(aside) = restored.aside {
        writeln!(out, "what was there is kept as {}", aside.display())?;
    }
    writeln!(out, "now start the bot, then: planerka check")?;
    Ok(out)
}
