//! Keeps what this version of teloxide does not know from spoiling what it does.
//!
//! teloxide 0.17 knows Bot API 9.1. A text message that holds an entity of a newer kind parses into a message without
//! text, silently; a newer kind of forward or quote turns the whole update into an error. Nobody's words may be lost to
//! that.

use serde_json::Value;
use teloxide::types::{MessageEntity, Update, UpdateKind};

/// What is read of an update.
#[derive(Debug)]
pub enum Read {
    /// As Telegram meant it.
    Known(Box<Update>),
    /// Of a kind nobody here handles: skipped.
    Unknown {
        /// Its id.
        id: i64,
    },
    /// Of a kind that is handled, and unreadable: set aside.
    Unreadable {
        /// Its id.
        id: i64,
        /// Why.
        why: String,
    },
    /// Not an update at all.
    Garbage,
}

/// Kinds whose loss would be somebody's words or tap.
const HANDLED: [&str; 6] =
    ["message", "edited_message", "callback_query", "my_chat_member", "channel_post", "edited_channel_post"];

/// Reads one raw update.
pub fn read(raw: &str) -> Read {
    // Most updates have no entities and parse at once.
    if !raw.contains("entities\"")
        && let Some(update) = parse(raw)
        && !lost_text(&update, raw)
    {
        return Read::Known(Box::new(update));
    }
    let Ok(mut value) = serde_json::from_str::<Value>(raw) else { return Read::Garbage };
    let Some(id) = value.get("update_id").and_then(Value::as_i64) else { return Read::Garbage };
    let removed = strip_entities(&mut value);
    let again = if removed { value.to_string() } else { String::new() };
    let text = if removed { again.as_str() } else { raw };
    if let Some(update) = parse(text)
        && !lost_text(&update, text)
    {
        return Read::Known(Box::new(update));
    }
    if !HANDLED.iter().any(|kind| value.get(kind).is_some()) {
        return Read::Unknown { id };
    }
    // The words and who said them, and nothing else.
    if bare(&mut value) {
        let text = value.to_string();
        if let Some(update) = parse(&text)
            && !lost_text(&update, &text)
        {
            return Read::Known(Box::new(update));
        }
    }
    let why = serde_json::from_str::<Update>(raw).err().map_or_else(|| "unknown form".to_owned(), |e| e.to_string());
    Read::Unreadable { id, why }
}

fn parse(raw: &str) -> Option<Update> {
    // `from_value` would always give an error kind: this type reads from text only.
    serde_json::from_str::<Update>(raw).ok().filter(|update| !matches!(update.kind, UpdateKind::Error(_)))
}

/// Whether the message has words that did not make it through.
fn lost_text(update: &Update, raw: &str) -> bool {
    let (UpdateKind::Message(message) | UpdateKind::EditedMessage(message) | UpdateKind::ChannelPost(message)) =
        &update.kind
    else {
        return false;
    };
    if message.text().is_some() || message.caption().is_some() {
        return false;
    }
    // Cheap first: stickers, photos and joins have no such field, and a nested one is rare.
    raw.contains("\"text\"")
        && serde_json::from_str::<Value>(raw).is_ok_and(|value| {
            ["message", "edited_message", "channel_post"]
                .iter()
                .any(|kind| value.get(kind).and_then(|m| m.get("text")).is_some_and(Value::is_string))
        })
}

/// Removes entities of unknown kinds at any depth; whether there were any.
fn strip_entities(value: &mut Value) -> bool {
    match value {
        Value::Object(fields) => {
            let mut removed = false;
            for (name, field) in fields.iter_mut() {
                if name.ends_with("entities")
                    && let Value::Array(entities) = field
                {
                    let before = entities.len();
                    entities.retain(|entity| serde_json::from_str::<MessageEntity>(&entity.to_string()).is_ok());
                    removed |= entities.len() != before;
                } else {
                    removed |= strip_entities(field);
                }
            }
            removed
        }
        Value::Array(items) => items.iter_mut().fold(false, |removed, item| strip_entities(item) | removed),
        _ => false,
    }
}

/// Reduces a message (or a tap's message) to what is surely understood; whether there was one.
fn bare(value: &mut Value) -> bool {
    const KEPT: [&str; 8] = ["message_id", "date", "edit_date", "chat", "from", "sender_chat", "text", "caption"];
    let mut found = false;
    for kind in ["message", "edited_message", "channel_post", "edited_channel_post"] {
        if let Some(Value::Object(message)) = value.get_mut(kind) {
            if let Some(Value::Object(replied)) = message.get_mut("reply_to_message") {
                replied.retain(|name, _| KEPT.contains(&name.as_str()));
            }
            message.retain(|name, _| KEPT.contains(&name.as_str()) || name == "reply_to_message");
            found = true;
        }
    }
    if let Some(Value::Object(message)) = value.get_mut("callback_query").and_then(|query| query.get_mut("message")) {
        message.retain(|name, _| KEPT.contains(&name.as_str()));
        found = true;
    }
    found
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that surprises us stops")]
mod tests {
    use super::*;

    fn text_of(raw: &str) -> Option<String> {
        match read(raw) {
            Read::Known(update) => match &update.kind {
                UpdateKind::Message(message) => message.text().or(message.caption()).map(str::to_owned),
                _ => None,
            },
            _ => None,
        }
    }

    fn message(fields: &str) -> String {
        format!(
            r#"{{"update_id":1,"message":{{"message_id":5,"date":1,"chat":{{"id":7,"type":"private","first_name":"A"}},
            "from":{{"id":7,"is_bot":false,"first_name":"A"}},{fields}}}}}"#
        )
    }

    #[test]
    fn words_survive_what_is_unknown_around_them() {
        for fields in [
            r#""text":"hi""#,
            r#""text":"hi","entities":[{"type":"date_time","offset":0,"length":2,"unix_time":1}]"#,
            r#""text":"hi","entities":[{"type":"bold","offset":0,"length":2},{"type":"hologram","offset":0,"length":1}]"#,
            r#""text":"hi","forward_origin":{"type":"telepathy","date":1}"#,
            r#""text":"hi","external_reply":{"origin":{"type":"telepathy","date":1}}"#,
            r#""text":"hi","quote":{"text":"q","position":0,"entities":[{"type":"hologram","offset":0,"length":1}]}"#,
            r#""text":"hi","reply_to_message":{"message_id":4,"date":1,"chat":{"id":7,"type":"private","first_name":"A"},
               "text":"x","entities":[{"type":"hologram","offset":0,"length":1}]}"#,
            r#""text":"hi","reply_markup":{"inline_keyboard":[[{"text":"b","teleport":{}}]]}"#,
        ] {
            assert_eq!(text_of(&message(fields)).as_deref(), Some("hi"), "{fields}");
        }
    }

    #[test]
    fn known_entities_stay() {
        let raw = message(
            r#""text":"hi @a","entities":[{"type":"hologram","offset":0,"length":1},{"type":"mention","offset":3,"length":2}]"#,
        );
        let Read::Known(update) = read(&raw) else { panic!("unread") };
        let UpdateKind::Message(message) = &update.kind else { panic!("no message") };
        assert_eq!(message.entities().map(<[_]>::len), Some(1));
    }

    #[test]
    fn a_tap_below_a_message_with_an_unknown_entity_is_a_tap() {
        let raw = r#"{"update_id":1,"callback_query":{"id":"1","from":{"id":7,"is_bot":false,"first_name":"A"},
            "chat_instance":"1","data":"d","message":{"message_id":5,"date":1,"chat":{"id":7,"type":"private",
            "first_name":"A"},"text":"hi","entities":[{"type":"hologram","offset":0,"length":1}]}}}"#;
        let Read::Known(update) = read(raw) else { panic!("unread") };
        let UpdateKind::CallbackQuery(query) = &update.kind else { panic!("no tap") };
        assert_eq!(query.regular_message().and_then(|m| m.text()), Some("hi"));
    }

    #[test]
    fn what_nobody_asked_for_is_unknown_and_what_is_no_update_is_garbage() {
        assert!(matches!(read(r#"{"update_id":9,"telepathy":{}}"#), Read::Unknown { id: 9 }));
        assert!(matches!(read(r#"{"update_id":9,"message":{}}"#), Read::Unreadable { id: 9, .. }));
        assert!(matches!(read(r#"{"no":1}"#), Read::Garbage));
        assert!(matches!(read("nonsense"), Read::Garbage));
    }
}
