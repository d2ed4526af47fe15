//! The parameters of a call, whether they came in the query, a form, JSON or multipart data; and what a call is refused with.

use std::collections::HashMap;

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use crate::sandbox::message::ChatId;

/// An uploaded file.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    pub(super) name: String,
    pub(super) bytes: Bytes,
}

/// What the server answers: a result, or Telegram's refusal.
pub(super) type Answer = Result<Value, Refusal>;

/// An error as Telegram words it.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) description: String,
    pub(super) parameters: Option<Value>,
}

impl Refusal {
    pub(super) fn bad(words: impl AsRef<str>) -> Self {
        Self { code: 400, description: format!("Bad Request: {}", words.as_ref()), parameters: None }
    }

    pub(super) fn forbidden(words: impl AsRef<str>) -> Self {
        Self { code: 403, description: format!("Forbidden: {}", words.as_ref()), parameters: None }
    }

    pub(super) fn too_many(retry_after: u64) -> Self {
        Self {
            code: 429,
            description: format!("Too Many Requests: retry after {retry_after}"),
            parameters: Some(json!({"retry_after": retry_after})),
        }
    }

    pub(super) fn migrated(to: ChatId) -> Self {
        Self {
            parameters: Some(json!({"migrate_to_chat_id": to})),
            ..Self::bad("group chat was upgraded to a supergroup chat")
        }
    }

    pub(super) fn to_json(&self) -> String {
        let mut v = json!({"ok": false, "error_code": self.code, "description": self.description});
        if let Some(p) = &self.parameters {
            v["parameters"] = p.clone();
        }
        v.to_string()
    }
}

/// The fields and files of one call.
#[derive(Debug, Default)]
pub(super) struct Params {
    pub(super) fields: Map<String, Value>,
    pub(super) files: HashMap<String, Upload>,
}

impl Params {
    /// A number, however it is written.
    pub(super) fn int(&self, key: &str) -> Option<i64> {
        match self.fields.get(key)? {
            Value::String(s) => s.trim().parse().ok(),
            v => v.as_i64(),
        }
    }

    /// A text.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key)?.as_str()
    }

    /// A yes or no, however it is written.
    pub(super) fn flag(&self, key: &str) -> bool {
        match self.fields.get(key) {
            Some(Value::Bool(b)) => *b,
            Some(Value::String(s)) => s.eq_ignore_ascii_case("true") || s == "1",
            Some(v) => v.as_i64() == Some(1),
            None => false,
        }
    }

    /// A structure: JSON, or JSON inside a string as forms carry it.
    pub(super) fn json(&self, key: &str) -> Result<Option<Value>, Refusal> {
        match self.fields.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(s)) if s.is_empty() => Ok(None),
            Some(Value::String(s)) => serde_json::from_str(s)
                .map(Some)
                .map_err(|_| Refusal::bad(format!("can't parse {} JSON object", key.replace('_', " ")))),
            Some(v) => Ok(Some(v.clone())),
        }
    }

    /// The chat the call is about.
    pub(super) fn chat(&self) -> Option<ChatId> {
        self.int("chat_id")
    }
}
