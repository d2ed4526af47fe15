//! A person's week before the last words were taken, so that one tap takes them back.

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::report::undo::{Marked, Stood, Taken};
use crate::domain::week::task::Task;
use crate::storage::Tx;
use crate::storage::json::{json, unjson};
use crate::storage::report::{implausible, sent};

/// How a person's week stands, with these tasks.
///
/// # Errors
/// Where the database fails.
pub async fn stands(tx: &mut Tx, person: PersonId, week: Week, tasks: &[Task]) -> anyhow::Result<Stood> {
    let notes = sqlx::query_scalar("SELECT id FROM note WHERE person_id = ? AND week = ? ORDER BY id")
        .bind(person)
        .bind(week.to_string())
        .fetch_all(tx.conn())
        .await?;
    let mut actuals = sent::actuals(tx, person, week).await?;
    let mut asked = implausible::asked(tx, person, week).await?;
    actuals.sort();
    asked.sort();
    Ok(Stood { actuals, asked, tasks: tasks.iter().map(Marked::of).collect(), notes })
}

/// Keeps what the last words did.
///
/// # Errors
/// Where the database fails.
pub async fn keep(tx: &mut Tx, person: PersonId, week: Week, taken: &Taken) -> anyhow::Result<()> {
    sqlx::query("INSERT OR REPLACE INTO week_undo (person_id, week, before) VALUES (?, ?, ?)")
        .bind(person)
        .bind(week.to_string())
        .bind(json(taken)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// What the last words did; none where nothing was said by words, or it was taken back.
///
/// # Errors
/// Where the database fails.
pub async fn last(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Option<Taken>> {
    let kept: Option<String> = sqlx::query_scalar("SELECT before FROM week_undo WHERE person_id = ? AND week = ?")
        .bind(person)
        .bind(week.to_string())
        .fetch_optional(tx.conn())
        .await?;
    Ok(kept.and_then(|kept| unjson(&kept).ok()))
}

/// There is nothing to take back any more.
///
/// # Errors
/// Where the database fails.
pub async fn forget(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM week_undo WHERE person_id = ? AND week = ?")
        .bind(person)
        .bind(week.to_string())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Drops the notes that came since.
///
/// # Errors
/// Where the database fails.
pub async fn drop_notes_but(tx: &mut Tx, person: PersonId, week: Week, kept: &[i64]) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM note WHERE person_id = ? AND week = ? AND id NOT IN (SELECT value FROM json_each(?))")
        .bind(person)
        .bind(week.to_string())
        .bind(json(&kept)?)
        .execute(tx.conn())
        .await?;
    Ok(())
}
