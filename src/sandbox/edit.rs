//! The methods by which the bot edits and deletes messages, answers taps, reacts and pins.

use serde_json::{Value, json};

use crate::sandbox::log::Event;
use crate::sandbox::markup::Markup;
use crate::sandbox::message::{ChatId, Message};
use crate::sandbox::params::{Answer, Params, Refusal};
use crate::sandbox::world::{Kind, Standing, TAP_LIVES, World};
use crate::sandbox::{html, markup, send};

/// How long a message can be deleted, in seconds.
const TWO_DAYS: i64 = 48 * 60 * 60;

/// `editMessageText`.
pub(super) fn text(w: &mut World, p: &Params) -> Answer {
    let words = send::words(p, "text")?;
    if words.text.is_empty() {
        return Err(Refusal::bad("message text is empty"));
    }
    let (mut message, markup) = begin(w, p)?;
    if message.has_media() {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    send::check_text(&words)?;
    send::fill(&mut message, words);
    finish(w, message, Some(markup))
}

/// `editMessageCaption`.
pub(super) fn caption(w: &mut World, p: &Params) -> Answer {
    let words = send::words(p, "caption")?;
    let (mut message, markup) = begin(w, p)?;
    if !message.has_media() {
        return Err(Refusal::bad("there is no caption in the message to edit"));
    }
    send::check_caption(&words)?;
    send::fill(&mut message, words);
    finish(w, message, Some(markup))
}

/// `editMessageMedia`.
pub(super) fn media(w: &mut World, p: &Params) -> Answer {
    let media = p.json("media")?.ok_or_else(|| Refusal::bad("input media is not specified"))?;
    let field = |k: &str| media.get(k).and_then(Value::as_str);
    let kind = match field("type") {
        Some(kind @ ("photo" | "document")) => kind,
        _ => return Err(Refusal::bad("unsupported media type specified")),
    };
    let entities = media.get("caption_entities").cloned();
    let words = send::formatted(field("caption").unwrap_or_default(), field("parse_mode"), entities)?;
    let (mut message, markup) = begin(w, p)?;
    send::check_caption(&words)?;
    send::attach(w, p, &mut message, kind, field("media").unwrap_or_default())?;
    send::fill(&mut message, words);
    finish(w, message, Some(markup))
}

/// `editMessageReplyMarkup`.
pub(super) fn reply_markup(w: &mut World, p: &Params) -> Answer {
    let (message, markup) = begin(w, p)?;
    finish(w, message, Some(markup))
}

/// The bot's message to edit, and its new buttons.
fn begin(w: &World, p: &Params) -> Result<(Message, Markup), Refusal> {
    if p.fields.contains_key("inline_message_id") {
        return Err(Refusal::bad("MESSAGE_ID_INVALID"));
    }
    let markup = markup::read(p)?;
    let chat = w.writable(p)?;
    let id = p.int("message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    let message = w.chats.get(&chat).and_then(|c| c.live(id));
    let message = message.ok_or_else(|| Refusal::bad("message to edit not found"))?;
    if !message.from_bot || message.service {
        return Err(Refusal::bad("message can't be edited"));
    }
    Ok((message.clone(), markup))
}

fn finish(w: &mut World, mut message: Message, markup: Option<Markup>) -> Answer {
    let (chat, id, now) = (message.chat, message.id, w.now());
    if let Some(markup) = markup {
        message.markup = markup.inline;
        message.buttons = markup.buttons;
    }
    let Some(c) = w.chats.get_mut(&chat) else { return Err(Refusal::bad("chat not found")) };
    let Some(old) = c.messages.get_mut(&id) else { return Err(Refusal::bad("message to edit not found")) };
    let same = old.text == message.text
        && old.entities == message.entities
        && old.markup == message.markup
        && old.photo == message.photo
        && old.document == message.document;
    if same {
        return Err(Refusal::bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a current \
             content and reply markup of the message",
        ));
    }
    message.edited += 1;
    message.edit_date = Some(now);
    let text = message.text.clone();
    *old = message;
    c.touch();
    w.event(Event::Edited { chat, message: id, text });
    send::answer(w, chat, id)
}

/// `deleteMessage`.
pub(super) fn delete(w: &mut World, p: &Params) -> Answer {
    let chat = w.writable(p)?;
    let id = p.int("message_id").ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    remove(w, chat, id)?;
    Ok(true.into())
}

/// `deleteMessages`; messages that do not exist are ignored.
pub(super) fn delete_many(w: &mut World, p: &Params) -> Answer {
    let chat = w.writable(p)?;
    let ids = p.json("message_ids")?.and_then(|v| v.as_array().cloned()).unwrap_or_default();
    if ids.is_empty() {
        return Err(Refusal::bad("message identifiers are not specified"));
    }
    if ids.len() > 100 {
        return Err(Refusal::bad("too many message identifiers specified"));
    }
    for id in ids.iter().filter_map(Value::as_i64) {
        match remove(w, chat, id) {
            Err(e) if !e.description.ends_with("not found") => return Err(e),
            _ => {}
        }
    }
    Ok(true.into())
}

fn remove(w: &mut World, chat: ChatId, id: i64) -> Result<(), Refusal> {
    let now = w.now();
    let Some(c) = w.chats.get_mut(&chat) else { return Err(Refusal::bad("chat not found")) };
    let message = c.live(id).ok_or_else(|| Refusal::bad("message to delete not found"))?;
    let admin = c.kind != Kind::Private && c.bot == Standing::Admin;
    let old = message.date + TWO_DAYS < now;
    let foreign = !message.from_bot && c.kind != Kind::Private;
    if (old || foreign) && !admin {
        return Err(Refusal::bad("message can't be deleted"));
    }
    if let Some(message) = c.messages.get_mut(&id) {
        message.deleted = true;
    }
    c.touch();
    w.event(Event::Deleted { chat, message: id, by_bot: true });
    Ok(())
}

/// `answerCallbackQuery`.
pub(super) fn answer_tap(w: &mut World, p: &Params) -> Answer {
    let id = p.text("callback_query_id").unwrap_or_default();
    let text = p.text("text").filter(|t| !t.is_empty()).map(str::to_owned);
    if text.as_deref().is_some_and(|t| html::units(t) > 200) {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let now = w.now();
    let tap = w.taps.remove(id).filter(|t| t.at + TAP_LIVES >= now);
    let tap =
        tap.ok_or_else(|| Refusal::bad("query is too old and response timeout expired or query ID is invalid"))?;
    let (query, alert) = (id.to_owned(), p.flag("show_alert"));
    if let Some(c) = w.chats.get_mut(&tap.chat) {
        c.touch();
    }
    w.event(Event::Answered { chat: tap.chat, user: tap.user, query, text, alert });
    Ok(true.into())
}

/// The emoji with which Telegram lets a bot react.
const REACTIONS: &str = "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳❤‍🔥🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👨‍💻👀🎃🙈😇😨🤝✍🤗🫡\
                         🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷‍♂🤷🤷‍♀😡";

/// `setMessageReaction`.
pub(super) fn react(w: &mut World, p: &Params) -> Answer {
    let list = p.json("reaction")?.and_then(|v| v.as_array().cloned()).unwrap_or_default();
    if list.len() > 1 {
        return Err(Refusal::bad("REACTIONS_TOO_MANY"));
    }
    let emoji = match list.first() {
        None => None,
        Some(r) => {
            let emoji = r.get("emoji").and_then(Value::as_str).unwrap_or_default();
            let bare = emoji.trim_end_matches('\u{fe0f}');
            if bare.is_empty() || !REACTIONS.contains(bare) {
                return Err(Refusal::bad("REACTION_INVALID"));
            }
            Some(emoji.to_owned())
        }
    };
    let chat = w.writable(p)?;
    let id = p.int("message_id").unwrap_or_default();
    change(w, chat, id, "message to react not found", |m| m.reaction.clone_from(&emoji))?;
    w.event(Event::Reacted { chat, message: id, emoji });
    Ok(true.into())
}

/// `pinChatMessage` and `unpinChatMessage`.
pub(super) fn pin(w: &mut World, p: &Params, pinned: bool) -> Answer {
    let chat = w.writable(p)?;
    let place = w.chats.get(&chat).map(|c| (c.kind, c.bot));
    if place.is_some_and(|(kind, bot)| matches!(kind, Kind::Group | Kind::Supergroup) && bot != Standing::Admin) {
        return Err(Refusal::bad("not enough rights to manage pinned messages in the chat"));
    }
    let newest = || {
        let c = w.chats.get(&chat)?;
        c.messages.values().rev().find(|m| m.pinned).map(|m| m.id)
    };
    let id = p.int("message_id").or_else(|| if pinned { None } else { newest() }).unwrap_or_default();
    change(w, chat, id, if pinned { "message to pin not found" } else { "message to unpin not found" }, |m| {
        m.pinned = pinned;
    })?;
    w.event(Event::Pinned { chat, message: id, pinned });
    Ok(json!(true))
}

fn change(w: &mut World, chat: ChatId, id: i64, missing: &str, f: impl FnOnce(&mut Message)) -> Result<(), Refusal> {
    let c = w.chats.get_mut(&chat).ok_or_else(|| Refusal::bad("chat not found"))?;
    let m = c.messages.get_mut(&id).filter(|m| !m.deleted).ok_or_else(|| Refusal::bad(missing))?;
    f(m);
    c.touch();
    Ok(())
}
