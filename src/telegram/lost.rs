//! Chats that have a new id, and chats that can no longer be written to.

use crate::context::Context;
use crate::storage::company;
use crate::storage::outbox;
use crate::storage::outbox::delivery::{self, Waiting};
use crate::telegram::send::Gone;
use crate::{jobs, runner};

/// Replaces a chat's id by its new one wherever it is stored.
pub(super) async fn migrate(ctx: &Context, old: i64, new: i64) -> anyhow::Result<()> {
    runner::run(ctx, async |work| {
        outbox::migrate_chat(work.tx(), old, new).await?;
        company::migrate_chat(work.tx(), old, new).await?;
        match work.roster().await? {
            Some(_) => work.reload_roster().await,
            None => Ok(()),
        }
    })
    .await
}

/// Gives a row up because its chat cannot be written to, marks the person as unreachable, and tells those who have to
/// know, once.
pub(super) async fn lose(ctx: &Context, row: &Waiting, gone: Gone, reason: &str, tell: bool) -> anyhow::Result<()> {
    tracing::warn!(chat = row.chat, ?gone, "a chat cannot be written to: {reason}");
    runner::run(ctx, async |work| {
        let now = work.now();
        let known = delivery::last_failed(work.tx(), row.chat).await?;
        delivery::give_up(work.tx(), row.id, row.revision, reason, now).await?;
        let Some(roster) = work.roster().await? else { return Ok(()) };
        if row.chat < 0 {
            return match tell && !known {
                true => work.unit(async |unit| jobs::chat_lost(unit, row.chat).await).await,
                false => Ok(()),
            };
        }
        if roster.by_telegram(row.chat).is_none_or(|person| person.unreachable_since.is_some()) {
            return Ok(());
        }
        company::mark_unreachable(work.tx(), row.chat, now).await?;
        work.reload_roster().await?;
        match tell {
            true => work.unit(async |unit| jobs::unreachable(unit, row.chat).await).await,
            false => Ok(()),
        }
    })
    .await
}
