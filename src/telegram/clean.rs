//! Reading updates that hold things which this version of teloxide does not know.
//!
//! teloxide 0.17 knows Bot API 9.1. It silently parses a text message with an entity of a newer kind into a message
//! without text, and a newer kind of forward or quote turns the whole update into an error. So that no text is lost,
//! such parts are removed before parsing.

use serde_json::Value;
use teloxide::types::{MessageEntity, Update, UpdateKind};

/// The outcome of reading an update.
#[derive(Debug)]
pub enum Read {
    /// An update that teloxide understands.
    Known(Box<Update>),
    /// An update of a kind that the bot does not handle: it is skipped.
    Unknown {
        /// The update's id.
        id: i64,
    },
    /// An update of a kind that the bot handles, but cannot read: it is set aside.
    Unreadable {
        /// The update's id.
        id: i64,
        /// The cause.
        why: String,
    },
    /// Not an update at all.
    Garbage,
}

/// The kinds of updates that the bot handles: losing one would lose somebody's text or tap.
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
    // Keep only the text and who wrote it.
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
    // Not `from_value`: teloxide's type reads from text only, and would always give an error kind.
    serde_json::from_str::<Update>(raw).ok().filter(|update| !matches!(update.kind, UpdateKind::Error(_)))
}

/// Whether the message has a text that was lost in parsing.
fn lost_text(update: &Update, raw: &str) -> bool {
    let (UpdateKind::Message(message) | UpdateKind::EditedMessage(message) | UpdateKind::ChannelPost(message)) =
        &update.kind
    else {
        return false;
    };
    if message.text().is_some() || message.caption().is_some() {
        return false;
    }
    // A cheap check first: most messages without text, such as photos and joins, have no such field at all.
    raw.contains("\"text\"")
        && serde_json::from_str::<Value>(raw).is_ok_and(|value| {
            ["message", "edited_message", "channel_post"]
                .iter()
                .any(|kind| value.get(kind).and_then(|m| m.get("text")).is_some_and(Value::is_string))
        })
}

/// Removes entities of unknown kinds at any depth; true where there were any.
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

/// Reduces a message, or the message of a tap, to what is surely understood; true where there was one.
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
