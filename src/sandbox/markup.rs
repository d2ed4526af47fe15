//! Keyboards: which buttons a bot may attach to a message.

use serde_json::{Value, json};

use crate::sandbox::html;
use crate::sandbox::message::Button;
use crate::sandbox::params::{Params, Refusal};

/// What `reply_markup` turned out to be.
#[derive(Default)]
pub(super) struct Markup {
    /// The inline keyboard, echoed into the message.
    pub(super) inline: Option<Value>,
    pub(super) buttons: Vec<Vec<Button>>,
    pub(super) keyboard: Vec<Vec<String>>,
}

/// Reads and checks `reply_markup`.
pub(super) fn read(p: &Params) -> Result<Markup, Refusal> {
    let Some(value) = p.json("reply_markup")? else { return Ok(Markup::default()) };
    if let Some(rows) = value.get("inline_keyboard") {
        return inline(rows);
    }
    if let Some(rows) = value.get("keyboard").and_then(Value::as_array) {
        let label = |b: &Value| b.as_str().or_else(|| b.get("text")?.as_str()).unwrap_or_default().to_owned();
        let keyboard = rows.iter().map(|r| r.as_array().into_iter().flatten().map(label).collect()).collect();
        return Ok(Markup { keyboard, ..Markup::default() });
    }
    if value.get("remove_keyboard").is_some() || value.get("force_reply").is_some() || value == json!({}) {
        return Ok(Markup::default());
    }
    Err(Refusal::bad("object expected as reply markup"))
}

fn inline(rows: &Value) -> Result<Markup, Refusal> {
    let wrong = |words: &str| Refusal::bad(format!("can't parse inline keyboard button: {words}"));
    let rows = rows
        .as_array()
        .ok_or_else(|| Refusal::bad("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array"))?;
    let (mut buttons, mut total) = (Vec::new(), 0);
    for row in rows {
        let row = row.as_array().ok_or_else(|| {
            Refusal::bad("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays")
        })?;
        let mut line = Vec::with_capacity(row.len());
        for button in row {
            line.push(read_button(button).map_err(|e| match e {
                Wrong::Button(words) => wrong(words),
                Wrong::Api(words) => Refusal::bad(words),
            })?);
        }
        total += line.len();
        if line.len() > 8 || total > 100 {
            return Err(Refusal::bad("reply markup is too long"));
        }
        if !line.is_empty() {
            buttons.push(line);
        }
    }
    let echo = rows.iter().filter(|r| r.as_array().is_some_and(|r| !r.is_empty())).cloned().collect::<Vec<_>>();
    let inline = (!buttons.is_empty()).then(|| json!({"inline_keyboard": echo}));
    Ok(Markup { inline, buttons, keyboard: Vec::new() })
}

/// Why a button is refused.
enum Wrong {
    Button(&'static str),
    Api(String),
}

fn read_button(v: &Value) -> Result<Button, Wrong> {
    let field = |k: &str| v.get(k).and_then(Value::as_str).map(str::to_owned);
    let text = field("text").ok_or(Wrong::Button("field \"text\" must be of type String"))?;
    if text.trim().is_empty() {
        return Err(Wrong::Api("inline keyboard button text must be non-empty".into()));
    }
    let (data, url) = (field("callback_data"), field("url"));
    if let Some(data) = &data {
        if data.is_empty() || data.len() > 64 {
            return Err(Wrong::Api("BUTTON_DATA_INVALID".into()));
        }
    } else if let Some(url) = &url {
        if html::link(url).is_none() {
            return Err(Wrong::Api(format!("inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")));
        }
    } else {
        let other = [
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "copy_text",
            "callback_game",
            "pay",
        ];
        if !other.iter().any(|k| v.get(k).is_some()) {
            return Err(Wrong::Button("Text buttons are unallowed in the inline keyboard"));
        }
    }
    Ok(Button { text, data, url })
}
