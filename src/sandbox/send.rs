//! The methods by which the bot sends texts, pictures and documents.

use serde_json::Value;

use crate::sandbox::log::Event;
use crate::sandbox::message::{ChatId, Entity, Message};
use crate::sandbox::params::{Answer, Params, Refusal, Upload};
use crate::sandbox::world::{Chat, PHOTO, World};
use crate::sandbox::{html, markup};

/// Telegram's limits: texts and captions in UTF-16 units, files in bytes.
const TEXT: usize = 4096;
const CAPTION: usize = 1024;
const PHOTO_BYTES: usize = 10 << 20;
const FILE_BYTES: usize = 50 << 20;

/// A text or caption.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) html: String,
    pub(super) entities: Vec<Entity>,
}

/// Reads a text with its formatting; `key` is `text` or `caption`.
pub(super) fn words(p: &Params, key: &str) -> Result<Words, Refusal> {
    let source = p.text(key).unwrap_or_default();
    formatted(source, p.text("parse_mode"), p.json(if key == "text" { "entities" } else { "caption_entities" })?)
}

pub(super) fn formatted(source: &str, mode: Option<&str>, entities: Option<Value>) -> Result<Words, Refusal> {
    let (text, entities) = match mode.unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => html::parse(source).map_err(|e| Refusal::bad(format!("can't parse entities: {e}")))?,
        "" | "none" => {
            let given = entities.as_ref().and_then(Value::as_array);
            let given = given.into_iter().flatten().filter_map(Entity::from_json).collect();
            html::trim(source, given)
        }
        _ => return Err(Refusal::bad("unsupported parse_mode")),
    };
    Ok(Words { text, html: source.to_owned(), entities })
}

pub(super) fn check_text(words: &Words) -> Result<(), Refusal> {
    match html::units(&words.text) {
        0 => Err(Refusal::bad("message text is empty")),
        n if n > TEXT => Err(Refusal::bad("message is too long")),
        _ => Ok(()),
    }
}

pub(super) fn check_caption(words: &Words) -> Result<(), Refusal> {
    if html::units(&words.text) > CAPTION {
        return Err(Refusal::bad("message caption is too long"));
    }
    Ok(())
}

/// `sendMessage`.
pub(super) fn send_message(w: &mut World, p: &Params) -> Answer {
    let words = words(p, "text")?;
    let mut message = begin(w, p)?;
    check_text(&words)?;
    fill(&mut message, words);
    finish(w, message)
}

/// `sendPhoto` and `sendDocument`.
pub(super) fn send_file(w: &mut World, p: &Params, key: &str) -> Answer {
    let words = words(p, "caption")?;
    let mut message = begin(w, p)?;
    check_caption(&words)?;
    fill(&mut message, words);
    let source = p.text(key).or_else(|| p.files.contains_key(key).then_some(""));
    let words = if key == "photo" { "there is no photo in the request" } else { "there is no document in the request" };
    attach(w, p, &mut message, key, source.ok_or_else(|| Refusal::bad(words))?)?;
    finish(w, message)
}

/// The chat, the buttons and the reply of a new message.
fn begin(w: &mut World, p: &Params) -> Result<Message, Refusal> {
    let markup = markup::read(p)?;
    let chat = w.writable(p)?;
    let mut message = Message { chat, from_bot: true, author: "Планёрка".to_owned(), ..Message::default() };
    message.reply_to = w.chats.get(&chat).map_or(Ok(None), |c| reply_target(c, p))?;
    message.thread = p.int("message_thread_id");
    message.silent = p.flag("disable_notification");
    message.markup = markup.inline;
    message.buttons = markup.buttons;
    message.keyboard = markup.keyboard;
    Ok(message)
}

fn reply_target(chat: &Chat, p: &Params) -> Result<Option<i64>, Refusal> {
    let (id, lenient) = match p.json("reply_parameters")? {
        Some(v) => (
            v.get("message_id").and_then(|id| id.as_i64().or_else(|| id.as_str()?.parse().ok())),
            v.get("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or(false),
        ),
        None => (p.int("reply_to_message_id"), p.flag("allow_sending_without_reply")),
    };
    match id {
        Some(id) if chat.live(id).is_some() => Ok(Some(id)),
        Some(_) if !lenient => Err(Refusal::bad("message to be replied not found")),
        _ => Ok(None),
    }
}

pub(super) fn fill(message: &mut Message, words: Words) {
    message.text = words.text;
    message.html = words.html;
    message.entities = words.entities;
}

/// Puts a file into the message: one uploaded with the call, or one that Telegram knows already, by its id.
pub(super) fn attach(w: &mut World, p: &Params, m: &mut Message, kind: &str, source: &str) -> Result<(), Refusal> {
    let part = source.strip_prefix("attach://").unwrap_or(kind);
    let (file, id) = if let Some(file) = p.files.get(part) {
        (file.clone(), None)
    } else if let Some(file) = w.file(source) {
        let real = if source.starts_with(PHOTO) { "Photo" } else { "Document" };
        if !real.eq_ignore_ascii_case(kind) {
            let wanted = if kind == "photo" { "Photo" } else { "Document" };
            return Err(Refusal::bad(format!("can't use file of type {real} as {wanted}")));
        }
        (file.clone(), Some(source.to_owned()))
    } else {
        return Err(Refusal::bad("wrong file identifier/HTTP URL specified"));
    };
    if file.bytes.is_empty() {
        return Err(Refusal::bad("file must be non-empty"));
    }
    if file.bytes.len() > FILE_BYTES {
        return Err(Refusal { code: 413, description: "Request Entity Too Large".into(), parameters: None });
    }
    (m.photo, m.document) = (None, None);
    if kind == "photo" {
        m.size = check_photo(&file)?;
        m.photo = Some(file.bytes.clone());
    } else {
        m.document = Some((file.name.clone(), file.bytes.clone()));
    }
    m.file_name = Some(file.name.clone());
    m.file_id = Some(id.unwrap_or_else(|| w.new_file(kind, file)));
    Ok(())
}

/// Checks that a file is a picture Telegram would take, and returns its width and height.
fn check_photo(file: &Upload) -> Result<(u32, u32), Refusal> {
    let b = &file.bytes;
    if b.len() > PHOTO_BYTES {
        return Err(Refusal::bad("file is too big"));
    }
    let size = if b.starts_with(b"\x89PNG\r\n\x1a\n") {
        let at = |i: usize| b.get(i..i + 4).and_then(|s| s.try_into().ok()).map(u32::from_be_bytes);
        at(16).zip(at(20)).ok_or_else(|| Refusal::bad("IMAGE_PROCESS_FAILED"))?
    } else if b.starts_with(b"\xFF\xD8\xFF") || b.starts_with(b"GIF8") || (b.starts_with(b"RIFF") && b.len() > 12) {
        (1280, 720)
    } else {
        return Err(Refusal::bad("IMAGE_PROCESS_FAILED"));
    };
    let (width, height) = size;
    let fits = width > 0 && height > 0 && width.saturating_add(height) <= 10_000;
    if !fits || width.div_ceil(height) > 20 || height.div_ceil(width) > 20 {
        return Err(Refusal::bad("PHOTO_INVALID_DIMENSIONS"));
    }
    Ok(size)
}

fn finish(w: &mut World, message: Message) -> Answer {
    let (chat, text) = (message.chat, message.text.clone());
    let id = w.post(chat, message);
    w.event(Event::Sent { chat, message: id, text });
    answer(w, chat, id)
}

/// The message as the method's result.
pub(super) fn answer(w: &World, chat: ChatId, id: i64) -> Answer {
    w.message_json_by_id(chat, id).ok_or_else(|| Refusal::bad("chat not found"))
}
