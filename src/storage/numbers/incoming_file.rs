//! Files that people sent, until they are fetched from Telegram and read.

use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

/// A file that waits to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Database id.
    pub id: i64,
    /// Who sent it.
    pub person: PersonId,
    /// The id by which Telegram gives it out.
    pub file_id: String,
    /// The file's name.
    pub name: String,
    /// The week its caption names.
    pub week: Option<Week>,
    /// How many attempts were begun before this one.
    pub attempts: i64,
    /// The last attempt ended with the process, while the file was being read.
    pub was_reading: bool,
}

/// A file that was just sent.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'a> {
    /// Who sent it.
    pub person: PersonId,
    /// The id by which Telegram gives it out.
    pub file_id: &'a str,
    /// The file's name.
    pub name: &'a str,
    /// The week its caption names.
    pub week: Option<Week>,
}

/// Notes that a file is to be fetched.
pub async fn keep(tx: &mut Tx, file: NewFile<'_>, now: DateTime<Utc>) -> anyhow::Result<()> {
    let NewFile { person, file_id, name, week } = file;
    sqlx::query("INSERT INTO incoming_file (person_id, file_id, name, week, not_before) VALUES (?, ?, ?, ?, ?)")
        .bind(person)
        .bind(file_id)
        .bind(name)
        .bind(week.map(|week| week.to_string()))
        .bind(stamp(now))
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Id, sender, Telegram's id, name, week, attempts, whether it was being read.
type Row = (i64, PersonId, String, String, Option<String>, i64, bool);

/// The file that has waited longest of those that may be tried now. The attempt is counted before it is made, so that one that
/// ends the process counts too.
pub async fn next(tx: &mut Tx, now: DateTime<Utc>) -> anyhow::Result<Option<Incoming>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, person_id, file_id, name, week, attempts, reading FROM incoming_file WHERE not_before <= ?
         ORDER BY not_before, id LIMIT 1",
    )
    .bind(stamp(now))
    .fetch_optional(tx.conn())
    .await?;
    let Some((id, person, file_id, name, week, attempts, was_reading)) = row else { return Ok(None) };
    sqlx::query("UPDATE incoming_file SET attempts = attempts + 1 WHERE id = ?").bind(id).execute(tx.conn()).await?;
    let week = week.map(|week| week.parse()).transpose()?;
    Ok(Some(Incoming { id, person, file_id, name, week, attempts, was_reading }))
}

/// Notes that a file was fetched and is being read from now on.
pub async fn read_begins(tx: &mut Tx, id: i64) -> anyhow::Result<()> {
    sqlx::query("UPDATE incoming_file SET reading = 1 WHERE id = ?").bind(id).execute(tx.conn()).await?;
    Ok(())
}

/// Notes that the process is still there after reading the file.
pub async fn read_ends(tx: &mut Tx, id: i64) -> anyhow::Result<()> {
    sqlx::query("UPDATE incoming_file SET reading = 0 WHERE id = ?").bind(id).execute(tx.conn()).await?;
    Ok(())
}

/// Notes that an attempt failed; the next is at `at`.
pub async fn put_off(tx: &mut Tx, id: i64, at: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query("UPDATE incoming_file SET not_before = ? WHERE id = ?")
        .bind(stamp(at))
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Deletes a file that was read or given up.
pub async fn close(tx: &mut Tx, id: i64) -> anyhow::Result<()> {
    sqlx::query("DELETE FROM incoming_file WHERE id = ?").bind(id).execute(tx.conn()).await?;
    Ok(())
}
