//! Telling an outage of the database from an error of one statement.

/// Whether the database itself fails (full, read-only, locked, unreadable), not just one statement. In an outage no
/// update is confirmed to Telegram, and everything is tried again.
pub fn is_outage(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<sqlx::Error>()).any(|error| match error {
        sqlx::Error::Database(inner) => {
            // Primary result codes: BUSY 5, LOCKED 6, READONLY 8, IOERR 10, CORRUPT 11, FULL 13, CANTOPEN 14, NOTADB
            // 26.
            let code = inner.code().and_then(|c| c.parse::<u32>().ok()).unwrap_or(0) & 0xff;
            matches!(code, 5 | 6 | 8 | 10 | 11 | 13 | 14 | 26)
        }
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed => true,
        _ => false,
    })
}
