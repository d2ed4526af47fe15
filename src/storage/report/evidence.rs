//! Pictures and files that show the end product of a task. Telegram keeps the files, the database their ids.

use anyhow::Context as _;

use crate::domain::company::PersonId;
use crate::domain::report::evidence::{EvidenceFile, FileKind};
use crate::storage::Tx;

/// Adds a file to a task. A file that the task has already is not added twice. False where the task has `most` files.
pub async fn add(tx: &mut Tx, task: i64, file: &EvidenceFile, most: u32) -> anyhow::Result<bool> {
    let there: u32 = sqlx::query_scalar("SELECT count(*) FROM evidence WHERE task_id = ? AND unique_id <> ?")
        .bind(task)
        .bind(&file.unique_id)
        .fetch_one(tx.conn())
        .await?;
    if there >= most {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO evidence (task_id, kind, file_id, unique_id, album) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    )
    .bind(task)
    .bind(file.kind.name())
    .bind(&file.id)
    .bind(&file.unique_id)
    .bind(&file.album)
    .execute(tx.conn())
    .await?;
    Ok(true)
}

/// The files of a task, in the order they came.
pub async fn of_task(tx: &mut Tx, task: i64) -> anyhow::Result<Vec<EvidenceFile>> {
    let rows: Vec<(String, String, String, Option<String>)> =
        sqlx::query_as("SELECT kind, file_id, unique_id, album FROM evidence WHERE task_id = ? ORDER BY id")
            .bind(task)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter()
        .map(|(kind, id, unique_id, album)| {
            let kind = FileKind::named(&kind).with_context(|| format!("file kind '{kind}'"))?;
            Ok(EvidenceFile { kind, id, unique_id, album })
        })
        .collect()
}

/// The task of this person to which a picture of the same album was added.
pub async fn task_of_album(tx: &mut Tx, person: PersonId, album: &str) -> Result<Option<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT e.task_id FROM evidence e JOIN task t ON t.id = e.task_id JOIN plan p ON p.id = t.plan_id
         WHERE e.album = ? AND p.person_id = ? LIMIT 1",
    )
    .bind(album)
    .bind(person)
    .fetch_optional(tx.conn())
    .await
}

/// Removes all files from a task.
pub async fn clear(tx: &mut Tx, task: i64) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM evidence WHERE task_id = ?").bind(task).execute(tx.conn()).await?;
    Ok(())
}
