//! Telling an outage of the database from an error of one statement.

/// What kind of trouble the database itself is in, as opposed to one statement being wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outage {
    /// Another process holds it longer than is waited for.
    Busy,
    /// The file or one beside it may not be written.
    ReadOnly,
    /// The disk fails.
    Disk,
    /// The file is not what SQLite wrote.
    Damaged,
    /// No room on the disk.
    Full,
    /// The file cannot be opened.
    CannotOpen,
    /// The file is none of SQLite's.
    NotADatabase,
    /// The connection to it is gone.
    Other,
}

/// The trouble that the database itself is in, if that is what an error is about.
pub fn outage(error: &anyhow::Error) -> Option<Outage> {
    error.chain().filter_map(|cause| cause.downcast_ref::<sqlx::Error>()).find_map(|error| match error {
        sqlx::Error::Database(inner) => {
            // SQLite's primary result codes.
            match inner.code().and_then(|code| code.parse::<u32>().ok()).unwrap_or(0) & 0xff {
                5 | 6 => Some(Outage::Busy),
                8 => Some(Outage::ReadOnly),
                10 => Some(Outage::Disk),
                11 => Some(Outage::Damaged),
                13 => Some(Outage::Full),
                14 => Some(Outage::CannotOpen),
                26 => Some(Outage::NotADatabase),
                _ => None,
            }
        }
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed | sqlx::Error::PoolClosed => Some(Outage::Other),
        _ => None,
    })
}

/// Whether the database itself is in trouble: then nothing is confirmed to Telegram and all is tried again.
pub fn is_outage(error: &anyhow::Error) -> bool {
    outage(error).is_some()
}
