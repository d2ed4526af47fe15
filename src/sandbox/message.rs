//! A message as the sandbox keeps it: what people see, and its JSON form in the Bot API.

use axum::body::Bytes;
use serde_json::{Map, Value, json};

/// A person's id; also the id of the private chat with that person.
pub type UserId = i64;
/// A chat's id.
pub type ChatId = i64;

/// A piece of formatting. Offsets and lengths are in UTF-16 units, as Telegram counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Telegram's name: `bold`, `text_link`, `bot_command` …
    pub kind: String,
    /// Where it begins.
    pub offset: usize,
    /// How long it is.
    pub length: usize,
    /// The address of a `text_link`.
    pub url: Option<String>,
    /// The language of a `pre`, or the id of a `custom_emoji`.
    pub extra: Option<String>,
}

impl Entity {
    pub(super) fn to_json(&self) -> Value {
        let mut v = json!({"type": self.kind, "offset": self.offset, "length": self.length});
        if let Some(url) = &self.url {
            v["url"] = json!(url);
        }
        if let Some(extra) = &self.extra {
            v[if self.kind == "custom_emoji" { "custom_emoji_id" } else { "language" }] = json!(extra);
        }
        v
    }

    pub(super) fn from_json(v: &Value) -> Option<Self> {
        let number = |k: &str| v.get(k).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let text = |k: &str| v.get(k).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            kind: text("type")?,
            offset: number("offset")?,
            length: number("length")?,
            url: text("url"),
            extra: text("language").or_else(|| text("custom_emoji_id")),
        })
    }
}

/// An inline button.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Button {
    /// What the person reads.
    pub text: String,
    /// The callback data, if it is a callback button.
    pub data: Option<String>,
    /// The address, if it is a link.
    pub url: Option<String>,
}

/// A message of a chat, whoever wrote it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message {
    /// Its number in the chat.
    pub id: i64,
    /// The chat it is in.
    pub chat: ChatId,
    /// Whether the bot wrote it.
    pub from_bot: bool,
    /// The person who wrote it, if a person did.
    pub author_id: Option<UserId>,
    /// The name shown above it.
    pub author: String,
    /// The text or caption as people read it, without markup.
    pub text: String,
    /// The text as it was sent, with its markup.
    pub html: String,
    /// Formatting of `text`.
    pub entities: Vec<Entity>,
    /// Inline buttons, row by row.
    pub buttons: Vec<Vec<Button>>,
    /// The labels of a reply keyboard sent along, row by row.
    pub keyboard: Vec<Vec<String>>,
    /// The picture's bytes.
    pub photo: Option<Bytes>,
    /// A document's name and bytes.
    pub document: Option<(String, Bytes)>,
    /// The name the picture or document was uploaded under.
    pub file_name: Option<String>,
    /// The id by which `getFile` finds that file, and by which it can be sent again.
    pub file_id: Option<String>,
    /// The message it answers.
    pub reply_to: Option<i64>,
    /// The forum topic it is in.
    pub thread: Option<i64>,
    /// How often it was edited.
    pub edited: u32,
    /// Whether it has been deleted.
    pub deleted: bool,
    /// When it was written, Unix seconds.
    pub date: i64,
    /// The bot's reaction.
    pub reaction: Option<String>,
    /// Whether the bot has pinned it.
    pub pinned: bool,
    /// Whether it was sent without a sound.
    pub silent: bool,
    /// Whether it is a service message, such as "joined the group" or "the group became a supergroup".
    pub service: bool,
    pub(super) edit_date: Option<i64>,
    pub(super) markup: Option<Value>,
    /// Width and height of the picture, in pixels.
    pub(super) size: (u32, u32),
    /// Fields of its JSON form that are taken as they are, in place of those made from the rest.
    pub(super) raw: Map<String, Value>,
}

impl Message {
    /// The first button whose label contains the given words.
    #[must_use]
    pub fn button(&self, label_part: &str) -> Option<&Button> {
        self.buttons.iter().flatten().find(|b| b.text.contains(label_part))
    }

    /// All labels, for an error message.
    #[must_use]
    pub fn labels(&self) -> Vec<&str> {
        self.buttons.iter().flatten().map(|b| b.text.as_str()).collect()
    }

    /// Whether its text is a caption. A picture or voice message that a person sent is known only from `raw`.
    pub(super) fn has_media(&self) -> bool {
        self.photo.is_some() || self.document.is_some() || self.raw.contains_key("caption")
    }

    /// The fields of its JSON form that depend only on the message itself, not on the chat or the people.
    pub(super) fn content_json(&self) -> Map<String, Value> {
        let mut m = Map::new();
        m.insert("message_id".into(), self.id.into());
        m.insert("date".into(), self.date.into());
        if let Some(at) = self.edit_date {
            m.insert("edit_date".into(), at.into());
        }
        if let Some(thread) = self.thread {
            m.insert("message_thread_id".into(), thread.into());
            m.insert("is_topic_message".into(), true.into());
        }
        let file_id = self.file_id.as_deref().unwrap_or_default();
        if let Some(photo) = &self.photo {
            let (w, h) = self.size;
            let unique = format!("u{file_id}");
            m.insert(
                "photo".into(),
                json!([
                    {"file_id": format!("{file_id}s"), "file_unique_id": format!("{unique}s"), "width": w.div_ceil(10),
                     "height": h.div_ceil(10), "file_size": photo.len().div_ceil(50)},
                    {"file_id": file_id, "file_unique_id": unique, "width": w, "height": h, "file_size": photo.len()},
                ]),
            );
        }
        if let Some((name, bytes)) = &self.document {
            m.insert(
                "document".into(),
                json!({"file_id": file_id, "file_unique_id": format!("u{file_id}"), "file_name": name, "file_size": bytes.len()}),
            );
        }
        if !self.text.is_empty() {
            let (text, entities) =
                if self.has_media() { ("caption", "caption_entities") } else { ("text", "entities") };
            m.insert(text.into(), self.text.as_str().into());
            if !self.entities.is_empty() {
                m.insert(entities.into(), self.entities.iter().map(Entity::to_json).collect());
            }
        }
        if let Some(markup) = &self.markup {
            m.insert("reply_markup".into(), markup.clone());
        }
        m
    }
}
