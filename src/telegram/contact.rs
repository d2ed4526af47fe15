//! Whether Telegram answers this bot when it asks for updates: when it last did, and who else it gives them to.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::context::Context;
use crate::domain::health::ConflictCause;
use crate::storage::bot_state;
use crate::telegram::Refusal;
use crate::{jobs, runner};

/// How often it is written down that Telegram answers: each time costs a flush of the disk.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// When it was last written down that Telegram answers.
#[derive(Debug, Default)]
pub struct Contact {
    noted: Option<DateTime<Utc>>,
}

impl Contact {
    /// Telegram has answered. Written down at most once a minute.
    ///
    /// # Errors
    /// Where the database is in trouble.
    pub async fn heard(&mut self, ctx: &Context) -> anyhow::Result<()> {
        let now = ctx.clock.now();
        if self.noted.is_some_and(|noted| (now - noted).abs() < NOTED_EVERY) {
            return Ok(());
        }
        runner::run(ctx, async |work| bot_state::heard(work.tx(), now).await).await?;
        self.noted = Some(now);
        Ok(())
    }
}

/// Why Telegram gives the updates to somebody else, where that is what it says.
pub fn conflict_of(refusal: &Refusal) -> Option<ConflictCause> {
    let webhook = refusal.description.to_lowercase().contains("webhook");
    let cause = if webhook { ConflictCause::Webhook } else { ConflictCause::AnotherBot };
    (refusal.code == 409).then_some(cause)
}

/// How long Telegram asks to wait until the next question for updates; at most an hour.
pub fn asked_to_wait(refusal: &Refusal) -> Option<Duration> {
    refusal.retry_after.map(|seconds| Duration::from_secs(seconds.min(3600)))
}

/// Telegram gives the updates to somebody else: the admins are told once, in chat, and the log is.
///
/// # Errors
/// Where the database is in trouble.
pub async fn in_conflict(ctx: &Context, cause: ConflictCause) -> anyhow::Result<()> {
    runner::run(ctx, async |work| {
        let now = work.now();
        if !bot_state::conflict(work.tx(), cause, now).await? {
            return Ok(());
        }
        match cause {
            ConflictCause::AnotherBot => tracing::warn!(
                "409 Conflict: another bot with the same token takes this one's messages. Stop the other one (another machine, \
                 another database), or get a new token from @BotFather; this one goes on trying"
            ),
            ConflictCause::Webhook => tracing::warn!(
                "409 Conflict: a webhook takes the bot's messages. Call deleteWebhook once; this one goes on trying"
            ),
        }
        match work.roster().await? {
            Some(_) => work.unit(async |unit| jobs::in_conflict(unit, cause).await).await,
            None => Ok(()),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_that_telegram_asks_for_is_kept() {
        let refusal = |retry_after| Refusal { code: 429, retry_after, ..Refusal::default() };
        assert_eq!(asked_to_wait(&refusal(Some(17))), Some(Duration::from_secs(17)));
        assert_eq!(asked_to_wait(&refusal(Some(1_000_000))), Some(Duration::from_secs(3600)));
        assert_eq!(asked_to_wait(&refusal(None)), None);
    }
}
