//! Telegram's speed limits, in real time: 30 messages a second overall, 1 a second in a private chat with bursts of 5, and 20 a
//! minute in a group. They are off unless a story switches them on.

use std::collections::HashMap;
use std::time::Instant;

use crate::sandbox::message::ChatId;

/// A token bucket: it fills at a steady rate up to its capacity, and each message takes one token.
struct Bucket {
    /// Tokens at the instant `at`.
    level: f64,
    at: Instant,
}

impl Bucket {
    /// Fills the bucket up to now. Returns the seconds until there is a token: zero if there is one.
    fn wait(&mut self, now: Instant, capacity: f64, per_second: f64) -> f64 {
        self.level = (self.level + now.duration_since(self.at).as_secs_f64() * per_second).min(capacity);
        self.at = now;
        if self.level >= 1.0 { 0.0 } else { (1.0 - self.level) / per_second }
    }
}

/// The buckets of the bot and of each chat.
pub(super) struct Limits {
    overall: Bucket,
    chats: HashMap<ChatId, Bucket>,
}

impl Limits {
    pub(super) fn new() -> Self {
        Self { overall: Bucket { level: 30.0, at: Instant::now() }, chats: HashMap::new() }
    }

    /// Counts one message to the chat.
    ///
    /// # Errors
    /// Fails if a limit is reached; the error is how many seconds to wait.
    pub(super) fn admit(&mut self, chat: ChatId) -> Result<(), u64> {
        let now = Instant::now();
        let (capacity, rate) = if chat < 0 { (20.0, 20.0 / 60.0) } else { (5.0, 1.0) };
        let own = self.chats.entry(chat).or_insert(Bucket { level: capacity, at: now });
        let wait = own.wait(now, capacity, rate).max(self.overall.wait(now, 30.0, 30.0));
        if wait > 0.0 {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive, small number")]
            return Err(wait.ceil() as u64);
        }
        own.level -= 1.0;
        self.overall.level -= 1.0;
        Ok(())
    }
}
