//! Files that wait to be sent.

use crate::storage::Tx;
use crate::storage::outbox::payload::AttachmentId;

/// Keeps a file until it is sent; `name` is what the person sees.
pub async fn keep(tx: &mut Tx, name: &str, bytes: &[u8]) -> Result<AttachmentId, sqlx::Error> {
    sqlx::query_scalar("INSERT INTO attachment (name, bytes) VALUES (?, ?) RETURNING id")
        .bind(name)
        .bind(bytes)
        .fetch_one(tx.conn())
        .await
}

/// Deletes the files that no message names any more.
pub async fn sweep(tx: &mut Tx) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM attachment WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.attachment_id = attachment.id)",
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
