//! What Telegram refuses in a chat, so that it is told once and posts that wait are tried again.

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::company::ChatId;
use crate::domain::refusal::RefusalCause;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// How long posts that were refused wait until they are tried again by themselves.
const RETRY: TimeDelta = TimeDelta::hours(1);
/// After how long the refusal of a single message is told again.
const FORGOTTEN: TimeDelta = TimeDelta::days(7);

/// Notes a refusal; true where nobody was told of it yet.
pub async fn note(tx: &mut Tx, chat: ChatId, cause: &RefusalCause, now: DateTime<Utc>) -> anyhow::Result<bool> {
    sqlx::query("DELETE FROM refusal WHERE retry_at IS NULL AND told_at < ?")
        .bind(stamp(now - FORGOTTEN))
        .execute(tx.conn())
        .await
        .context("cannot forget refusals")?;
    let retry = cause.closes_the_chat().then(|| stamp(now + RETRY));
    let done = sqlx::query(
        "INSERT INTO refusal (chat_id, cause, told_at, retry_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(chat)
    .bind(cause.name())
    .bind(stamp(now))
    .bind(retry)
    .execute(tx.conn())
    .await
    .context("cannot note a refusal")?;
    Ok(done.rows_affected() == 1)
}

/// The chats whose waiting posts are to be tried again now.
pub async fn due(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<Vec<ChatId>> {
    sqlx::query_scalar("SELECT DISTINCT chat_id FROM refusal WHERE retry_at <= ? ORDER BY chat_id")
        .bind(stamp(now))
        .fetch_all(tx.conn())
        .await
        .context("cannot read which chats are tried again")
}

/// Puts the next try off by an hour.
pub async fn put_off(tx: &mut Tx, chat: ChatId, now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("UPDATE refusal SET retry_at = ? WHERE chat_id = ? AND retry_at IS NOT NULL")
        .bind(stamp(now + RETRY))
        .bind(chat)
        .execute(tx.conn())
        .await
        .context("cannot put a chat off")?;
    Ok(())
}

/// Something was posted to a chat: what closed it is over.
pub async fn over(tx: &mut Tx, chat: ChatId) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM refusal WHERE chat_id = ? AND retry_at IS NOT NULL")
        .bind(chat)
        .execute(tx.conn())
        .await
        .context("cannot note that a chat takes messages again")?;
    Ok(())
}
