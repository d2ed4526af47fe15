//! Notes to the others in a report: blockers, insights from clients, needs, lessons.

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

/// Stores a note and gives its id; none where the person has written these words before.
pub async fn add(tx: &mut Tx, week: Week, note: &Note, now: DateTime<Utc>) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO note (person_id, week, kind, text, written_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(note.person)
    .bind(week.to_string())
    .bind(name(note.kind))
    .bind(&note.text)
    .bind(stamp(now))
    .fetch_optional(tx.conn())
    .await
}

/// Deletes the notes that were made from a message.
pub async fn drop_of_message(tx: &mut Tx, person: PersonId, message: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM note WHERE id IN (SELECT CAST(subject AS INTEGER) FROM message_effect
                                       WHERE person_id = ? AND message_id = ? AND kind = 'note')",
    )
    .bind(person)
    .bind(message)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Replaces the words of a note and gives its week; none where there is no such note, or the person has written these
/// words before.
pub async fn reword(tx: &mut Tx, note: i64, text: &str) -> anyhow::Result<Option<Week>> {
    let week: Option<String> = sqlx::query_scalar("UPDATE OR IGNORE note SET text = ? WHERE id = ? RETURNING week")
        .bind(text)
        .bind(note)
        .fetch_optional(tx.conn())
        .await?;
    Ok(week.map(|week| week.parse()).transpose()?)
}

/// All notes of a week, in order of writing.
pub async fn of_week(tx: &mut Tx, week: Week) -> anyhow::Result<Vec<Note>> {
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as("SELECT person_id, kind, text FROM note WHERE week = ? ORDER BY id")
            .bind(week.to_string())
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter().map(read).collect()
}

/// One person's notes of a week, in order of writing.
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
