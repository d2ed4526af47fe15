//! What people tell the others: blockers, what clients say, needs, lessons.

use anyhow::Context as _;
use chrono::{DateTime, Utc};

use crate::domain::calendar::week::Week;
use crate::domain::company::PersonId;
use crate::domain::intake::NoteKind;
use crate::domain::report::note::Note;
use crate::storage::Tx;
use crate::storage::stamp::stamp;

const KINDS: [(NoteKind, &str); 5] = [
    (NoteKind::Blocker, "blocker"),
    (NoteKind::Insight, "insight"),
    (NoteKind::Need, "need"),
    (NoteKind::Lesson, "lesson"),
    (NoteKind::Highlight, "highlight"),
];

fn name(kind: NoteKind) -> &'static str {
    KINDS.iter().find(|(k, _)| *k == kind).map_or("lesson", |(_, name)| name)
}

/// Keeps a note. The same words again change nothing.
///
/// # Errors
/// Where the database fails.
pub async fn add(
    tx: &mut Tx,
    person: PersonId,
    week: Week,
    kind: NoteKind,
    text: &str,
    source: Option<i64>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    sqlx::query(
        "INSERT INTO note (person_id, week, kind, text, source, written_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(person)
    .bind(week.to_string())
    .bind(name(kind))
    .bind(text)
    .bind(source)
    .bind(stamp(now))
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Drops what an edited message said before.
///
/// # Errors
/// Where the database fails.
pub async fn drop_source(tx: &mut Tx, person: PersonId, source: i64) -> anyhow::Result<u64> {
    let gone = sqlx::query("DELETE FROM note WHERE person_id = ? AND source = ?")
        .bind(person)
        .bind(source)
        .execute(tx.conn())
        .await?;
    Ok(gone.rows_affected())
}

/// The message that was a note was edited: the week of the note, if it was one.
///
/// # Errors
/// Where the database fails.
pub async fn retell(tx: &mut Tx, person: PersonId, source: i64, text: &str) -> anyhow::Result<Option<Week>> {
    let week: Option<String> =
        sqlx::query_scalar("UPDATE OR IGNORE note SET text = ? WHERE person_id = ? AND source = ? RETURNING week")
            .bind(text)
            .bind(person)
            .bind(source)
            .fetch_optional(tx.conn())
            .await?;
    Ok(week.map(|week| week.parse()).transpose()?)
}

/// All notes of a week, in order of writing.
///
/// # Errors
/// Where the database fails.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Note>> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT person_id, kind, text FROM note WHERE week = ? ORDER BY id")
            .bind(week.to_string())
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(read).collect()
}

/// One person's notes of a week, in order of writing.
///
/// # Errors
/// Where the database fails.
pub async fn of_person(tx: &mut Tx, person: PersonId, week: Week) -> anyhow::Result<Vec<Note>> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT person_id, kind, text FROM note WHERE person_id = ? AND week = ? ORDER BY id")
            .bind(person)
            .bind(week.to_string())
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(read).collect()
}

fn read((person, kind, text): (i64, String, String)) -> anyhow::Result<Note> {
    let found = KINDS.iter().find(|(_, name)| *name == kind).map(|(kind, _)| *kind);
    Ok(Note { person, kind: found.with_context(|| format!("note kind '{kind}'"))?, text })
}
