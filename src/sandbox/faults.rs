//! Failures on demand: rules that say which calls fail, how and how often.

use crate::sandbox::message::ChatId;

/// A way in which a call fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Status 429: too many requests.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// A server error.
    Server {
        /// The HTTP status.
        status: u16,
    },
    /// The call is carried out and answered after a delay.
    Hang {
        /// The delay in milliseconds.
        millis: u64,
    },
    /// The call is carried out at once and answered after a delay.
    HangAfter {
        /// The delay in milliseconds.
        millis: u64,
    },
    /// The connection is closed and the call is not carried out.
    Cut,
    /// The call is carried out, but the connection is closed without an answer.
    CutAfter,
    /// The call is not carried out and answered with anything at all.
    Raw {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: String,
    },
    /// The chat of the call becomes a supergroup just before it.
    Migrate,
}

/// Which calls fail, how, and how many of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultRule {
    /// The method, in any letter case; `None` for every method but `getUpdates`.
    pub method: Option<String>,
    /// The chat that the call is about; `None` for any or none.
    pub chat: Option<ChatId>,
    /// How they fail.
    pub fault: Fault,
    /// How many matching calls succeed before the first one fails.
    pub skip: usize,
    /// How many calls fail.
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

    /// Lets this many calls fail.
    #[must_use]
    pub fn times(mut self, count: usize) -> Self {
        self.count = count;
        self
    }

    /// Lets this many matching calls succeed first.
    #[must_use]
    pub fn after(mut self, skip: usize) -> Self {
        self.skip = skip;
        self
    }
}

/// The way in which this call fails, if a rule says so. Counts the call.
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
