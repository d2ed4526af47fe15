//! Sending one row of the outbox, and reading Telegram's answer.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::report::evidence::{EvidenceFile, FileKind};
use crate::render::message::{Button, Message};
use crate::render::numbers::picture::png;
use crate::storage::outbox::Payload;
use crate::storage::outbox::delivery::File;
use crate::telegram::{Api, CallError, Refusal};

/// How long one call may take. It is less than teloxide's 17 s, so that a hanging server does not hold a chat up for
/// long.
const TIMEOUT: Duration = Duration::from_secs(15);

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

#[derive(Serialize)]
struct Text<'a> {
    chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<i64>,
    text: &'a str,
    parse_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link_preview_options: Option<Preview>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    disable_notification: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<ReplyTo>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Markup<'a>>,
}

/// A file that Telegram has already, by its id.
#[derive(Serialize)]
struct Known<'a> {
    chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    caption: &'a str,
    parse_mode: &'static str,
}

#[derive(Serialize)]
struct Preview {
    is_disabled: bool,
}

#[derive(Serialize)]
struct ReplyTo {
    message_id: i64,
    allow_sending_without_reply: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Markup<'a> {
    Keys { inline_keyboard: Vec<Vec<InlineButton<'a>>> },
    Force { force_reply: bool, selective: bool },
}

#[derive(Serialize)]
struct InlineButton<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_data: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Media<'a> {
    r#type: &'static str,
    media: &'static str,
    caption: &'a str,
    parse_mode: &'static str,
}

#[derive(Serialize)]
struct Caption<'a> {
    chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<i64>,
    caption: &'a str,
    parse_mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<Markup<'a>>,
}

#[derive(Serialize)]
struct Delete {
    chat_id: i64,
    message_id: i64,
}

#[derive(Serialize)]
struct Answer<'a> {
    callback_query_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    show_alert: bool,
}

#[derive(Serialize)]
struct React<'a> {
    chat_id: i64,
    message_id: i64,
    reaction: [Emoji<'a>; 1],
}

#[derive(Serialize)]
struct Emoji<'a> {
    r#type: &'static str,
    emoji: &'a str,
}

#[derive(Serialize)]
struct Menu<'a> {
    commands: Vec<Command<'a>>,
    scope: Scope,
}

#[derive(Serialize)]
struct Command<'a> {
    command: &'a str,
    description: &'a str,
}

#[derive(Serialize)]
struct Scope {
    r#type: &'static str,
    chat_id: i64,
}

#[derive(Deserialize)]
struct SentMessage {
    message_id: i64,
}

/// Sends one payload. `card_message` is where the row's card stands now, if anywhere.
pub async fn send(api: &Api, chat: i64, payload: &Payload, card_message: Option<i64>, file: Option<&File>) -> Outcome {
    let result = match payload {
        Payload::Document { caption, .. } => {
            let Some(file) = file else { return Outcome::Refused("the file is gone".to_owned()) };
            let fields =
                [("chat_id", chat.to_string()), ("caption", caption.clone()), ("parse_mode", "HTML".to_owned())];
            api.upload("sendDocument", fields, ("document", file), |result| {
                serde_json::from_str::<SentMessage>(result.get())
            })
            .await
            .map(|sent| Outcome::Sent(sent.message_id))
        }
        Payload::Send(message @ Message { file: Some(file), .. }) => known(api, chat, message, file).await,
        Payload::Send(message) | Payload::Edit(message) if message.picture.is_some() => {
            let at = card_message.filter(|_| matches!(payload, Payload::Edit(_)));
            picture(api, chat, at, message).await
        }
        Payload::Edit(message) if card_message.is_some() => {
            let body = text(chat, card_message, message);
            api.call("editMessageText", &body, TIMEOUT, |_| Ok(())).await.map(|()| Outcome::Done)
        }
        Payload::Send(message) | Payload::Edit(message) => {
            let body = text(chat, None, message);
            api.call("sendMessage", &body, TIMEOUT, |result| serde_json::from_str::<SentMessage>(result.get()))
                .await
                .map(|sent| Outcome::Sent(sent.message_id))
        }
        &Payload::Delete { message_id } => {
            let body = Delete { chat_id: chat, message_id };
            api.call("deleteMessage", &body, TIMEOUT, |_| Ok(())).await.map(|()| Outcome::Done)
        }
        Payload::Answer { callback_id, text, alert } => {
            let body = Answer { callback_query_id: callback_id, text: text.as_deref(), show_alert: *alert };
            api.call("answerCallbackQuery", &body, TIMEOUT, |_| Ok(())).await.map(|()| Outcome::Done)
        }
        Payload::React { message_id, emoji } => {
            let reaction = [Emoji { r#type: "emoji", emoji }];
            let body = React { chat_id: chat, message_id: *message_id, reaction };
            api.call("setMessageReaction", &body, TIMEOUT, |_| Ok(())).await.map(|()| Outcome::Done)
        }
        Payload::Menu { commands } => {
            let commands = commands.iter().map(|(name, what)| Command { command: name, description: what }).collect();
            let body = Menu { commands, scope: Scope { r#type: "chat", chat_id: chat } };
            api.call("setMyCommands", &body, TIMEOUT, |_| Ok(())).await.map(|()| Outcome::Done)
        }
    };
    match result {
        Ok(outcome) => outcome,
        Err(CallError::Unreachable(text)) => Outcome::Transient(text),
        Err(CallError::Refused(refusal)) => match payload {
            Payload::Send(_) | Payload::Edit(_) if refuses_picture(payload, card_message, &refusal) => {
                let at = card_message.filter(|_| matches!(payload, Payload::Edit(_)));
                without_picture(api, chat, at, payload, refusal).await
            }
            _ => read_refusal(payload, refusal),
        },
    }
}

/// Whether the text is tried without its picture: the picture was refused, or may have been. A server that fails at
/// an upload gets the text of a new message at once; an edit waits, for its message is there.
fn refuses_picture(payload: &Payload, card_message: Option<i64>, refusal: &Refusal) -> bool {
    let (Payload::Send(message) | Payload::Edit(message)) = payload else { return false };
    if message.picture.is_none() && message.file.is_none() || refusal.migrate_to.is_some() {
        return false;
    }
    let edits = matches!(payload, Payload::Edit(_)) && card_message.is_some();
    match refusal.code {
        413 => true,
        500.. => !edits,
        400 | 403 => {
            let description = Description::of(refusal);
            let media = ["photo", "image", "media", "document", "picture", "file"];
            media.iter().any(|word| description.0.contains(word)) && !already_settled(&description, payload)
        }
        _ => false,
    }
}

/// Sends or edits a message as text, after its picture was refused.
async fn without_picture(
    api: &Api,
    chat: i64,
    at: Option<i64>,
    payload: &Payload,
    refusal: Refusal,
) -> Outcome {
    let (Payload::Send(message) | Payload::Edit(message)) = payload else { return read_refusal(payload, refusal) };
    tracing::warn!(chat, "a picture was refused, the text goes without it: {} {}", refusal.code, refusal.description);
    let said = (refusal.code < 500).then_some(refusal.description);
    let body = text(chat, at, message);
    let result = match at {
        None => api
            .call("sendMessage", &body, TIMEOUT, |result| serde_json::from_str::<SentMessage>(result.get()))
            .await
            .map(|sent| Some(sent.message_id)),
        Some(_) => match api.call("editMessageText", &body, TIMEOUT, |_| Ok(None)).await {
            // The message has a picture already: its caption is edited.
            Err(CallError::Refused(r)) if Description::of(&r).starts_with(&["there is no text in the message"]) => {
                api.call("editMessageCaption", &caption(chat, at, message), TIMEOUT, |_| Ok(None)).await
            }
            result => result,
        },
    };
    match result {
        Ok(id) => Outcome::WithoutPicture(id, said),
        Err(CallError::Unreachable(text)) => Outcome::Transient(text),
        Err(CallError::Refused(refusal)) => match read_refusal(payload, refusal) {
            Outcome::Done => Outcome::WithoutPicture(None, said),
            outcome => outcome,
        },
    }
}

fn caption<'a>(chat_id: i64, message_id: Option<i64>, message: &'a Message) -> Caption<'a> {
    let Text { text, parse_mode, reply_markup, .. } = text(chat_id, message_id, message);
    Caption { chat_id, message_id, caption: text, parse_mode, reply_markup }
}

fn json<T: Serialize>(value: &T) -> Result<String, CallError> {
    serde_json::to_string(value).map_err(|error| CallError::Unreachable(error.to_string()))
}

/// Sends a file that Telegram has already, with its caption.
async fn known(api: &Api, chat: i64, message: &Message, file: &EvidenceFile) -> Result<Outcome, CallError> {
    let id = Some(file.id.as_str());
    let (method, photo, document) = match file.kind {
        FileKind::Photo => ("sendPhoto", id, None),
        FileKind::Document => ("sendDocument", None, id),
    };
    let body = Known { chat_id: chat, photo, document, caption: &message.html, parse_mode: "HTML" };
    api.call(method, &body, TIMEOUT, |result| serde_json::from_str::<SentMessage>(result.get()))
        .await
        .map(|sent| Outcome::Sent(sent.message_id))
}

/// Sends a picture with its caption, as a new message or in place of the one with `message_id`. It is drawn on another
/// thread, so that the loop goes on.
async fn picture(api: &Api, chat: i64, message_id: Option<i64>, message: &Message) -> Result<Outcome, CallError> {
    let Some(drawing) = message.picture.clone() else { return Ok(Outcome::Done) };
    let drawn = tokio::task::spawn_blocking(move || png(&drawing)).await;
    let bytes = match drawn {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => return Err(undrawn(&format!("{error:#}"))),
        Err(error) => return Err(undrawn(&error.to_string())),
    };
    let file = File { name: "digest.png".to_owned(), bytes };
    let mut fields = vec![("chat_id", chat.to_string())];
    if !message.keyboard.is_empty() {
        let rows = message.keyboard.iter().map(|keys| keys.iter().map(button).collect()).collect();
        fields.push(("reply_markup", json(&Markup::Keys { inline_keyboard: rows })?));
    }
    if let Some(message_id) = message_id {
        let media = Media { r#type: "photo", media: "attach://photo", caption: &message.html, parse_mode: "HTML" };
        fields.push(("message_id", message_id.to_string()));
        fields.push(("media", json(&media)?));
        return api.upload("editMessageMedia", fields, ("photo", &file), |_| Ok(())).await.map(|()| Outcome::Done);
    }
    fields.push(("caption", message.html.clone()));
    fields.push(("parse_mode", "HTML".to_owned()));
    fields.push(("disable_notification", message.silent.to_string()));
    api.upload("sendPhoto", fields, ("photo", &file), |result| serde_json::from_str::<SentMessage>(result.get()))
        .await
        .map(|sent| Outcome::Sent(sent.message_id))
}

/// A picture that cannot be drawn is refused before it is sent, with the same consequence.
fn undrawn(why: &str) -> CallError {
    CallError::Refused(Refusal { code: 400, description: format!("the picture cannot be drawn: {why}"), ..Refusal::default() })
}

fn text<'a>(chat_id: i64, message_id: Option<i64>, message: &'a Message) -> Text<'a> {
    let reply_markup = if message.force_reply && message_id.is_none() {
        Some(Markup::Force { force_reply: true, selective: true })
    } else if message.keyboard.is_empty() {
        None
    } else {
        let row = |buttons: &'a Vec<Button>| buttons.iter().map(button).collect();
        Some(Markup::Keys { inline_keyboard: message.keyboard.iter().map(row).collect() })
    };
    let new = message_id.is_none();
    Text {
        chat_id,
        message_id,
        text: &message.html,
        parse_mode: "HTML",
        link_preview_options: (!message.preview).then_some(Preview { is_disabled: true }),
        disable_notification: message.silent && new,
        reply_parameters: message
            .reply_to
            .filter(|_| new)
            .map(|message_id| ReplyTo { message_id, allow_sending_without_reply: true }),
        reply_markup,
    }
}

fn button(button: &Button) -> InlineButton<'_> {
    InlineButton { text: &button.text, callback_data: button.data.as_deref(), url: button.url.as_deref() }
}

/// What to do about a refusal.
fn read_refusal(payload: &Payload, refusal: Refusal) -> Outcome {
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
    // Reactions and menus are ornaments: where a Bot API server does not know or allow them, they are left out.
    if matches!(payload, Payload::React { .. } | Payload::Menu { .. }) && (400..500).contains(&refusal.code) {
        tracing::debug!("left out: {}", refusal.description);
        return if refusal.code == 429 { Outcome::RetryAfter(5) } else { Outcome::Done };
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
struct Description(String);

impl Description {
    fn of(refusal: &Refusal) -> Self {
        let lower = refusal.description.to_lowercase();
        let words = ["bad request: ", "forbidden: "].iter().find_map(|prefix| lower.strip_prefix(prefix));
        Self(words.unwrap_or(&lower).to_owned())
    }

    fn starts_with(&self, beginnings: &[&str]) -> bool {
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
fn already_settled(description: &Description, payload: &Payload) -> bool {
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

    fn outcome(payload: &Payload, code: u16, description: &str) -> Outcome {
        read_refusal(payload, Refusal { code, description: description.to_owned(), ..Refusal::default() })
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
