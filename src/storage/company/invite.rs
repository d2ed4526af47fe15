//! Personal invitations: made, shown, used once.

use anyhow::Context as _;
use chrono::{DateTime, Duration, Utc};
use rand::TryRng as _;
use rand::rngs::SysRng;

use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::code_hash::code_hash;
use crate::storage::company::revision::touch;
use crate::storage::stamp::{stamp, unstamp};

/// How long an invitation stays good.
const VALID_DAYS: i64 = 14;
/// How long it is remembered after that, so that whoever comes with it hears that it is too old.
const KEPT_DAYS: i64 = 90;

/// How long an invitation is valid.
pub fn invite_lasts() -> Duration {
    Duration::days(VALID_DAYS)
}

/// 64 characters that Telegram accepts in a deep link, so that 6 random bits name one.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What became of a code somebody came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redeemed {
    /// The account is this person's from now on.
    Joined(PersonId),
    /// It was this person's already.
    AlreadyYours(PersonId),
    /// Somebody has used the code.
    Used,
    /// It is too old.
    Expired,
    /// There is no such code, or a newer one replaced it.
    Unknown,
    /// The account belongs to this other person.
    OtherPerson(PersonId),
    /// The person the code was for is no longer in the company.
    Left,
}

/// A fresh invitation; the old ones stop working. It also serves to move a person to another account.
///
/// # Errors
/// Where the database or the system's randomness fails.
pub async fn invite(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> anyhow::Result<String> {
    sqlx::query("DELETE FROM invite WHERE person_id = ?")
        .bind(person)
        .execute(tx.conn())
        .await
        .context("cannot take an invitation back")?;
    one_more(tx, person, now).await
}

/// A fresh invitation beside those there are. Only what is kept of the code stays here: it cannot be told again.
async fn one_more(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> anyhow::Result<String> {
    let code = fresh_code()?;
    sqlx::query("INSERT INTO invite (code_hash, person_id, created_at, expires_at) VALUES (?, ?, ?, ?)")
        .bind(code_hash(&code))
        .bind(person)
        .bind(stamp(now))
        .bind(stamp(now + Duration::days(VALID_DAYS)))
        .execute(tx.conn())
        .await
        .context("cannot store an invitation")?;
    Ok(code)
}

/// A fresh invitation for everybody who is here and has not joined, in declared order. Those given out before go on working
/// until one of them is used.
///
/// # Errors
/// Where the database or the system's randomness fails.
pub async fn invite_for_unjoined(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<Vec<(PersonId, String)>> {
    sqlx::query("DELETE FROM invite WHERE expires_at < ?")
        .bind(stamp(now - Duration::days(KEPT_DAYS)))
        .execute(tx.conn())
        .await
        .context("cannot clear old invitations")?;
    let waiting: Vec<PersonId> =
        sqlx::query_scalar("SELECT id FROM person WHERE telegram_id IS NULL AND left_at IS NULL ORDER BY position, id")
            .fetch_all(tx.conn())
            .await
            .context("cannot read who has not joined")?;
    let mut invitations = Vec::with_capacity(waiting.len());
    for person in waiting {
        invitations.push((person, one_more(tx, person, now).await?));
    }
    Ok(invitations)
}

#[derive(sqlx::FromRow)]
struct Found {
    person_id: PersonId,
    expires_at: String,
    used_at: Option<String>,
    telegram_id: Option<i64>,
    gone: bool,
}

/// Somebody came with a code: binds the account to the person, once.
///
/// # Errors
/// Where the database fails.
pub async fn redeem(tx: &mut Tx, code: &str, telegram_id: i64, now: DateTime<Utc>) -> anyhow::Result<Redeemed> {
    let kept = code_hash(code);
    let found: Option<Found> = sqlx::query_as(
        "SELECT invite.person_id, invite.expires_at, invite.used_at, person.telegram_id,
                person.left_at IS NOT NULL AS gone
         FROM invite JOIN person ON person.id = invite.person_id WHERE invite.code_hash = ?",
    )
    .bind(&kept)
    .fetch_optional(tx.conn())
    .await
    .context("cannot look an invitation up")?;
    let Some(found) = found else { return Ok(Redeemed::Unknown) };
    let person = found.person_id;
    if found.gone {
        return Ok(Redeemed::Left);
    }
    if found.telegram_id == Some(telegram_id) {
        return Ok(Redeemed::AlreadyYours(person));
    }
    if found.used_at.is_some() {
        return Ok(Redeemed::Used);
    }
    if unstamp(&found.expires_at)? <= now {
        return Ok(Redeemed::Expired);
    }
    let owner: Option<(PersonId, bool)> =
        sqlx::query_as("SELECT id, left_at IS NOT NULL AS gone FROM person WHERE telegram_id = ?")
            .bind(telegram_id)
            .fetch_optional(tx.conn())
            .await
            .context("cannot look an account up")?;
    match owner {
        Some((other, false)) => return Ok(Redeemed::OtherPerson(other)),
        // Somebody who left and came back under another key: the account follows.
        Some((leaver, true)) => {
            sqlx::query("UPDATE person SET telegram_id = NULL WHERE id = ?")
                .bind(leaver)
                .execute(tx.conn())
                .await
                .context("cannot free an account")?;
        }
        None => {}
    }
    let used = sqlx::query("UPDATE invite SET used_at = ?3, used_by = ?2 WHERE code_hash = ?1 AND used_at IS NULL")
        .bind(&kept)
        .bind(telegram_id)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .context("cannot use an invitation")?;
    if used.rows_affected() != 1 {
        return Ok(Redeemed::Used);
    }
    sqlx::query("UPDATE invite SET used_at = ?3, used_by = ?2 WHERE person_id = ?1 AND used_at IS NULL")
        .bind(person)
        .bind(telegram_id)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .context("cannot use up the other invitations")?;
    sqlx::query("UPDATE person SET telegram_id = ?2, joined_at = ?3, unreachable_since = NULL WHERE id = ?1")
        .bind(person)
        .bind(telegram_id)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .context("cannot bind an account")?;
    touch(tx).await?;
    Ok(Redeemed::Joined(person))
}

/// 32 characters, 192 bits, from the operating system.
fn fresh_code() -> anyhow::Result<String> {
    let mut bytes = [0u8; 32];
    SysRng.try_fill_bytes(&mut bytes).context("the operating system gives no randomness")?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect())
}
