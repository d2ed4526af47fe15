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

/// The 64 characters that Telegram accepts in a deep link: six random bits choose one.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The outcome of joining with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redeemed {
    /// The account now belongs to this person.
    Joined(PersonId),
    /// The account belonged to this person already.
    AlreadyYours(PersonId),
    /// The code has been used.
    Used,
    /// The code is older than [`invite_lasts`].
    Expired,
    /// There is no such code, or a newer one replaced it.
    Unknown,
    /// The account belongs to this other person.
    OtherPerson(PersonId),
    /// The person the code was for is no longer in the company.
    Left,
}

/// Makes a new invitation code; the old ones stop working. A person who has joined can move to another account with it.
///
/// # Errors
/// Where the operating system gives no randomness.
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
/// Where the operating system gives no randomness.
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
struct Invitation {
    person_id: PersonId,
    expires_at: String,
    used_at: Option<String>,
    telegram_id: Option<i64>,
    gone: bool,
}

impl Invitation {
    /// Why this account cannot use it; `None` where it can.
    fn refusal(&self, telegram_id: i64, now: DateTime<Utc>) -> anyhow::Result<Option<Redeemed>> {
        Ok(if self.gone {
            Some(Redeemed::Left)
        } else if self.telegram_id == Some(telegram_id) {
            Some(Redeemed::AlreadyYours(self.person_id))
        } else if self.used_at.is_some() {
            Some(Redeemed::Used)
        } else if unstamp(&self.expires_at)? <= now {
            Some(Redeemed::Expired)
        } else {
            None
        })
    }
}

/// Binds a Telegram account to the person whose code it is, once.
pub async fn redeem(tx: &mut Tx, code: &str, telegram_id: i64, now: DateTime<Utc>) -> anyhow::Result<Redeemed> {
    let Some(invitation) = invitation(tx, code).await? else { return Ok(Redeemed::Unknown) };
    if let Some(refusal) = invitation.refusal(telegram_id, now)? {
        return Ok(refusal);
    }
    if let Some(other) = free_account(tx, telegram_id).await? {
        return Ok(Redeemed::OtherPerson(other));
    }
    if !use_up(tx, code, telegram_id, now).await? {
        return Ok(Redeemed::Used);
    }
    let person = invitation.person_id;
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

async fn invitation(tx: &mut Tx, code: &str) -> anyhow::Result<Option<Invitation>> {
    sqlx::query_as(
        "SELECT invite.person_id, invite.expires_at, invite.used_at, person.telegram_id,
                person.left_at IS NOT NULL AS gone
         FROM invite JOIN person ON person.id = invite.person_id WHERE invite.code_hash = ?",
    )
    .bind(code_hash(code))
    .fetch_optional(tx.conn())
    .await
    .context("cannot look an invitation up")
}

/// Frees an account whose person has left the company, for they may have come back under another key. Gives the person
/// who still has the account, if anybody.
async fn free_account(tx: &mut Tx, telegram_id: i64) -> anyhow::Result<Option<PersonId>> {
    let owner: Option<(PersonId, bool)> =
        sqlx::query_as("SELECT id, left_at IS NOT NULL AS gone FROM person WHERE telegram_id = ?")
            .bind(telegram_id)
            .fetch_optional(tx.conn())
            .await
            .context("cannot look an account up")?;
    match owner {
        None => Ok(None),
        Some((other, false)) => Ok(Some(other)),
        Some((leaver, true)) => {
            sqlx::query("UPDATE person SET telegram_id = NULL WHERE id = ?")
                .bind(leaver)
                .execute(tx.conn())
                .await
                .context("cannot free an account")?;
            Ok(None)
        }
    }
}

/// Marks the invitation as used, and with it all others of that person; false where somebody was first.
async fn use_up(tx: &mut Tx, code: &str, telegram_id: i64, now: DateTime<Utc>) -> anyhow::Result<bool> {
    let used = sqlx::query("UPDATE invite SET used_at = ?3, used_by = ?2 WHERE code_hash = ?1 AND used_at IS NULL")
        .bind(code_hash(code))
        .bind(telegram_id)
        .bind(stamp(now))
        .execute(tx.conn())
        .await
        .context("cannot use an invitation")?;
    sqlx::query(
        "UPDATE invite SET used_at = ?3, used_by = ?2
         WHERE used_at IS NULL AND person_id = (SELECT person_id FROM invite WHERE code_hash = ?1)",
    )
    .bind(code_hash(code))
    .bind(telegram_id)
    .bind(stamp(now))
    .execute(tx.conn())
    .await
    .context("cannot use up the other invitations")?;
    Ok(used.rows_affected() == 1)
}

/// A code of 32 characters: 192 random bits from the operating system.
fn fresh_code() -> anyhow::Result<String> {
    let mut bytes = [0u8; 32];
    SysRng.try_fill_bytes(&mut bytes).context("the operating system gives no randomness")?;
    Ok(bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect())
}
