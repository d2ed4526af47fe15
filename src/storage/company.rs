//! The declared company. Stub: the real one comes from another hand.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::domain::company::Roster;

/// The declaration, or none before `apply`.
///
/// # Errors
/// Where storage fails or holds something impossible.
pub async fn load(conn: &mut SqliteConnection) -> anyhow::Result<Option<Roster>> {
    use crate::domain::company::{Locale, Person, Role, Team};
    let Some((name, revision)) =
        sqlx::query_as::<_, (String, i64)>("SELECT name, revision FROM company").fetch_optional(&mut *conn).await?
    else {
        return Ok(None);
    };
    let people: Vec<(i64, String, Option<i64>, Option<DateTime<Utc>>)> =
        sqlx::query_as("SELECT id, name, telegram_id, unreachable_since FROM person").fetch_all(&mut *conn).await?;
    let people = people.into_iter().map(|(id, name, telegram_id, unreachable_since)| Person {
        id,
        key: name.clone(),
        name,
        team: 1,
        role: Role::Employee,
        post: String::new(),
        metrics: Vec::new(),
        week_minutes: None,
        reactive_mille: 0,
        timezone: None,
        locale: None,
        telegram_id,
        unreachable_since,
        left: false,
    });
    let _: Vec<Team> = Vec::new();
    Ok(Some(Roster {
        company: name,
        timezone: chrono_tz::Europe::Moscow,
        locale: Locale::Ru,
        country: None,
        currency: "RUB".into(),
        week_minutes: 2400,
        ritual: crate::domain::ritual::Ritual::default(),
        declared_at: DateTime::UNIX_EPOCH,
        revision,
        metrics: Vec::new(),
        teams: Vec::new(),
        people: people.collect(),
        syncs: Vec::new(),
    }))
}

/// Telegram refuses our messages to this person since `now`.
///
/// # Errors
/// Where storage fails.
pub async fn mark_unreachable(
    conn: &mut SqliteConnection,
    telegram_id: i64,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE person SET unreachable_since = ? WHERE telegram_id = ? AND unreachable_since IS NULL")
        .bind(super::outbox::stamp(now))
        .bind(telegram_id)
        .execute(&mut *conn)
        .await?;
    sqlx::query("UPDATE company SET revision = revision + 1").execute(conn).await?;
    Ok(())
}

/// A chat has a new id.
///
/// # Errors
/// Where storage fails.
pub async fn migrate_chat(conn: &mut SqliteConnection, old: i64, new: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE team SET chat_id = ? WHERE chat_id = ?").bind(new).bind(old).execute(&mut *conn).await?;
    sqlx::query("UPDATE company SET revision = revision + 1").execute(conn).await?;
    Ok(())
}
