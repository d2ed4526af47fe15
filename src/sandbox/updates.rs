//! The queue of updates that Telegram keeps until the bot confirms them.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::Notify;

/// How long Telegram keeps an update that nobody fetches, in seconds.
const KEPT: i64 = 24 * 60 * 60;
/// Kinds a bot gets only when it asks for them.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

struct Pending {
    id: i64,
    /// When it was queued, Unix seconds.
    at: i64,
    json: String,
}

/// The queue of updates, and who is fetching from it.
pub(super) struct Queue {
    pending: VecDeque<Pending>,
    next: i64,
    /// The kinds of updates the bot has asked for; empty for the usual ones.
    allowed: Vec<String>,
    /// Counts the calls of `getUpdates`: only the newest one is answered.
    epoch: u64,
    /// How many updates were forgotten.
    expired: usize,
    /// Wakes the waiting call when an update or another call arrives.
    arrived: Arc<Notify>,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self {
            pending: VecDeque::new(),
            next: 100_001,
            allowed: Vec::new(),
            epoch: 0,
            expired: 0,
            arrived: Arc::new(Notify::new()),
        }
    }

    /// Queues an update of a kind, if the bot wants that kind.
    pub(super) fn push(&mut self, now: i64, kind: &str, body: &Value) {
        let wanted = match self.allowed.as_slice() {
            [] => !ON_REQUEST.contains(&kind),
            list => list.iter().any(|k| k == kind),
        };
        if wanted {
            self.push_with(now, |id| format!("{{\"update_id\":{id},\"{kind}\":{body}}}"));
        }
    }

    /// Queues what the closure makes of the next id, which is returned.
    pub(super) fn push_with(&mut self, now: i64, json: impl FnOnce(i64) -> String) -> i64 {
        let id = self.next;
        self.next += 1;
        self.pending.push_back(Pending { id, at: now, json: json(id) });
        self.arrived.notify_waiters();
        id
    }

    /// Begins a call of `getUpdates`: confirms the updates before `offset` and ends an earlier call that still waits. Returns the
    /// call's epoch.
    pub(super) fn begin(&mut self, now: i64, offset: i64, allowed: Option<Vec<String>>) -> u64 {
        while self.pending.front().is_some_and(|p| p.at + KEPT < now) {
            self.pending.pop_front();
            self.expired += 1;
        }
        if offset < 0 {
            let keep = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
            let drop = self.pending.len().saturating_sub(keep);
            self.pending.drain(..drop);
        }
        while self.pending.front().is_some_and(|p| p.id < offset) {
            self.pending.pop_front();
        }
        if let Some(allowed) = allowed {
            self.allowed = allowed;
        }
        self.epoch += 1;
        self.arrived.notify_waiters();
        self.epoch
    }

    /// The updates for the call of that epoch: how many, and their JSON. `None` if another call has come since.
    pub(super) fn batch(&self, epoch: u64, limit: usize) -> Option<(usize, String)> {
        if self.epoch != epoch {
            return None;
        }
        let n = self.pending.len().min(limit);
        let mut out = String::with_capacity(2 + self.pending.iter().take(n).map(|p| p.json.len() + 1).sum::<usize>());
        out.push('[');
        for (i, p) in self.pending.iter().take(n).enumerate() {
            if i > 0 {
                out.push(',');
            }
            out.push_str(&p.json);
        }
        out.push(']');
        Some((n, out))
    }

    pub(super) fn clear(&mut self) {
        self.pending.clear();
    }

    pub(super) fn unconfirmed(&self) -> usize {
        self.pending.len()
    }

    pub(super) fn expired(&self) -> usize {
        self.expired
    }

    pub(super) fn arrived(&self) -> Arc<Notify> {
        Arc::clone(&self.arrived)
    }
}
