//! Chats that have a new id, and chats that can no longer be written to.

use crate::context::Context;
use crate::domain::refusal::RefusalCause;
use crate::storage::outbox;
use crate::storage::outbox::delivery::{self, Waiting};
use crate::storage::{company, refusal};
use crate::telegram::outcome::Gone;
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
        delivery::give_up(work.tx(), row.id, row.revision, reason, now).await?;
        let Some(roster) = work.roster().await? else { return Ok(()) };
        if row.chat < 0 {
            let cause = cause_of(gone);
            let news = refusal::note(work.tx(), row.chat, &cause, now).await?;
            return match tell && news {
                true => work.unit(async |unit| jobs::tell_of_refusal(unit, row.chat, &cause).await).await,
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

fn cause_of(gone: Gone) -> RefusalCause {
    match gone {
        Gone::Kicked => RefusalCause::Removed,
        Gone::NoRights => RefusalCause::NoRights,
        Gone::TopicClosed => RefusalCause::TopicClosed,
        Gone::TopicGone => RefusalCause::TopicGone,
        Gone::ChatNotFound | Gone::Blocked | Gone::Deactivated | Gone::NeverStarted => RefusalCause::ChatGone,
    }
}

/// Tells the admins that a message, or its picture, was refused, unless they know.
pub(super) async fn tell_of(ctx: &Context, chat: i64, cause: &RefusalCause) {
    let told = runner::run(ctx, async |work| {
        let now = work.now();
        let news = refusal::note(work.tx(), chat, cause, now).await?;
        match work.roster().await? {
            Some(_) if news => work.unit(async |unit| jobs::tell_of_refusal(unit, chat, cause).await).await,
            _ => Ok(()),
        }
    });
    // The message is in the log and in the outbox with its cause; only the telling failed.
    if let Err(error) = told.await {
        tracing::error!(chat, "nobody could be told of a refusal: {error:#}");
    }
}
