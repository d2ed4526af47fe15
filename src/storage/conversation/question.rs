//! What the bot waits to hear from a person, and which week's plan their lines go to.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::conversation::question::Question;
use crate::storage::Tx;
use crate::storage::json::json;
use crate::storage::stamp::stamp;

/// What a person is asked, oldest first, each with its row's id.
async fn open(tx: &mut Tx, person: PersonId) -> anyhow::Result<Vec<(i64, Question)>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT id, json_object('kind', kind, 'body', json(body)) FROM question WHERE person_id = ? ORDER BY id",
    )
    .bind(person)
    .fetch_all(tx.conn())
    .await?;
    // A question of an older version of the program that can't be read any more is simply no longer asked.
    let read = |(id, text): (i64, String)| Some((id, serde_json::from_str(&text).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

/// What a person's next message answers, if anything: the question that was asked last.
///
/// # Errors
/// Where the database fails.
pub async fn asked(tx: &mut Tx, person: PersonId) -> anyhow::Result<Option<Question>> {
    Ok(open(tx, person).await?.pop().map(|(_, question)| question))
}

/// Asks, in place of whatever was asked before.
///
/// # Errors
/// Where the database fails.
pub async fn ask(tx: &mut Tx, person: PersonId, question: &Question, now: DateTime<Utc>) -> anyhow::Result<()> {
    let written = serde_json::to_value(question)?;
    sqlx::query(
        "DELETE FROM question WHERE person_id = ?1;
         INSERT INTO question (person_id, kind, body, asked_at) VALUES (?1, ?2, ?3, ?4)",
    )
    .bind(person)
    .bind(written.get("kind").and_then(Value::as_str))
    .bind(json(written.get("body").unwrap_or(&Value::Null))?)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Stops asking, whatever was asked.
///
/// # Errors
/// Where the database fails.
pub async fn close(tx: &mut Tx, person: PersonId) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM question WHERE person_id = ?").bind(person).execute(tx.conn()).await?;
    Ok(())
}

/// Stops asking some questions.
///
/// # Errors
/// Where the database fails.
pub async fn close_where(tx: &mut Tx, person: PersonId, which: impl Fn(&Question) -> bool) -> anyhow::Result<()> {
    for (id, _) in open(tx, person).await?.iter().filter(|(_, question)| which(question)) {
        sqlx::query("DELETE FROM question WHERE id = ?").bind(id).execute(tx.conn()).await?;
    }
    Ok(())
}

/// The week chosen with the card's button; none: the calendar chooses.
///
/// # Errors
/// Where the database fails or holds what is no week.
pub async fn chosen_week(tx: &mut Tx, person: PersonId) -> anyhow::Result<Option<Week>> {
    let week: Option<String> = sqlx::query_scalar("SELECT week FROM chosen_week WHERE person_id = ?")
        .bind(person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(week.map(|week| week.parse()).transpose()?)
}

/// Chooses the week a person's lines go to; none: the calendar chooses again.
///
/// # Errors
/// Where the database fails.
pub async fn choose_week(tx: &mut Tx, person: PersonId, week: Option<Week>) -> anyhow::Result<()> {
    match week {
        Some(week) => sqlx::query("INSERT OR REPLACE INTO chosen_week (person_id, week) VALUES (?, ?)")
            .bind(person)
            .bind(week.to_string()),
        None => sqlx::query("DELETE FROM chosen_week WHERE person_id = ?").bind(person),
    }
    .execute(tx.conn())
    .await?;
    Ok(())
}
