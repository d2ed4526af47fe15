//! Chats of people, teams and syncs: which are linked, and who can be written to.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::company::{ChatId, Locale, PersonId, TeamId};
use crate::storage::Tx;
use crate::storage::company::revision::touch;
use crate::storage::company::word::word;
use crate::storage::json::unjson;
use crate::storage::stamp::stamp;

/// Notes that Telegram refuses messages to this account. True the first time, when somebody should be told; never for
/// an account of somebody who is not in the company.
pub async fn mark_unreachable(tx: &mut Tx, telegram_id: i64, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let done = sqlx::query(
        "UPDATE person SET unreachable_since = ?2
         WHERE telegram_id = ?1 AND unreachable_since IS NULL AND left_at IS NULL",
    )
    .bind(telegram_id)
    .bind(stamp(now))
    .execute(tx.conn())
    .await
    .context("cannot note that somebody is unreachable")?;
    touch_if(tx, done.rows_affected()).await
}

/// Notes that this account has written to the bot or unblocked it. True where it was marked as unreachable.
pub async fn mark_reachable(tx: &mut Tx, telegram_id: i64) -> anyhow::Result<bool> {
    let done = sqlx::query(
        "UPDATE person SET unreachable_since = NULL WHERE telegram_id = ? AND unreachable_since IS NOT NULL",
    )
    .bind(telegram_id)
    .execute(tx.conn())
    .await
    .context("cannot note that somebody is reachable")?;
    touch_if(tx, done.rows_affected()).await
}

/// Follows a group that became a supergroup to its new id. True where the group was linked.
pub async fn migrate_chat(tx: &mut Tx, old: ChatId, new: ChatId) -> anyhow::Result<bool> {
    let mut moved = 0;
    for sql in [
        "UPDATE team SET chat_id = ?2 WHERE chat_id = ?1",
        "UPDATE sync SET chat_id = ?2 WHERE chat_id = ?1",
        "UPDATE company SET chat_id = ?2 WHERE chat_id = ?1",
    ] {
        let done = sqlx::query(sql).bind(old).bind(new).execute(tx.conn()).await;
        moved += done.context("cannot move a chat")?.rows_affected();
    }
    touch_if(tx, moved).await
}

/// Sets where a team's digest is posted; `None` unlinks. True where that changed something.
pub async fn link_team_chat(tx: &mut Tx, team: TeamId, chat: impl Into<Option<ChatId>>) -> anyhow::Result<bool> {
    let done = sqlx::query("UPDATE team SET chat_id = ?2 WHERE id = ?1 AND chat_id IS NOT ?2")
        .bind(team)
        .bind(chat.into())
        .execute(tx.conn())
        .await
        .context("cannot link a team's chat")?;
    touch_if(tx, done.rows_affected()).await
}

/// Sets where the digest over all teams is posted; `None` unlinks. True where that changed something.
pub async fn link_company_chat(tx: &mut Tx, chat: impl Into<Option<ChatId>>) -> anyhow::Result<bool> {
    let done = sqlx::query("UPDATE company SET chat_id = ?1 WHERE chat_id IS NOT ?1")
        .bind(chat.into())
        .execute(tx.conn())
        .await
        .context("cannot link the company's chat")?;
    touch_if(tx, done.rows_affected()).await
}

/// Sets where a sync's agenda is posted; `None` unlinks. True where that changed something.
pub async fn link_sync_chat(tx: &mut Tx, sync: i64, chat: impl Into<Option<ChatId>>) -> anyhow::Result<bool> {
    let done = sqlx::query("UPDATE sync SET chat_id = ?2 WHERE id = ?1 AND chat_id IS NOT ?2")
        .bind(sync)
        .bind(chat.into())
        .execute(tx.conn())
        .await
        .context("cannot link a sync's chat")?;
    touch_if(tx, done.rows_affected()).await
}

async fn touch_if(tx: &mut Tx, rows: u64) -> anyhow::Result<bool> {
    if rows > 0 {
        touch(tx).await?;
    }
    Ok(rows > 0)
}

/// The menu of commands that each person has, as [`set_menu`] noted it.
pub async fn menus(tx: &mut Tx) -> anyhow::Result<Vec<(PersonId, String)>> {
    let menus = "SELECT json_group_array(json_array(id, menu)) FROM person WHERE telegram_id IS NOT NULL";
    let menus: String = sqlx::query_scalar(menus).fetch_one(tx.conn()).await.context("cannot read the menus")?;
    Ok(unjson(&menus)?)
}

/// Stores the language in which a person wants to be written to.
pub async fn choose_locale(tx: &mut Tx, person: PersonId, locale: Locale) -> anyhow::Result<()> {
    sqlx::query("UPDATE person SET chosen_locale = ? WHERE id = ?")
        .bind(word(locale)?)
        .bind(person)
        .execute(tx.conn())
        .await
        .context("cannot note a language")?;
    touch(tx).await
}

/// Notes which menu of commands a person has; `menu` says what it was made from.
pub async fn set_menu(tx: &mut Tx, person: PersonId, menu: &str) -> anyhow::Result<()> {
    let done = sqlx::query("UPDATE person SET menu = ? WHERE id = ?").bind(menu).bind(person).execute(tx.conn()).await;
    done.context("cannot note a menu").map(|_| ())
}
