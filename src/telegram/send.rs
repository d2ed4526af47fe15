//! Sending one row of the outbox.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::report::evidence::{EvidenceFile, FileKind};
use crate::render::message::{Button, Message};
use crate::render::numbers::picture::png;
use crate::storage::outbox::Payload;
use crate::storage::outbox::delivery::File;
use crate::telegram::outcome::{Description, Outcome, already_settled, read_refusal};
use crate::telegram::{Api, CallError, Refusal};

/// How long one call may take. It is less than teloxide's 17 s, so that a hanging server does not hold a chat up for
/// long.
const TIMEOUT: Duration = Duration::from_secs(15);

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
        // A reaction is worth nothing later.
        Err(CallError::Unreachable(_) | CallError::Unanswered(_)) if matches!(payload, Payload::React { .. }) => {
            Outcome::Done
        }
        Err(CallError::Unreachable(text)) => Outcome::Transient(text),
        Err(CallError::Unanswered(text)) if posts(payload, card_message) => Outcome::Unanswered(text),
        Err(CallError::Unanswered(text)) => Outcome::Transient(text),
        Err(CallError::Refused(refusal)) => match payload {
            Payload::Send(_) | Payload::Edit(_) if refuses_picture(payload, card_message, &refusal) => {
                let at = card_message.filter(|_| matches!(payload, Payload::Edit(_)));
                without_picture(api, chat, at, payload, refusal).await
            }
            _ => read_refusal(payload, refusal),
        },
    }
}

/// Whether a payload becomes a new message, so that doing it twice is seen.
fn posts(payload: &Payload, card_message: Option<i64>) -> bool {
    match payload {
        Payload::Send(_) | Payload::Document { .. } => true,
        Payload::Edit(_) => card_message.is_none(),
        Payload::Delete { .. } | Payload::Answer { .. } | Payload::React { .. } | Payload::Menu { .. } => false,
    }
}

/// Asks whether Telegram answers at all, before something that it did not answer is sent again.
pub async fn answers(api: &Api) -> Result<(), CallError> {
    api.call("getMe", &serde_json::json!({}), TIMEOUT, |_| Ok(())).await
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
async fn without_picture(api: &Api, chat: i64, at: Option<i64>, payload: &Payload, refusal: Refusal) -> Outcome {
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
        Err(CallError::Unanswered(text)) if at.is_none() => Outcome::Unanswered(text),
        Err(CallError::Unreachable(text) | CallError::Unanswered(text)) => Outcome::Transient(text),
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
    CallError::Refused(Refusal {
        code: 400,
        description: format!("the picture cannot be drawn: {why}"),
        ..Refusal::default()
    })
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
