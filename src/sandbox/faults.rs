//! Trouble on demand: a queue of rules saying which calls go wrong, how and how often.

use crate::sandbox::message::ChatId;

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// 429, with the seconds to wait.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// A 5xx of Telegram's.
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// The request is held, then handled as usual.
    Hang {
        /// How long.
        millis: u64,
    },
    /// The request is handled at once; the answer is held.
    HangAfter {
        /// How long.
        millis: u64,
    },
    /// The connection closes and nothing has happened.
    Cut,
    /// The connection closes and it *has* happened.
    CutAfter,
    /// Any answer at all; nothing has happened.
    Raw {
        /// The HTTP status.
        status: u16,
        /// The body, as it is.
        body: String,
    },
    /// The chat of the call becomes a supergroup just before it.
    Migrate,
}

/// Which calls go wrong, how, and how many of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultRule {
    /// The method, in any letter case; `None` for every method but `getUpdates`.
    pub method: Option<String>,
    /// The chat; `None` for any.
    pub chat: Option<ChatId>,
    /// What happens.
    pub fault: Fault,
    /// Matching calls that pass before the first fault.
    pub skip: usize,
    /// How many calls go wrong.
    pub count: usize,
}

impl FaultRule {
    /// One fault, on the next call of any method other than `getUpdates`.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self { method: None, chat: None, fault, skip: 0, count: 1 }
    }

    /// Only on this method.
    #[must_use]
    pub fn on(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// Only in this chat.
    #[must_use]
    pub fn in_chat(mut self, chat: ChatId) -> Self {
        self.chat = Some(chat);
        self
    }

    /// So many times.
    #[must_use]
    pub fn times(mut self, count: usize) -> Self {
        self.count = count;
        self
    }

    /// Lets so many matching calls pass first.
    #[must_use]
    pub fn after(mut self, skip: usize) -> Self {
        self.skip = skip;
        self
    }
}

/// The fault for this call, if a rule says so; uses it up.
pub(super) fn take(rules: &mut Vec<FaultRule>, method: &str, chat: Option<ChatId>) -> Option<Fault> {
    let at = rules.iter().position(|r| {
        let named = match &r.method {
            Some(m) => m.eq_ignore_ascii_case(method),
            None => !method.eq_ignore_ascii_case("getUpdates"),
        };
        named && (r.chat.is_none() || r.chat == chat)
    })?;
    let rule = &mut rules[at];
    if rule.skip > 0 {
        rule.skip -= 1;
        return None;
    }
    let fault = rule.fault.clone();
    rule.count = rule.count.saturating_sub(1);
    if rule.count == 0 {
        rules.remove(at);
    }
    Some(fault)
}
