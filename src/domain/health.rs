//! How the bot itself is.

use crate::domain::calendar::job::FailedJob;

/// What there is to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The newest migration in it.
    pub version: i64,
    /// What SQLite finds wrong with the file.
    pub damage: Option<String>,
    /// Updates that could not be handled and were set aside.
    pub failed_updates: i64,
    /// Jobs of the calendar that failed and are tried again.
    pub failed_jobs: Vec<FailedJob>,
    /// Messages that wait to be sent.
    pub queued: i64,
    /// Messages that Telegram refused for good.
    pub failed_messages: i64,
}
