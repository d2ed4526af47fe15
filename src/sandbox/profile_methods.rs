//! The methods by which the bot describes itself: its commands and descriptions.

use serde_json::{Value, json};

use crate::sandbox::log::Event;
use crate::sandbox::params::{Answer, Params, Refusal};
use crate::sandbox::world::World;

/// Scope and language of a list of commands.
fn key(p: &Params) -> Result<(String, String), Refusal> {
    let scope = p.json("scope")?.unwrap_or_else(|| json!({"type": "default"}));
    let kinds = [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ];
    if !scope.get("type").and_then(Value::as_str).is_some_and(|t| kinds.contains(&t)) {
        return Err(Refusal::bad("can't parse BotCommandScope: Unsupported type specified"));
    }
    let language = p.text("language_code").unwrap_or_default();
    if !language.is_empty() && (language.len() != 2 || !language.bytes().all(|b| b.is_ascii_lowercase())) {
        return Err(Refusal::bad("invalid language code specified"));
    }
    Ok((scope.to_string(), language.to_owned()))
}

/// `setMyCommands`.
pub(super) fn set_commands(w: &mut World, p: &Params) -> Answer {
    let key = key(p)?;
    let list = p.json("commands")?.and_then(|v| v.as_array().cloned());
    let list = list.ok_or_else(|| Refusal::bad("can't parse commands: expected an Array of BotCommand"))?;
    if list.len() > 100 {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    let mut commands = Vec::with_capacity(list.len());
    for item in &list {
        let field = |k: &str| item.get(k).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (command, description) = (field("command").trim_start_matches('/').to_owned(), field("description"));
        let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        if command.is_empty() || command.len() > 32 || !command.bytes().all(legal) {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        if !(1..=256).contains(&description.chars().count()) {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
        commands.push((command, description));
    }
    w.profile.commands.insert(key.clone(), commands.clone());
    w.event(Event::CommandsSet { scope: key.0, language: key.1, commands });
    Ok(true.into())
}

/// `getMyCommands`.
pub(super) fn get_commands(w: &World, p: &Params) -> Answer {
    let list = w.profile.commands.get(&key(p)?);
    let shown = |(command, description): &(String, String)| json!({"command": command, "description": description});
    Ok(list.into_iter().flatten().map(shown).collect())
}

/// `deleteMyCommands`.
pub(super) fn delete_commands(w: &mut World, p: &Params) -> Answer {
    let key = key(p)?;
    w.profile.commands.remove(&key);
    w.event(Event::CommandsSet { scope: key.0, language: key.1, commands: Vec::new() });
    Ok(true.into())
}

/// `setMyDescription`, `setMyShortDescription`.
pub(super) fn set_text(w: &mut World, p: &Params, name: &str, limit: usize) -> Answer {
    let text = p.text(name).unwrap_or_default().to_owned();
    let language = p.text("language_code").unwrap_or_default().to_owned();
    if text.chars().count() > limit {
        return Err(Refusal::bad(format!("bot {} is too long", name.replace('_', " "))));
    }
    w.profile.texts.insert((name.to_owned(), language.clone()), text.clone());
    w.event(Event::DescriptionSet { language, text });
    Ok(true.into())
}

/// `getMyDescription`, `getMyShortDescription`.
pub(super) fn get_text(w: &World, p: &Params, name: &str) -> Answer {
    let language = p.text("language_code").unwrap_or_default().to_owned();
    let mut answer = json!({});
    answer[name] = json!(w.profile.texts.get(&(name.to_owned(), language)).cloned().unwrap_or_default());
    Ok(answer)
}
