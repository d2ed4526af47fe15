//! What came of sending: how Telegram's answers are read.

use crate::storage::outbox::Payload;
use crate::telegram::Refusal;

/// The outcome of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A new message was posted: its id.
    Sent(i64),
    /// Nothing is left to do: edited, not modified, already deleted, too old to answer.
    Done,
    /// Telegram asks to wait so many seconds before anything else is sent to this chat.
    RetryAfter(u64),
    /// The chat has a new id.
    Migrated(i64),
    /// The chat cannot be written to: why, and Telegram's words.
    Gone(Gone, String),
    /// A message went out, or was edited, without its picture: the id of a new one, and Telegram's words where it refused
    /// the picture for good.
    WithoutPicture(Option<i64>, Option<String>),
    /// The message to edit no longer exists.
    MessageGone,
    /// Telegram refuses the message, now and later.
    Refused(String),
    /// It failed for a reason that may pass.
    Transient(String),
    /// A new message was handed over and not answered: it may have been posted.
    Unanswered(String),
}

/// Why a chat cannot be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// The person blocked the bot.
    Blocked,
    /// The account was deleted.
    Deactivated,
    /// The person never pressed Start.
    NeverStarted,
    /// The bot was removed from the chat.
    Kicked,
    /// The bot is in the chat and may not write.
    NoRights,
    /// There is no such chat.
    ChatNotFound,
    /// The topic of the forum is closed.
    TopicClosed,
    /// The topic of the forum was deleted.
    TopicGone,
}

/// What to do about a refusal.
pub(super) fn read_refusal(payload: &Payload, refusal: Refusal) -> Outcome {
    // A reaction is an ornament, worth nothing later: whatever is wrong, it is left out.
    if matches!(payload, Payload::React { .. }) {
        tracing::debug!("left out: {}", refusal.description);
        return Outcome::Done;
    }
    if let Some(new) = refusal.migrate_to {
        return Outcome::Migrated(new);
    }
    if let Some(seconds) = refusal.retry_after {
        return Outcome::RetryAfter(seconds.max(1));
    }
    // 3xx: the address is not the server's; 401 and 404: the token or the address is wrong; 409: never for a send. None
    // of it is the message's fault.
    if matches!(refusal.code, 0 | 300..=399 | 401 | 404 | 408 | 409 | 500..) {
        return Outcome::Transient(format!("{} {}", refusal.code, refusal.description));
    }
    // Menus are ornaments too: where a Bot API server does not know or allow them, they are left out.
    if matches!(payload, Payload::Menu { .. }) && refusal.code != 429 {
        tracing::debug!("left out: {}", refusal.description);
        return Outcome::Done;
    }
    if refusal.code == 429 {
        return Outcome::RetryAfter(5);
    }
    let description = Description::of(&refusal);
    if let Some(gone) = gone(&description, refusal.code) {
        Outcome::Gone(gone, refusal.description)
    } else if already_settled(&description, payload) {
        Outcome::Done
    } else if matches!(payload, Payload::Edit(_)) && message_gone(&description) {
        Outcome::MessageGone
    } else {
        Outcome::Refused(refusal.description)
    }
}

/// Telegram's description of a refusal, matched by its beginning in any letter case: the wording changes.
pub(super) struct Description(pub(super) String);

impl Description {
    pub(super) fn of(refusal: &Refusal) -> Self {
        let lower = refusal.description.to_lowercase();
        let words = ["bad request: ", "forbidden: "].iter().find_map(|prefix| lower.strip_prefix(prefix));
        Self(words.unwrap_or(&lower).to_owned())
    }

    pub(super) fn starts_with(&self, beginnings: &[&str]) -> bool {
        beginnings.iter().any(|beginning| self.0.starts_with(beginning))
    }
}

/// Why the chat cannot be written to, if that is what Telegram says.
fn gone(description: &Description, code: u16) -> Option<Gone> {
    const REASONS: [(Gone, &[&str]); 8] = [
        (Gone::TopicClosed, &["topic_closed"]),
        (Gone::TopicGone, &["message thread not found", "topic_deleted", "topic_id_invalid"]),
        (Gone::Blocked, &["bot was blocked"]),
        (Gone::Deactivated, &["user is deactivated"]),
        (Gone::NeverStarted, &["bot can't initiate", "bot can't send messages to bots", "the user must"]),
        (
            Gone::Kicked,
            &["bot was kicked", "bot is not a member", "the group chat was deleted", "group chat was deactivated"],
        ),
        (Gone::ChatNotFound, &["chat not found", "peer_id_invalid", "channel_private", "channel_invalid"]),
        (
            Gone::NoRights,
            &[
                "not enough rights",
                "need administrator rights",
                "have no rights",
                "chat_write_forbidden",
                "chat_admin_required",
                "chat_restricted",
                "user_restricted",
            ],
        ),
    ];
    let reason = REASONS.iter().find(|(_, beginnings)| description.starts_with(beginnings));
    reason.map(|(gone, _)| *gone).or((code == 403).then_some(Gone::NoRights))
}

/// Whether the refusal says that nothing is left to do for this payload.
pub(super) fn already_settled(description: &Description, payload: &Payload) -> bool {
    match payload {
        Payload::Answer { .. } => {
            description.starts_with(&["query is too old", "query id is invalid", "query_id_invalid"])
        }
        Payload::Delete { .. } => {
            description.starts_with(&["message to delete not found", "message can't be deleted", "message_id_invalid"])
        }
        Payload::React { .. } | Payload::Menu { .. } => true,
        Payload::Document { .. } => false,
        Payload::Send(_) | Payload::Edit(_) => {
            description.starts_with(&["message is not modified", "message_not_modified"])
        }
    }
}

/// Whether the message to edit no longer exists, or cannot be edited into this one.
fn message_gone(description: &Description) -> bool {
    description.starts_with(&[
        "message to edit not found",
        "message can't be edited",
        // The message is a picture, and its new form is text.
        "there is no text in the message to edit",
        "message_id_invalid",
        "message not found",
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::message::Message;

    fn outcome(payload: &Payload, code: u16, description: &str) -> Outcome {
        read_refusal(payload, Refusal { code, description: description.to_owned(), ..Refusal::default() })
    }

    #[test]
    fn a_reaction_is_left_out_whatever_is_wrong() {
        let react = Payload::React { message_id: 1, emoji: "👍".into() };
        for code in [302, 400, 401, 403, 404, 429, 500, 502] {
            let refusal = Refusal { code, retry_after: Some(600), ..Refusal::default() };
            assert_eq!(read_refusal(&react, refusal), Outcome::Done, "{code}");
        }
    }

    #[test]
    fn a_closed_topic_is_told_from_one_that_is_gone() {
        let send = Payload::Send(Message::html("x"));
        for (words, expected) in [
            ("Bad Request: TOPIC_CLOSED", Gone::TopicClosed),
            ("Bad Request: message thread not found", Gone::TopicGone),
            ("Bad Request: not enough rights to send text messages to the chat", Gone::NoRights),
        ] {
            assert!(matches!(outcome(&send, 400, words), Outcome::Gone(gone, _) if gone == expected), "{words}");
        }
    }

    #[test]
    fn refusals_are_understood_in_any_wording() {
        let send = Payload::Send(Message::html("x"));
        let edit = Payload::Edit(Message::html("x"));
        let delete = Payload::Delete { message_id: 1 };
        let answer = Payload::Answer { callback_id: "1".into(), text: None, alert: false };
        for (payload, code, words, expected) in [
            (&send, 403, "Forbidden: bot was blocked by the user", Some(Gone::Blocked)),
            (&send, 403, "FORBIDDEN: User is deactivated", Some(Gone::Deactivated)),
            (&send, 403, "Forbidden: bot can't initiate conversation with a user", Some(Gone::NeverStarted)),
            (&send, 403, "Forbidden: bot was kicked from the supergroup chat", Some(Gone::Kicked)),
            (&send, 403, "Forbidden: bot is not a member of the channel chat", Some(Gone::Kicked)),
            (&send, 403, "Forbidden: something new", Some(Gone::NoRights)),
            (&send, 400, "Bad Request: not enough rights to send text messages to the chat", Some(Gone::NoRights)),
            (&send, 400, "Bad Request: need administrator rights in the channel chat", Some(Gone::NoRights)),
            (&send, 400, "Bad Request: chat not found", Some(Gone::ChatNotFound)),
        ] {
            let got = outcome(payload, code, words);
            assert!(matches!(&got, Outcome::Gone(gone, _) if Some(*gone) == expected), "{words}: {got:?}");
        }
        for (payload, words) in [
            (
                &edit,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly …",
            ),
            (&delete, "Bad Request: message to delete not found"),
            (&answer, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
            (&answer, "Bad Request: query ID is invalid"),
        ] {
            assert_eq!(outcome(payload, 400, words), Outcome::Done, "{words}");
        }
        assert_eq!(outcome(&edit, 400, "Bad Request: message to edit not found"), Outcome::MessageGone);
        assert!(matches!(outcome(&send, 400, "Bad Request: can't parse entities: …"), Outcome::Refused(_)));
        for code in [302, 401, 404, 409, 500, 502, 504] {
            assert!(matches!(outcome(&send, code, "whatever"), Outcome::Transient(_)), "{code}");
        }
    }
}
