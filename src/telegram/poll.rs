//! Fetching updates.
//!
//! teloxide's own loop would confirm an update when it is queued, not when it is handled. Here the next `getUpdates`,
//! which confirms the batch before, is sent only after the commit.

use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::chat::batch::{Content, Incoming};
use crate::telegram::clean::Read;
use crate::telegram::{Api, CallError, clean};

/// After so long without updates Telegram may begin a new sequence of ids, so the offset of the old one is dropped.
const SILENCE: Duration = Duration::from_secs(6 * 24 * 3600);

/// The kinds of updates to ask for. Telegram sends no others.
const ALLOWED: [&str; 5] = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"];

#[derive(Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u8,
    timeout: u64,
    allowed_updates: [&'static str; 5],
}

/// Fetches updates, and knows up to which they are confirmed.
#[derive(Debug)]
pub struct Poller {
    api: Api,
    /// The id from which on updates are asked for; none at the start, when updates that were handled already are
    /// skipped by their id.
    offset: Option<i64>,
    heard: Instant,
}

impl Poller {
    /// A poller that has confirmed nothing yet.
    pub fn new(api: Api) -> Self {
        Self { api, offset: None, heard: Instant::now() }
    }

    /// Fetches the next updates; waits up to `timeout` seconds for the first.
    ///
    /// # Errors
    /// Where Telegram refuses, cannot be reached, or the answer cannot be read.
    pub async fn fetch(&mut self, timeout: u64) -> Result<Vec<Incoming>, CallError> {
        if self.heard.elapsed() > SILENCE {
            self.offset = None;
        }
        let body = GetUpdates { offset: self.offset, limit: 100, timeout, allowed_updates: ALLOWED };
        let patience = Duration::from_secs(timeout + 7);
        let raw: Vec<Box<RawValue>> =
            self.api.call("getUpdates", &body, patience, |result| serde_json::from_str(result.get())).await?;
        let many = raw.len();
        let mut batch: Vec<Incoming> = raw.into_iter().filter_map(read).collect();
        // What comes behind a higher id would count as handled before.
        batch.sort_by_key(|incoming| incoming.id);
        if batch.is_empty() && many > 0 {
            return Err(CallError::Unreachable("a batch of updates without a single readable one".to_owned()));
        }
        Ok(batch)
    }

    /// Notes that a batch is committed: the next [`Poller::fetch`] confirms it.
    pub fn confirm(&mut self, batch: &[Incoming]) {
        if let Some(last) = batch.last() {
            self.offset = Some(last.id + 1);
            self.heard = Instant::now();
        }
    }
}

fn read(raw: Box<RawValue>) -> Option<Incoming> {
    let (id, content) = match clean::read(raw.get()) {
        Read::Known(update) => (i64::from(update.id.0), Content::Update(update)),
        Read::Unknown { id } => (id, Content::Skip),
        Read::Unreadable { id, why } => (id, Content::Unreadable(why)),
        Read::Garbage => {
            tracing::error!("something without an update id came as an update and is dropped");
            return None;
        }
    };
    Some(Incoming { id, raw, content })
}
