//! How the bot itself is.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::calendar::job::FailedJob;

/// How long a conflict that is not noticed any more is still shown.
const CONFLICT_SHOWN: TimeDelta = TimeDelta::hours(1);
/// How long a lost write-ahead log is shown.
const LOG_LOST_SHOWN: TimeDelta = TimeDelta::days(30);

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
    /// When Telegram last answered the question for updates.
    pub heard_at: Option<DateTime<Utc>>,
    /// Telegram gave the updates to somebody else.
    pub conflict: Option<Conflict>,
    /// When the database was opened without the write-ahead log that a killed process had left.
    pub log_lost_at: Option<DateTime<Utc>>,
}

impl Health {
    /// The conflict, as long as it lasts.
    pub fn conflict_now(&self, now: DateTime<Utc>) -> Option<Conflict> {
        self.conflict.filter(|conflict| now - conflict.last < CONFLICT_SHOWN)
    }

    /// When the write-ahead log was lost, as long as that is worth knowing.
    pub fn log_lost_lately(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.log_lost_at.filter(|at| now - *at < LOG_LOST_SHOWN)
    }
}

/// Telegram gives the updates to one reader alone, and that is not this bot: it answers 409.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// Who reads them.
    pub cause: ConflictCause,
    /// When it was noticed first.
    pub since: DateTime<Utc>,
    /// When it was noticed last.
    pub last: DateTime<Utc>,
}

/// Who reads the bot's updates instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConflictCause {
    /// A second bot with the same token, on another machine or on another database.
    AnotherBot,
    /// A web address that was set with `setWebhook`.
    Webhook,
}
